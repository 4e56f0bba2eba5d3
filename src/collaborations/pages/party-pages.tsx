import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, Select, TextArea, TextField } from '../../ui/form.tsx';
import { Notice, Scroll, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { partyFunctions } from '../collaboration.ts';
import { leadCollaboration, prepareCollaboration, sendLinks } from '../policy.ts';
import type { CollaborationSeatRow, EnteredRow, FunctionRow, PartyRow } from '../queries.ts';
import { collaborationTexts } from '../texts.ts';
import type { Reading, Said } from '../workspace.ts';
import { EnteredNote } from './entered-note.tsx';
import { leavingWords, partyState } from './party-state.ts';

type Texts = ReturnType<typeof collaborationTexts>;

export function PartiesPage(props: {
  visit: Visit;
  of: Reading;
  said: Said;
  parties: readonly PartyRow[];
  functions: readonly FunctionRow[];
  seats: readonly CollaborationSeatRow[];
  state: FormState;
}) {
  const { visit, of, state } = props;
  const { collaboration, language } = of;
  const mayPrepare = of.may(prepareCollaboration);
  const t = collaborationTexts(language);
  const base = `/collaborations/${collaboration.id}`;
  // What a source is silent about is said in one sentence; what it knows that nobody holds is a fact.
  const untold =
    collaboration.example === 'real'
      ? partyFunctions.filter(
          (name) =>
            !collaboration.functions_known_empty.includes(name) &&
            !props.functions.some((one) => one.function === name),
        )
      : [];
  const shown = partyFunctions.filter((name) => !untold.includes(name));
  const nameOf = (id: string) => props.parties.find((party) => party.id === id)?.name ?? '';
  return (
    <>
      <h1>{t.party.title}</h1>
      <p class="lead">{t.party.lead}</p>
      <Section heading={t.overview.parties(props.parties.filter((party) => party.relation === 'party').length)} main>
        <Scroll label={t.party.title}>
          <table class="party-list">
            <tbody>
              {props.parties.map((party) => {
                const seats = props.seats.filter((seat) => seat.organisation_id === party.organisation_id);
                const held = seats.flatMap((seat) => (seat.holder_name ? [seat.holder_name] : []));
                return (
                  <tr key={party.id} class={party.organisation_id === of.user.organisation_id ? 'ours' : undefined}>
                    <th scope="row">
                      <a href={`${base}/parties/${party.id}`}>{party.name}</a>
                      {party.organisation_id === of.user.organisation_id ? ` (${t.overview.we})` : ''}
                      {party.is_preferred ? <div class="small">{t.party.preferred}</div> : null}
                      {party.relation === 'associate' ? <div class="small">{t.party.relation.associate}</div> : null}
                    </th>
                    <td>
                      <State {...partyState(party, language)} />
                      {party.leaves_on ? <div class="small">{leavingWords(party, of.formats, language)}</div> : null}
                      {party.status_reason ? <div class="small">{party.status_reason}</div> : null}
                    </td>
                    <td>{props.said.ofParty(party.id)}</td>
                    <td class="small">
                      {seats.length === 0 && collaboration.example !== 'real' && takesPart(party)
                        ? t.party.neverSignsIn
                        : held.join(', ')}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scroll>
      </Section>
      <Section heading={t.party.functions}>
        <dl class="pairs ruled">
          {shown.map((name) => {
            const holders = props.functions
              .filter((one) => one.function === name)
              .map((one) => [nameOf(one.party_id), throughWords(one, t)].filter(Boolean).join(', '));
            return (
              <>
                <dt>{t.party.function[name]}</dt>
                <dd>{holders.length > 0 ? of.formats.list(holders) : t.party.nobody}</dd>
              </>
            );
          })}
        </dl>
        {untold.length > 0 ? (
          <p class="small section-lead">
            {t.party.silentFunctions(
              of.formats.list(untold.map((name) => t.party.function[name].toLocaleLowerCase(language))),
            )}
          </p>
        ) : null}
        {mayPrepare ? (
          <details class="section-lead">
            <summary>{t.gaps.give}</summary>
            <Form token={visit.formToken()} action={`${base}/functions`}>
              <Select
                name="function"
                label={t.party.functionLabel}
                options={partyFunctions.map((name) => ({ value: name, text: t.party.function[name] }))}
                state={state}
              />
              <Select
                name="party"
                label={t.party.functionParty}
                options={[
                  { value: '', text: t.party.nobody },
                  ...props.parties.map((party) => ({ value: party.id, text: party.name })),
                ]}
                state={state}
              />
              <TextField name="through" label={t.party.throughLabel} hint={t.party.throughHint} state={state} />
              <Actions submit={t.party.give} />
            </Form>
          </details>
        ) : null}
      </Section>
      <WaysOut
        of={of}
        said={props.said}
        party={props.parties.find((party) => party.organisation_id === of.user.organisation_id)}
      />
      {mayPrepare ? (
        <Section heading={t.party.add}>
          <ErrorSummary state={state} heading={identityTexts(language).frame.errors(state.errors.length)} />
          <Form token={visit.formToken()} action={`${base}/parties`}>
            <TextArea name="parties" rows={4} label={t.takeOver.parties} hint={t.takeOver.partiesHint} state={state} />
            <Choices
              name="unknown"
              many
              label={t.takeOver.unknownLabel}
              options={[{ value: 'add', text: t.takeOver.addUnknown }]}
              state={state}
            />
            <Actions submit={t.party.addButton} />
          </Form>
        </Section>
      ) : null}
    </>
  );
}

/** Where a party leaves, for whoever may say it. */
function WaysOut(props: { of: Reading; said: Said; party: PartyRow | undefined }) {
  if (!props.party) return null;
  const ways = props.said.waysOut(props.party);
  const [first] = ways;
  if (!first) return null;
  return (
    <Section heading={collaborationTexts(props.of.language).party.leaving}>
      {first.help ? <p class="section-lead">{first.help}</p> : null}
      {ways.map((one) => (
        <p key={one.href}>
          <a href={one.href}>{one.text}</a>
        </p>
      ))}
    </Section>
  );
}

const throughWords = (row: FunctionRow, t: Texts): string =>
  row.through_name === null
    ? ''
    : row.through_founded_year === null
      ? t.party.through(row.through_name)
      : t.party.throughSince(row.through_name, row.through_founded_year);

const takesPart = (party: PartyRow): boolean => !['considered', 'declined', 'left'].includes(party.status);

export function PartyPage(props: {
  visit: Visit;
  of: Reading;
  said: Said;
  party: PartyRow;
  seats: readonly CollaborationSeatRow[];
  functions: readonly FunctionRow[];
  entered: readonly EnteredRow[];
  mayChange: boolean;
  /** The link just made. */
  madeLink: string | undefined;
  /** A link was made and shown; it cannot be shown again. */
  hasShownLink: boolean;
}) {
  const { visit, of, party } = props;
  const { collaboration, language, formats } = of;
  const t = collaborationTexts(language);
  const here = `/collaborations/${collaboration.id}/parties/${party.id}`;
  const own = props.entered.find((entered) => entered.subject_type === 'party' && entered.subject_id === party.id);
  return (
    <>
      <p class="trail">
        <a href={`/collaborations/${collaboration.id}/parties`}>{t.party.title}</a>
      </p>
      <h1>{party.name}</h1>
      <p class="section-lead">
        <State {...partyState(party, language)} />
        {party.leaves_on ? ` ${leavingWords(party, formats, language)}` : ''}
      </p>
      {props.said.beside(party.id).map((word) => (
        <p class="small section-lead">{word}</p>
      ))}
      {props.madeLink ? (
        <Notice>
          {t.party.linkMade} <a href={props.madeLink}>{props.madeLink}</a>
        </Notice>
      ) : props.hasShownLink ? (
        <Notice waits>
          {t.party.linkShown} <a href="#link">{t.party.linkAgain}</a>
        </Notice>
      ) : null}
      {party.acts_for_name ? <p>{t.party.actsFor(party.acts_for_name)}</p> : null}
      <dl class="pairs ruled section">
        <dt>{t.party.relationLabel}</dt>
        <dd>
          {t.party.relation[party.relation]}
          {party.is_preferred ? `. ${t.party.preferred}` : ''}
        </dd>
        {party.status_reason ? (
          <>
            <dt>{t.party.reason}</dt>
            <dd>{party.status_reason}</dd>
          </>
        ) : null}
        {collaboration.example === 'real' ? null : (
          <>
            <dt>{t.party.ownBenefit}</dt>
            <dd>{party.own_benefit || t.party.notSaid}</dd>
            <dt>{t.party.ownContribution}</dt>
            <dd>
              {party.own_contribution || t.party.notSaid}{' '}
              {own ? <EnteredNote entered={own} party={party.name} texts={t} formats={formats} /> : null}
            </dd>
            <dt>{t.party.ambition}</dt>
            <dd>{party.ambition ? t.ladder.names[party.ambition] : t.party.notSaid}</dd>
          </>
        )}
        {party.since_year || collaboration.example !== 'real' ? (
          <>
            <dt>{t.party.since}</dt>
            <dd>{party.since_year ?? t.party.notSaid}</dd>
          </>
        ) : null}
        {party.bound_on ? (
          <>
            <dt>{t.party.boundOn}</dt>
            <dd>{formats.date(party.bound_on)}</dd>
          </>
        ) : null}
        {props.functions.length > 0 || collaboration.example !== 'real' ? (
          <>
            <dt>{t.party.functions}</dt>
            <dd>
              {props.functions.length > 0
                ? formats.list(
                    props.functions.map((one) =>
                      [t.party.function[one.function], throughWords(one, t)].filter(Boolean).join(' '),
                    ),
                  )
                : t.party.nobody}
            </dd>
          </>
        ) : null}
      </dl>
      {collaboration.example === 'real' ? <p class="small section-lead">{t.party.silent}</p> : null}
      {props.mayChange ? (
        <p class="actions">
          <a class="button" href={`${here}/edit`}>
            {t.challenge.edit}
          </a>
        </p>
      ) : null}
      {collaboration.example === 'real' ? null : (
        <Section
          heading={t.party.seats}
          beside={of.may(leadCollaboration) ? <a href={`${here}/invite`}>{t.party.invite}</a> : null}
        >
          {props.seats.length === 0 ? <p class="small section-lead">{t.party.noSeats}</p> : null}
          <ul class="rows">
            {props.seats.map((seat) => (
              <li key={seat.seat_id + seat.role}>
                <div>
                  <div class="title">{seat.title}</div>
                  <p>
                    {t.party.roles[seat.role]}
                    {seat.holder_name ? `, ${seat.holder_name}` : ''}
                    {seat.deputies.length > 0 ? `, ${t.party.deputies(formats.list(seat.deputies))}` : ''}
                    {seat.ends_on ? `, ${t.party.until(formats.date(seat.ends_on))}` : ''}
                  </p>
                </div>
                {seat.holder_name ? null : <State shape="missing" text={t.party.vacant} />}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <WaysOut of={of} said={props.said} party={party} />
      {of.may(sendLinks) && props.entered.length > 0 ? (
        <Section heading={t.party.neverSignsIn}>
          <ul class="rows">
            {props.entered.map((entered) => (
              <li key={entered.id}>
                <div>
                  <div>{entered.summary}</div>
                  <EnteredNote entered={entered} party={party.name} texts={t} formats={formats} />
                </div>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {of.may(sendLinks) || of.may(leadCollaboration) ? (
        <Section heading={t.party.linkHeading} id="link">
          {of.may(sendLinks) ? (
            <>
              <p class="small section-lead">{t.party.linkLead}</p>
              <Form token={visit.formToken()} action={`${here}/link`} inline>
                <div class="actions">
                  <button class="button second" type="submit">
                    {props.madeLink || props.hasShownLink ? t.party.linkAgain : t.party.link}
                  </button>
                </div>
              </Form>
            </>
          ) : (
            <p class="small section-lead">{t.party.linkNone}</p>
          )}
        </Section>
      ) : null}
    </>
  );
}
