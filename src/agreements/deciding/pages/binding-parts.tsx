import { AttachedFiles } from '../../../attachments/index.ts';
import { collaborationTexts, EnteredNote } from '../../../collaborations/index.ts';
import { dayOf, speaksFor } from '../../../identity/index.ts';
import { State } from '../../../ui/state.tsx';
import { type AgreementParts, versionPath } from '../../pages/agreement-parts.ts';
import type { Binding } from '../../pages/binding-place.tsx';
import { answerAgreements } from '../../policy.ts';
import type { AgreementPartyRow } from '../../queries.ts';
import { enterSignedPapers } from '../../signatures/policy.ts';
import { type StandingParty, type Standings, standingsOf, undecided } from '../standing.ts';
import { decidingTexts } from '../texts.ts';
import { PartyLine, partyShapes } from './party-line.tsx';

/** From whom it comes where it was entered for the party, and what the party has said instead. */
function WhoseWords(props: AgreementParts & { row: AgreementPartyRow; subject: string }) {
  const { of, row } = props;
  const entered = props.entered.find((one) => one.subject_type === props.subject && one.subject_id === row.id);
  if (!entered) return null;
  return (
    <span class="whose-words">
      {entered.corrected_at ? (
        <span class="small">{decidingTexts(of.language).corrected(row.party_name, entered.summary)}</span>
      ) : null}
      <EnteredNote
        withWords
        entered={entered}
        party={row.party_name}
        texts={collaborationTexts(of.language)}
        formats={of.formats}
      />
    </span>
  );
}

function Decision(props: AgreementParts & { party: StandingParty }) {
  const { of, party } = props;
  const { row, standing } = party;
  const t = decidingTexts(of.language);
  const day = (on: string): string => of.formats.dayAndMonth(on);
  if (row.decided_on) {
    const words = `${row.instance} ${row.paragraph ? t.paragraph(row.paragraph) : ''}`.trim();
    return (
      <>
        {row.outcome === 'rejected' ? (
          <State shape="stoodAside" text={`${words}: ${t.rejected(day(row.decided_on))}`} />
        ) : (
          <>
            {words}, <span class="when">{day(row.decided_on)}</span>
          </>
        )}
      </>
    );
  }
  if (standing === 'outside') return <State shape="stoodAside" text={row.stance_note || t.standings.outside} />;
  if (row.instance === '') return <State shape="notAnswered" text={t.notPlanned} />;
  return (
    <>
      <State shape="waits" text={row.instance} />
      <span class="when under">
        {row.planned_on
          ? t.plannedOn(day(row.planned_on))
          : row.planned_note
            ? t.plannedNote(row.planned_note)
            : t.planned}
      </span>
    </>
  );
}

function Places(props: AgreementParts & { party: StandingParty; isOver: boolean }) {
  const { of, party, version } = props;
  const { row, places } = party;
  const t = decidingTexts(of.language);
  const at = versionPath(of, version);
  const isToSign = !props.isOver && row.outcome === 'approved' && row.left_on === null;
  const mayEnterPaper = of.may(enterSignedPapers, row.organisation_id);
  if (places.length === 0) return <span class="when">{props.agreement.is_taken_over ? t.inOriginal : t.noPlaces}</span>;
  return (
    <ul class="plain places">
      {places.map((place) => (
        <li key={place.id}>
          <State shape={place.signed_on ? 'done' : 'notStarted'} text={place.title} />
          {place.signed_on ? (
            <span class="when">
              ,{' '}
              <a href={`${at}/signatures/${place.signature_id}`}>
                {of.formats.dayAndMonth(place.signed_on)}
                <span class="visually-hidden">, {t.evidenceOf(place.title)}</span>
              </a>
              {place.manner === 'onPaper' ? `, ${t.onPaper}` : ''}
            </span>
          ) : place.seat_ids.length === 0 ? (
            <span class="when">, {t.onPaperAhead}</span>
          ) : null}
          {place.signed_on === null && isToSign && place.is_turn && (place.is_mine || mayEnterPaper) ? (
            <span class="enter-for small no-print">
              {place.is_mine ? (
                <a href={`${at}/places/${place.id}/signature`}>
                  {t.sign}
                  <span class="visually-hidden"> {t.asPlace(place.title)}</span>
                </a>
              ) : null}
              {mayEnterPaper ? (
                <a href={`${at}/places/${place.id}/paper`}>
                  {t.enterPaper}
                  <span class="visually-hidden">
                    {' '}
                    {t.asPlace(place.title)}, {row.party_name}
                  </span>
                </a>
              ) : null}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** What those who prepare may enter for a party that is not theirs. */
function EnterFor(props: AgreementParts & { party: StandingParty; isOver: boolean }) {
  const { of, party, version } = props;
  const { row } = party;
  const isOwn = speaksFor(of.user, of.collaboration.id, row.organisation_id);
  if (isOwn || props.isOver || !of.may(answerAgreements, row.organisation_id) || party.standing === 'left') return null;
  const t = decidingTexts(of.language);
  const at = `${versionPath(of, version)}/parties/${row.party_id}`;
  const name = <span class="visually-hidden"> {row.party_name}</span>;
  return (
    <span class="enter-for small no-print">
      <a href={`${at}/decision`}>
        {row.decided_on ? t.changeFor : t.enterFor}
        {name}
      </a>
      {props.agreement.ground === 'signed' && !party.places.some((place) => place.signed_on) ? (
        <a href={`${at}/places`}>
          {t.placesFor}
          {name}
        </a>
      ) : null}
      {row.decided_on === null && party.standing === 'awaits' ? (
        <a href={`${at}/declining`}>
          {t.declineFor}
          {name}
        </a>
      ) : null}
    </span>
  );
}

function PartyTable(props: AgreementParts & { standings: Standings; isOver: boolean }) {
  const { of, standings } = props;
  const t = decidingTexts(of.language);
  const isSigned = props.agreement.ground === 'signed';
  const day = (on: string): string => of.formats.dayAndMonth(on);
  return (
    <table class="binding">
      <caption class="visually-hidden">{t.table}</caption>
      <thead>
        <tr>
          <th scope="col">{t.columns.party}</th>
          <th scope="col">{t.columns.decided}</th>
          <th scope="col">{t.columns.number}</th>
          {isSigned ? <th scope="col">{t.columns.signed}</th> : null}
          <th scope="col">{t.columns.bound}</th>
        </tr>
      </thead>
      <tbody>
        {standings.parties.map((party) => {
          const { row, standing } = party;
          const isOwn = speaksFor(of.user, of.collaboration.id, row.organisation_id);
          return (
            <tr key={row.id} class={isOwn ? 'own' : undefined}>
              <th scope="row">
                {row.party_name} {isOwn ? <span class="when">({t.you})</span> : null}
                {row.is_joining_later ? <span class="when under">{t.joinsLater}</span> : null}
              </th>
              <td>
                <Decision {...props} party={party} />
                <WhoseWords {...props} row={row} subject={standing === 'outside' ? 'stance' : 'agreementParty'} />
                <EnterFor {...props} party={party} />
              </td>
              <td>
                <span class="of-column">{t.columns.number}: </span>
                {row.registration_number || t.nothing}
              </td>
              {isSigned ? (
                <td>
                  <Places {...props} party={party} />
                  <WhoseWords {...props} row={row} subject="signatoryPlaces" />
                </td>
              ) : null}
              <td class={standing === 'bound' ? undefined : 'when'}>
                <span class="of-column">{t.columns.bound}: </span>
                {standing === 'bound'
                  ? party.boundOn
                    ? day(party.boundOn)
                    : t.standings.bound
                  : standing === 'comes'
                    ? `${t.standings.comes} ${day(party.boundOn ?? '')}`
                    : t.standings[standing]}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const appealWords = (row: AgreementPartyRow, of: AgreementParts['of']): string => {
  const t = decidingTexts(of.language).own.appeals;
  if (row.appeal === null || row.appeal === 'none') return row.appeal ? t.none : '';
  if (row.appeal_ends_on === null) return t.over;
  const day = of.formats.dayAndMonth(row.appeal_ends_on);
  return row.appeal_ends_on < dayOf(of.now) ? t.ran(day) : t.running(day);
};

function OwnParty(props: AgreementParts & { party: StandingParty; isOver: boolean }) {
  const { of, party, version } = props;
  const { row, standing } = party;
  const t = decidingTexts(of.language).own;
  const words = decidingTexts(of.language);
  const at = `${versionPath(of, version)}/parties/${row.party_id}`;
  const mayAct = of.may(answerAgreements, row.organisation_id) && !props.isOver && standing !== 'left';
  const day = (on: string): string => of.formats.dayAndMonth(on);
  const facts: readonly (readonly [string, string])[] = [
    [t.instance, row.instance],
    [
      t.decision,
      row.decided_on
        ? [
            of.formats.date(row.decided_on),
            row.paragraph ? words.paragraph(row.paragraph).replace('§ ', '§\u00a0') : '',
            row.outcome === 'rejected' ? words.form.outcomes.rejected : '',
          ]
            .filter(Boolean)
            .join(', ')
        : row.planned_on
          ? words.plannedOn(of.formats.date(row.planned_on))
          : row.planned_note
            ? words.plannedNote(row.planned_note)
            : '',
    ],
    [t.number, row.registration_number],
    [t.appeal, appealWords(row, of)],
  ];
  return (
    <>
      {row.instance === '' ? <p class="small">{t.open}</p> : null}
      <dl class="pairs small">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <>
              <dt key={name}>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
      </dl>
      <AttachedFiles
        of={of}
        to={{ type: 'agreementParty', id: row.id }}
        attachments={props.attachments}
        mayAttach={mayAct && row.decided_on !== null}
      />
      {version.locked_at && standing !== 'awaits' ? (
        <p>
          <State
            shape={partyShapes[standing]}
            text={
              party.boundOn && standing === 'bound'
                ? t.boundOn(day(party.boundOn))
                : party.boundOn && standing === 'comes'
                  ? t.comes(day(party.boundOn))
                  : words.standings[standing]
            }
          />
        </p>
      ) : null}
      {mayAct ? (
        <ul class="plain small own-acts no-print">
          {row.decided_on === null ? (
            <li>
              <a href={`${at}/decision-draft`}>{t.draft}</a>
            </li>
          ) : null}
          <li>
            <a href={`${at}/decision`}>{row.decided_on ? t.change : version.locked_at ? t.enter : t.plan}</a>
          </li>
          {props.agreement.ground === 'signed' && !party.places.some((place) => place.signed_on) ? (
            <li>
              <a href={`${at}/places`}>{t.places}</a>
            </li>
          ) : null}
          {version.locked_at && row.decided_on === null && standing === 'awaits' ? (
            <li>
              <a href={`${at}/declining`}>{t.decline}</a>
            </li>
          ) : null}
        </ul>
      ) : null}
    </>
  );
}

/** How each party has decided and signed, once there is a text to decide on. */
export function bindingOf(props: AgreementParts): Binding {
  const { of, agreement, version } = props;
  const t = decidingTexts(of.language);
  if (of.collaboration.example === 'real' || agreement.ground === 'notYetFormal') return {};
  const standings = standingsOf(props, dayOf(of.now));
  const own = standings.parties.find(({ row }) => speaksFor(of.user, of.collaboration.id, row.organisation_id));
  const isOver = agreement.is_taken_over || ['replaced', 'ended', 'expired'].includes(standings.state.state);
  const ownParty = own && version.sent_at ? <OwnParty {...props} party={own} isOver={isOver} /> : null;
  if (!version.locked_at || standings.parties.length === 0) return { ownParty };
  const waiting = undecided(standings.parties).length;
  return {
    line: <PartyLine of={of} parties={standings.parties} />,
    table: <PartyTable {...props} standings={standings} isOver={isOver} />,
    ownParty: own ? <OwnParty {...props} party={own} isOver={isOver} /> : null,
    actions:
      waiting > 0 && !isOver ? (
        <section>
          <h2>{t.awaits(waiting)}</h2>
          <p class="small">{t.awaitsText}</p>
        </section>
      ) : null,
  };
}
