import { collaborationTexts, EnteredNote, type EnteredRow, type Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import { ErrorSummary, Form, type FormState, Hidden, Select, untouched, Version } from '../../ui/form.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { BenefitRow } from '../queries.ts';
import { estimatesToSee, type FormRows, isToSee, mayChange, speaksHere } from '../reading-benefits.ts';
import { benefitTexts } from '../texts.ts';
import {
  addressOf,
  baseOf,
  isReal,
  nameOfParty,
  otherOfTwo,
  sayReceiver,
  stateOfRealising,
  unitOf,
} from './benefit-lines.tsx';
import { FiguresSection } from './figures-section.tsx';

function Facts(props: { of: Reading; benefit: BenefitRow; rows: FormRows }) {
  const { of, benefit: one, rows } = props;
  const t = benefitTexts(of.language);
  const real = isReal(of);
  const seat = rows.seats.find(({ seat_id }) => seat_id === one.seat_id);
  const inCollaboration = `/collaborations/${of.collaboration.id}`;
  const facts: readonly (readonly [string, Children, boolean])[] = [
    [t.page.receives, sayReceiver(one, of, rows.parties), true],
    [t.page.kind, one.kind ? t.kinds[one.kind] : t.page.notSaid, one.kind !== null || !real],
    [t.page.measure, one.measure || <State shape="missing" text={t.list.noMeasure} />, one.measure !== '' || !real],
    [t.page.unit, unitOf(one, of), unitOf(one, of) !== ''],
    [
      t.page.indicator,
      <a href={`${inCollaboration}/goals/${one.indicator_goal_id}`}>{one.indicator_name}</a>,
      one.indicator_name !== null,
    ],
    [t.page.realises, <State {...stateOfRealising(one, of, rows.parties)} />, !real],
    [
      t.page.seat,
      <>
        {one.seat_title}
        {seat?.holder_name ? <span class="quiet"> ({seat.holder_name})</span> : null}
      </>,
      one.seat_title !== null,
    ],
    [t.page.due, one.due_on ? of.formats.date(one.due_on) : t.page.notSaid, one.due_on !== null || !real],
    [t.page.goal, <a href={`${inCollaboration}/goals/${one.goal_id}`}>{one.goal_text}</a>, one.goal_text !== null],
    [
      t.page.activity,
      <a href={`${inCollaboration}/action-plan/activities/${one.activity_id}`}>{one.activity_title}</a>,
      one.activity_title !== null,
    ],
    [t.page.writtenBy, one.organisation_name, !real && one.entered_by_organisation_id === null],
    [t.page.ownWords, one.own_words, one.own_words !== ''],
    [t.page.sourceNote, one.source_note, one.source_note !== ''],
  ];
  return (
    <dl class="pairs ruled">
      {facts.flatMap(([term, text, isShown]) => (isShown ? [<dt>{term}</dt>, <dd>{text}</dd>] : []))}
    </dl>
  );
}

/** Asked of the party that is named to see to it, and of no other. */
function Realising(props: { visit: Visit; of: Reading; benefit: BenefitRow; rows: FormRows; state: FormState }) {
  const { visit, of, benefit: one, rows, state } = props;
  const t = benefitTexts(of.language).realising;
  const party = rows.parties.find(({ id }) => id === one.realiser_party_id);
  if (!party || party.organisation_id !== of.user.organisation_id || !speaksHere(of)) return null;
  const seats = rows.seats.filter(({ organisation_id }) => organisation_id === party.organisation_id);
  const form = (
    <Form token={visit.formToken()} action={`${addressOf(of, one.id)}/realising`}>
      <Version value={one.version} state={state} />
      <Select
        name="seat"
        label={t.seat}
        value={one.seat_id}
        options={[
          { value: '', text: t.seatNone },
          ...[...new Map(seats.map((seat) => [seat.seat_id, seat])).values()].map((seat) => ({
            value: seat.seat_id,
            text: [seat.title, seat.holder_name ? `(${seat.holder_name})` : ''].filter(Boolean).join(' '),
          })),
        ]}
        state={state}
      />
      <p class="actions">
        <button class="button" type="submit" name="answer" value="takes">
          {t.takes}
        </button>
        <button class="button second" type="submit" name="answer" value="declines">
          {t.declines}
        </button>
      </p>
    </Form>
  );
  return (
    <Section heading={t.heading} id="realising">
      {one.realiser_answer === null ? (
        <>
          <p class="section-lead">
            {t.question(party.name)} {t.why}
          </p>
          {form}
        </>
      ) : (
        <details>
          <summary>{t.changeTo}</summary>
          {form}
        </details>
      )}
    </Section>
  );
}

export function BenefitPage(props: {
  visit: Visit;
  of: Reading;
  benefit: BenefitRow;
  rows: FormRows;
  entered: readonly EnteredRow[];
  state: FormState;
}) {
  const { visit, of, benefit: one, rows, state } = props;
  const t = benefitTexts(of.language);
  const here = addressOf(of, one.id);
  const note = props.entered.find(({ subject_id }) => subject_id === one.id);
  const toSee = speaksHere(of) && isToSee(of, one);
  const hasFiguresToSee = estimatesToSee(of, one, rows).length > 0;
  const others = otherOfTwo(one, of, rows.parties);
  return (
    <>
      <p class="trail">
        <a href={baseOf(of)}>{t.page.back}</a>
      </p>
      <h1>{one.title}</h1>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      {one.description ? <p class="lead benefit-lead">{one.description}</p> : null}
      {toSee ? (
        <Section heading={t.seen.heading(one.organisation_name)}>
          <Notice waits>{t.seen.text(one.organisation_name)}</Notice>
          {hasFiguresToSee ? null : (
            <Form token={visit.formToken()} action={`${here}/acknowledgement`}>
              <Version value={one.version} state={state} />
              <Hidden name="estimate" value="" />
              <p class="actions">
                <button class="button" type="submit">
                  {t.seen.act}
                </button>
                <a href={`${here}/figures`}>{t.figures.answer}</a>
              </p>
            </Form>
          )}
        </Section>
      ) : one.is_visible || others === '' ? null : (
        <Notice>{t.seen.unseenByThem(others)}</Notice>
      )}
      <Facts of={of} benefit={one} rows={rows} />
      {note ? (
        <EnteredNote
          entered={note}
          party={nameOfParty(one.party_id, rows.parties)}
          texts={collaborationTexts(of.language)}
          formats={of.formats}
        />
      ) : null}
      {mayChange(of, one, rows.parties) ? (
        <p class="actions no-print">
          <a href={`${here}/edit`}>{t.page.edit}</a>
        </p>
      ) : null}
      <FiguresSection visit={visit} of={of} benefit={one} rows={rows} entered={props.entered} state={state} />
      <Realising visit={visit} of={of} benefit={one} rows={rows} state={state} />
      {mayChange(of, one, rows.parties) ? (
        <details class="benefit-withdrawal no-print">
          <summary>{t.page.withdraw}</summary>
          <p>{t.page.withdrawWhy}</p>
          <Form token={visit.formToken()} action={`${here}/withdrawal`} inline>
            <Version value={one.version} state={untouched} />
            <button class="button second" type="submit">
              {t.page.withdraw}
            </button>
          </Form>
        </details>
      ) : null}
    </>
  );
}
