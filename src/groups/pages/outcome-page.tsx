import { AttachedFiles, type AttachmentRow } from '../../attachments/index.ts';
import { collaborationTexts, EnteredNote, type EnteredRow, type Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, TextArea, Version } from '../../ui/form.tsx';
import { Scroll, Section } from '../../ui/section.tsx';
import { type Shape, State } from '../../ui/state.tsx';
import { isPolitical } from '../joint-group.ts';
import { type OwnState, ownStateOf, type Position, positions } from '../outcome.ts';
import { answerOutcomes, closeOutcomes, prepareGroups, reserveOneself, takePositions } from '../policy.ts';
import type { OutcomePositionRow, OutcomeRow, OwnDecisionRow, PersonalReservationRow } from '../queries.ts';
import { asked, type ReadOrder } from '../reading-groups.ts';
import { groupTexts } from '../texts.ts';
import { baseOf } from './groups-page.tsx';
import { stateOfOutcome } from './outcomes-page.tsx';

const positionShapes: Readonly<Record<Position, Shape>> = {
  supports: 'done',
  abstains: 'stoodAside',
  doesNotSupport: 'opposed',
};
const ownShapes: Readonly<Record<OwnState, Shape>> = {
  toDecide: 'waits',
  toCarryOut: 'underWay',
  rejected: 'opposed',
  yes: 'done',
  partly: 'underWay',
  no: 'stoodAside',
};

/** The rule as it was worded when the matter was closed, whatever it says now. */
const closedRuleOf = (outcome: OutcomeRow) =>
  outcome.rule_subject !== null && outcome.rule_way !== null
    ? {
        subject: outcome.rule_subject,
        way: outcome.rule_way,
        if_not_agreed: outcome.rule_if_not_agreed ?? '',
        agreed_by: outcome.rule_agreed_by ?? [],
      }
    : undefined;

export interface OutcomeParts {
  readonly visit: Visit;
  readonly of: Reading;
  readonly order: ReadOrder;
  readonly outcome: OutcomeRow;
  readonly positions: readonly OutcomePositionRow[];
  readonly reservations: readonly PersonalReservationRow[];
  readonly ownDecisions: readonly OwnDecisionRow[];
  readonly entered: readonly EnteredRow[];
  readonly attachments: readonly AttachmentRow[];
  /** The acting person has a place in the group. */
  readonly hasPlace: boolean;
  readonly state: FormState;
}

function Positions(props: OutcomeParts) {
  const { visit, of, order, outcome, state } = props;
  const t = groupTexts(of.language).outcome;
  const here = `${baseOf(of)}/outcomes/${outcome.id}`;
  const parties = asked(order.parties);
  const own = parties.find((party) => party.organisation_id === of.user.organisation_id);
  const said = props.positions.find((one) => one.party_id === own?.id);
  const mayTake = !outcome.closed_at && own && of.may(takePositions, own.organisation_id);
  const shown = outcome.closed_at
    ? order.parties.filter((party) => props.positions.some((one) => one.party_id === party.id))
    : parties;
  return (
    <Section heading={t.positions} id="positions">
      <p class="small section-lead">{t.positionsLead}</p>
      <ul class="rows">
        {shown.map((party) => {
          const position = props.positions.find((one) => one.party_id === party.id);
          return (
            <li key={party.id} class={party === own ? 'own-row' : undefined}>
              <div>
                <span>{party.name}</span>
                {position?.reservation ? <p>{t.reserved(t.reservation, position.reservation)}</p> : null}
              </div>
              {position ? (
                <State shape={positionShapes[position.position]} text={t.positionNames[position.position]} />
              ) : (
                <State shape="notAnswered" text={t.notAnswered} />
              )}
            </li>
          );
        })}
      </ul>
      {mayTake ? (
        <Form token={visit.formToken()} action={`${here}/positions`} id="own-position">
          <Version value={said?.version ?? 0} state={state} of="position" />
          <Choices
            name="position"
            label={t.position}
            value={said?.position}
            options={positions.map((position) => ({ value: position, text: t.ownPositionNames[position] }))}
            state={state}
          />
          <TextArea
            name="reservation"
            rows={2}
            label={t.reservation}
            hint={t.reservationHint}
            value={said?.reservation}
            state={state}
          />
          <Actions submit={t.take} />
        </Form>
      ) : null}
    </Section>
  );
}

function Reservations(props: OutcomeParts) {
  const { visit, of, outcome, state } = props;
  const t = groupTexts(of.language).outcome;
  const own = props.reservations.find((one) => one.person_id === of.user.person_id);
  const mayReserve = !outcome.closed_at && props.hasPlace && of.may(reserveOneself);
  if (props.reservations.length === 0 && !mayReserve) return null;
  return (
    <Section heading={t.reservations} id="reservations">
      <p class="small section-lead">{t.reservationsLead}</p>
      <ul class="rows">
        {props.reservations.map((one) => (
          <li key={one.person_id}>{t.reserved(one.name ?? t.somebody, one.text)}</li>
        ))}
      </ul>
      {mayReserve ? (
        <Form token={visit.formToken()} action={`${baseOf(of)}/outcomes/${outcome.id}/reservation`}>
          <Version value={own?.version ?? 0} state={state} of="own" />
          <TextArea
            name="ownReservation"
            rows={2}
            label={t.ownReservation}
            hint={t.ownReservationHint}
            value={own?.text}
            state={state}
          />
          <Actions submit={t.reserve} />
        </Form>
      ) : null}
    </Section>
  );
}

function OwnDecisions(props: OutcomeParts) {
  const { of, order, outcome } = props;
  const t = groupTexts(of.language).outcome;
  if (props.ownDecisions.length === 0) return null;
  const { date } = of.formats;
  return (
    <Section heading={t.own} unruled id="own-decisions">
      <p class="small section-lead">{t.ownLead}</p>
      <Scroll label={t.own}>
        <table class="own-decisions">
          <thead>
            <tr>
              <th scope="col">{t.party}</th>
              <th scope="col">{t.instanceColumn}</th>
              <th scope="col">{t.carriedOutColumn}</th>
              <td class="no-print" />
            </tr>
          </thead>
          <tbody>
            {order.parties.map((party) => {
              const own = props.ownDecisions.find((one) => one.party_id === party.id);
              if (!own) return null;
              const state = ownStateOf(own);
              const isOurs = party.organisation_id === of.user.organisation_id;
              const entered = props.entered.find(
                (one) => one.subject_type === 'ownDecision' && one.subject_id === own.id,
              );
              const words = [
                [own.instance, own.paragraph].filter(Boolean).join(' '),
                own.decided_on ? date(own.decided_on) : own.planned_on ? t.planned(date(own.planned_on)) : '',
                own.registration_number,
              ]
                .filter(Boolean)
                .join(', ');
              const mayTell = of.may(answerOutcomes, party.organisation_id);
              return (
                <tr key={party.id} class={isOurs ? 'ours' : undefined}>
                  <th scope="row">{party.name}</th>
                  <td>
                    {words}
                    {entered ? (
                      <EnteredNote
                        entered={entered}
                        party={party.name}
                        texts={collaborationTexts(of.language)}
                        formats={of.formats}
                      />
                    ) : null}
                  </td>
                  <td>
                    <State
                      shape={ownShapes[state]}
                      text={isOurs && state === 'toDecide' ? t.ownYours : t.ownStates[state]}
                    />
                    {own.carried_out_note ? <div class="small">{own.carried_out_note}</div> : null}
                  </td>
                  <td class="no-print">
                    {mayTell ? (
                      <a
                        href={`${baseOf(of)}/outcomes/${outcome.id}/decisions/${party.id}`}
                        aria-label={`${isOurs ? t.tell : t.enter}: ${party.name}`}
                      >
                        {isOurs ? (own.decision ? t.changeOwn : t.tell) : t.enter}
                      </a>
                    ) : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

export function OutcomePage(props: OutcomeParts) {
  const { visit, of, order, outcome, state } = props;
  const texts = groupTexts(of.language);
  const t = texts.outcome;
  const here = `${baseOf(of)}/outcomes/${outcome.id}`;
  const group = order.groups.find((one) => one.id === outcome.group_id);
  const isOpen = !outcome.closed_at;
  const rule = isOpen ? order.rules.find((one) => one.id === outcome.decision_rule_id) : closedRuleOf(outcome);
  const unbound =
    rule?.way === 'majority' ? asked(order.parties).filter((party) => !rule.agreed_by.includes(party.id)) : [];
  const own = order.parties.find((party) => party.organisation_id === of.user.organisation_id);
  const isSilent = isOpen && own && !props.positions.some((one) => one.party_id === own.id);
  return (
    <>
      <p class="trail">
        <a href={`${baseOf(of)}/outcomes`}>{texts.outcomes.title}</a>
      </p>
      <h1>{outcome.matter}</h1>
      <p class="lead">
        {texts.outcomes.numberOf(outcome.group_name, outcome.year, outcome.number)}{' '}
        <State {...stateOfOutcome(outcome, of)} />
      </p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      {isOpen ? (
        <p class="actions no-print">
          {isSilent && of.may(takePositions, own.organisation_id) ? (
            <a class="button" href="#own-position">
              {t.takeNow}
            </a>
          ) : null}
          {of.may(closeOutcomes) ? <a href={`${here}/closing`}>{t.close}</a> : null}
          {of.may(prepareGroups) ? <a href={`${here}/edit`}>{t.change}</a> : null}
        </p>
      ) : (
        <div class="outcome-wording">
          <h2>{t.outcome}</h2>
          <p class="preserved">{outcome.wording}</p>
          <p class="small">
            {texts.rules.effects[outcome.effect]}. {outcome.basis ? `${texts.rules.within(outcome.basis)}. ` : ''}
            {outcome.effect === 'standpoint' ? `${t.standing} ` : ''}
            {t.closedBy(of.formats.date(outcome.decided_on ?? ''))}
            {outcome.look_again_on ? ` ${t.lookAgain(of.formats.date(outcome.look_again_on))}.` : ''}
          </p>
        </div>
      )}
      {outcome.grounds ? (
        <Section heading={t.grounds}>
          <p class="section-lead preserved">{outcome.grounds}</p>
        </Section>
      ) : null}
      <AttachedFiles
        of={of}
        to={{ type: 'outcome', id: outcome.id }}
        attachments={props.attachments}
        mayAttach={of.may(prepareGroups)}
      />
      {rule ? (
        <Section heading={isOpen ? texts.rules.heading : t.ruleThen}>
          <dl class="pairs section-lead">
            <dt>{texts.rules.columns.subject}</dt>
            <dd>{rule.subject}</dd>
            <dt>{texts.rules.columns.way}</dt>
            <dd>{texts.rules.ways[rule.way]}</dd>
            <dt>{isOpen ? texts.rules.columns.ifNotAgreed : t.ifNotAgreedThen}</dt>
            <dd>{rule.if_not_agreed || texts.rules.notSaid}</dd>
          </dl>
          {unbound.length > 0 ? (
            <p class="small">{t.majorityWarning(of.formats.list(unbound.map(({ name }) => name)))}</p>
          ) : null}
        </Section>
      ) : null}
      <OwnDecisions {...props} />
      <Positions {...props} />
      {group && isPolitical(group) ? <Reservations {...props} /> : null}
      {isOpen && of.may(prepareGroups) ? (
        <Form token={visit.formToken()} action={`${here}/withdrawal`} inline>
          <button class="link-button" type="submit">
            {t.withdraw}
          </button>
        </Form>
      ) : null}
    </>
  );
}
