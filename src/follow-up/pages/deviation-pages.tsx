import { ChannelFields, collaborationTexts, type PartyRow, type Reading } from '../../collaborations/index.ts';
import { ClaimStairs, titleOfMeasure } from '../../goals/index.ts';
import { identityTexts } from '../../identity/index.ts';
import { ChartTable, LineChart } from '../../ui/charts/line-chart.tsx';
import { Actions, ErrorSummary, Form, type FormState, Select, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { FrozenGoal } from '../frozen-goal.ts';
import type { DeviationRow, JointReadingRow, ReadingRow } from '../interpreting.ts';
import { prepareRounds, speakInRounds } from '../policy.ts';
import type { RoundGoalRow, RoundPlaceRow, RoundRow } from '../queries.ts';
import { readRoundGoal, sourceOf, standsOut } from '../reading-goal.ts';
import { mostDeviations, stateOf } from '../round.ts';
import { followUpTexts } from '../texts.ts';
import { askedParties, type FullRoundParts } from './full-round-page.tsx';
import { roundsAt } from './round-parts.tsx';

/** Where the process leader chooses what the parties interpret together. */
export function DeviationsPage(props: FullRoundParts & { deadline: string; state: FormState; opening: FormState }) {
  const { visit, of, round, goals, deviations, state } = props;
  const t = followUpTexts(of.language);
  const frame = identityTexts(of.language).frame;
  const here = `${roundsAt(of)}/${round.id}`;
  const candidates = goals.flatMap((goal) => {
    const said = standsOut(goal, props.values, round, of.language, of.formats);
    return said ? [{ goal, said }] : [];
  });
  return (
    <>
      <p class="trail">
        <a href={here}>{round.name}</a>
      </p>
      <h1>{t.deviation.choose}</h1>
      <p class="lead">{t.deviation.lead}</p>
      <ErrorSummary
        state={state.errors.length > 0 || state.conflict ? state : props.opening}
        heading={frame.errors(state.errors.length + props.opening.errors.length)}
      />
      {deviations.length > 0 ? (
        <Section heading={t.deviation.chosen} beside={t.full.chosen(deviations.length)} main>
          <ol class="rows">
            {deviations.map((one) => (
              <li key={one.id}>
                <div>
                  <span class="title">{one.question}</span>
                  <p>
                    {goals.find((goal) => goal.goal_id === one.goal_id)?.text}. {t.deviation.why(one.reason)}
                  </p>
                </div>
                <Form token={visit.formToken()} action={`${here}/deviations/${one.id}/removal`} inline>
                  <button class="link-button" type="submit">
                    {t.deviation.drop}
                    <span class="visually-hidden"> {one.question}</span>
                  </button>
                </Form>
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
      {candidates.length > 0 ? (
        <Section heading={t.deviation.candidates} beside={t.deviation.candidatesNote}>
          <ul class="rows">
            {candidates.map(({ goal, said }) => (
              <li key={goal.goal_id}>
                <div>
                  <span class="title">{goal.text}</span>
                  <p>{said}</p>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {deviations.length < mostDeviations ? (
        <Section heading={deviations.length === 0 ? t.deviation.first : t.deviation.another}>
          <Form token={visit.formToken()}>
            <Select
              name="goal"
              label={t.deviation.goal}
              options={[{ value: '', text: '–' }, ...goals.map((goal) => ({ value: goal.goal_id, text: goal.text }))]}
              state={state}
            />
            <TextField name="question" label={t.deviation.question} hint={t.deviation.questionHint} state={state} />
            <TextField name="reason" label={t.deviation.reason} hint={t.deviation.reasonHint} state={state} />
            <div class="actions">
              <button class="button second" type="submit">
                {t.deviation.add}
              </button>
            </div>
          </Form>
        </Section>
      ) : (
        <Notice>{t.deviation.full}</Notice>
      )}
      <Section heading={t.deviation.open}>
        {deviations.length === 0 ? (
          <p class="section-lead">{t.deviation.chooseFirst}</p>
        ) : (
          <Form token={visit.formToken()} action={`${here}/interpretation`}>
            <p>{t.deviation.openLead}</p>
            <TextField
              name="deadline"
              type="date"
              short
              label={t.deviation.until}
              hint={t.deviation.untilHint}
              value={props.deadline}
              state={props.opening}
            />
            <Actions submit={t.deviation.open} />
          </Form>
        )}
      </Section>
    </>
  );
}

/** The picture that a question is asked about, with the numbers frozen for the round: the whole, and the country. */
function AskedAbout(props: FullRoundParts & { goal: RoundGoalRow; places: readonly RoundPlaceRow[] }) {
  const { of, round, goal } = props;
  const { language, formats } = of;
  const t = followUpTexts(language);
  const whole = readRoundGoal(goal, props.values, round, language, formats);
  if (whole.points.length === 0) return <p class="section-lead">{whole.sentences}</p>;
  const own = props.places.find((place) => place.goal_id === goal.goal_id && place.code === goal.area_code);
  const beside = props.places
    .filter((place) => place.goal_id === goal.goal_id && place.is_compared && place.code !== goal.area_code)
    .map((place) => ({
      name: place.name,
      kind: place.kind === 'country' ? ('country' as const) : ('context' as const),
      points: readRoundGoal(goal, props.values, round, language, formats, place.code).points,
    }));
  const main = { name: own?.name ?? t.partyPage.whole, kind: 'whole' as const, points: whole.points };
  const title = titleOfMeasure(goal.indicator_name, goal.unit, language);
  return (
    <div>
      <LineChart
        id={`chart-${goal.goal_id}`}
        title={title}
        unit={goal.unit === 'percent' ? '%' : ''}
        decimals={whole.decimals}
        formats={formats}
        lines={[...beside.filter((line) => line.kind === 'country'), main]}
        target={
          goal.target !== null && goal.target_period !== null
            ? {
                value: goal.target,
                period: goal.target_period,
                text: t.report.targetWord(formats.number(goal.target, whole.decimals), goal.target_period),
              }
            : undefined
        }
        description={whole.sentences}
      >
        <p class="source">
          {goal.stand_in_note ? `${t.round.standIn}: ${goal.stand_in_note} ` : ''}
          {sourceOf([goal], round, formats)}
        </p>
      </LineChart>
      <details class="table-behind">
        <summary>{t.reading.asTable}</summary>
        <ChartTable
          label={title}
          corner={t.partyPage.measure}
          decimals={whole.decimals}
          formats={formats}
          lines={[main, ...beside]}
          notes={{ missing: t.round.noValues, doubted: t.reading.doubted, preliminary: t.reading.preliminary }}
        />
      </details>
    </div>
  );
}

/** How far the frozen figures let the claim go, and the sentence that follows. Nobody can edit either. */
function HowFar(props: { of: Reading; round: RoundRow; read: FrozenGoal }) {
  const { of, round, read } = props;
  const t = followUpTexts(of.language);
  return (
    <Section heading={t.report.howFar} main>
      <div class="how-far">
        <p class="small section-lead">{t.deviation.lockedOn(of.formats.date(round.opened_at))}</p>
        <ClaimStairs language={of.language} answers={read.assurance.ladder.answers} evidence={read.evidence} />
        <p class="verdict">{read.claim.cause}</p>
        {read.claim.why ? <p class="small">{read.claim.why}</p> : null}
      </div>
    </Section>
  );
}

function Words(props: { of: Reading; party: PartyRow; reading: ReadingRow | undefined }) {
  const { of, party, reading } = props;
  const t = followUpTexts(of.language).reading;
  const words = collaborationTexts(of.language).party;
  if (!reading) return <State shape="notAnswered" text={t.notAnswered} />;
  return (
    <>
      {reading.answer === 'reading' ? (
        <p class="said">{reading.text}</p>
      ) : (
        <p class="said tone-quiet">{t.nothingSaid}</p>
      )}
      {reading.entered_by_name && reading.channel && reading.stated_on ? (
        <p class="small">
          {words.entered(
            party.name,
            reading.entered_by_name,
            of.formats.date(reading.stated_on),
            words.channels[reading.channel],
          )}
        </p>
      ) : null}
    </>
  );
}

/** One question: the picture, every party’s own words beside each other, what they say together, how far it holds. */
export function DeviationPage(
  props: FullRoundParts & {
    deviation: DeviationRow;
    places: readonly RoundPlaceRow[];
    /** The goal as its frozen figures let it be read; undefined where nothing measures it. */
    read: FrozenGoal | undefined;
  },
) {
  const { of, round, deviation, deviations, ownParty } = props;
  const { language, formats } = of;
  const t = followUpTexts(language);
  const here = `${roundsAt(of)}/${round.id}`;
  const goal = props.goals.find((one) => one.goal_id === deviation.goal_id);
  const readings = props.readings.filter((one) => one.deviation_id === deviation.id);
  const joint = props.jointReadings.find((one) => one.deviation_id === deviation.id);
  const state = stateOf(round, of.now);
  const asked = askedParties(props);
  const isOpened = round.interpretation_opened_at !== null;
  const speaks = of.may(speakInRounds);
  const ownReading = readings.find((one) => one.party_id === ownParty?.id);
  const isAsked = asked.some((party) => party.id === ownParty?.id);
  const mayWrite = isOpened && speaks && isAsked && state !== 'closed' && (state === 'answering' || !ownReading);
  const waiting = props.answered.filter((row) => row.round_id === round.id && row.answered < row.asked).length;
  const next = deviations[deviations.indexOf(deviation) + 1];
  return (
    <>
      <p class="trail">
        <a href={here}>{round.name}</a>
      </p>
      <div class="asked">
        <div>
          <p class="small">
            {t.deviation.place(
              props.goals.findIndex((one) => one.goal_id === deviation.goal_id) + 1,
              deviation.place,
              deviations.length,
            )}
          </p>
          <h1 class="question">{deviation.question}</h1>
          <p class="small section-lead">{t.deviation.why(deviation.reason)}</p>
          {mayWrite && ownParty ? (
            <p class="actions">
              <a
                class={ownReading ? 'button second' : 'button'}
                href={`${here}/deviations/${deviation.id}/readings/${ownParty.id}`}
              >
                {ownReading ? t.full.changeReading : t.full.ownReading}
              </a>
            </p>
          ) : null}
        </div>
        {goal ? <AskedAbout {...props} goal={goal} /> : null}
      </div>
      {isOpened ? (
        <Section
          heading={t.reading.heading}
          main
          beside={
            state === 'answering'
              ? t.reading.unseen(formats.dayAndMonth(round.deadline_on))
              : t.reading.shared(t.full.of(asked.length - waiting, asked.length))
          }
        >
          {state === 'answering' && readings.length === 0 ? <p class="section-lead">{t.reading.noneSeen}</p> : null}
          <ul class="readings">
            {asked.map((party) => {
              const reading = readings.find((one) => one.party_id === party.id);
              if (!reading && state === 'answering') return null;
              const isOwn = party.id === ownParty?.id;
              return (
                <li key={party.id} class={isOwn ? 'own' : undefined}>
                  <h3>
                    {party.name}
                    <span class="small">
                      {isOwn ? `${t.reading.we}${reading ? ', ' : ''}` : ''}
                      {reading ? formats.dayAndMonth(reading.answered_at) : ''}
                    </span>
                  </h3>
                  <Words of={of} party={party} reading={reading} />
                </li>
              );
            })}
          </ul>
        </Section>
      ) : null}
      {isOpened && state !== 'answering' ? (
        <div class="two">
          <Section heading={t.together.title} main>
            <Together joint={joint} of={of} />
            {of.may(prepareRounds) && state === 'shared' && !props.adoption ? (
              <p class="actions">
                <a class={joint ? 'button second' : 'button'} href={`${here}/deviations/${deviation.id}/joint`}>
                  {joint ? t.together.goOn : t.together.write}
                </a>
              </p>
            ) : null}
          </Section>
          {props.read ? <HowFar of={of} round={round} read={props.read} /> : null}
        </div>
      ) : null}
      {next ? (
        <p class="section next-question">
          <span class="small">{t.deviation.next}</span>
          <a href={`${here}/deviations/${next.id}`}>{next.question}</a>
        </p>
      ) : null}
    </>
  );
}

/** Under its three headings: agreed, not agreed, not known; then causes and measures. */
export function Together(props: { joint: JointReadingRow | undefined; of: Reading }) {
  const { joint } = props;
  const t = followUpTexts(props.of.language).together;
  if (!joint) return <p class="section-lead">{t.none}</p>;
  const parts = [
    [t.agreed, joint.agreed],
    [t.notAgreed, joint.not_agreed],
    [t.notKnown, joint.not_known],
    [t.causes, joint.causes],
    [t.measures, joint.measures],
  ].filter(([, text]) => text !== '');
  return (
    <>
      {parts.map(([heading, text]) => (
        <div key={heading} class="together">
          <h3>{heading}</h3>
          <p>{text}</p>
        </div>
      ))}
    </>
  );
}

/** One field and one button: what the party itself makes of it. */
export function ReadingPage(
  props: FullRoundParts & {
    deviation: DeviationRow;
    party: PartyRow;
    isForAnother: boolean;
    places: readonly RoundPlaceRow[];
    state: FormState;
  },
) {
  const { visit, of, round, deviation, deviations, party, state } = props;
  const t = followUpTexts(of.language).reading;
  const goal = props.goals.find((one) => one.goal_id === deviation.goal_id);
  const reading = props.readings.find((one) => one.deviation_id === deviation.id && one.party_id === party.id);
  const isLocked = reading !== undefined && stateOf(round, of.now) !== 'answering';
  return (
    <>
      <p class="trail">
        <a href={`${roundsAt(of)}/${round.id}`}>{round.name}</a>
      </p>
      {deviations.length > 1 ? (
        <p class="small">{t.place(deviations.indexOf(deviation) + 1, deviations.length)}</p>
      ) : null}
      <h1 class="question">{deviation.question}</h1>
      {props.isForAnother ? <Notice waits>{t.enterLead(party.name)}</Notice> : null}
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      {goal ? (
        <div class="section-lead">
          <AskedAbout {...props} goal={goal} />
        </div>
      ) : null}
      {isLocked ? (
        <>
          <Words of={of} party={party} reading={reading} />
          <p class="small">{t.locked}</p>
        </>
      ) : (
        <Form token={visit.formToken()}>
          <Version value={reading?.version ?? 0} state={state} />
          <TextArea
            name="text"
            rows={6}
            label={props.isForAnother ? t.ownOf(party.name) : t.own}
            hint={t.hint}
            value={reading?.text}
            state={state}
          />
          {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
          <Actions submit={t.give}>
            <button class="link-button" type="submit" name="nothing" value="yes">
              {t.nothing}
            </button>
          </Actions>
          <p class="small section-lead">
            {t.records(of.formats.dayAndMonth(round.deadline_on))} {t.nobodyOnPeople}
          </p>
        </Form>
      )}
    </>
  );
}

export function JointReadingPage(
  props: FullRoundParts & { deviation: DeviationRow; state: FormState; places: readonly RoundPlaceRow[] },
) {
  const { visit, of, round, deviation, state } = props;
  const t = followUpTexts(of.language);
  const joint = props.jointReadings.find((one) => one.deviation_id === deviation.id);
  const readings = props.parties.flatMap((party) =>
    props.readings.filter(
      (one) => one.deviation_id === deviation.id && one.party_id === party.id && one.answer === 'reading',
    ),
  );
  const here = `${roundsAt(of)}/${round.id}/deviations/${deviation.id}`;
  return (
    <>
      <p class="trail">
        <a href={here}>{deviation.question}</a>
      </p>
      <h1>{t.together.title}</h1>
      <p class="lead">{t.together.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <details open class="section-lead">
        <summary>{t.reading.heading}</summary>
        {readings.length === 0 ? <p class="section-lead">{t.reading.noneWritten}</p> : null}
        <ul class="rows">
          {readings.map((reading) => (
            <li key={reading.id} class="stacked">
              <strong>{props.parties.find((party) => party.id === reading.party_id)?.name}</strong>
              <div class="said">{reading.text}</div>
            </li>
          ))}
        </ul>
      </details>
      <Form token={visit.formToken()}>
        <Version value={joint?.version ?? 0} state={state} />
        <TextArea name="agreed" rows={3} label={t.together.agreed} value={joint?.agreed} state={state} />
        <TextArea name="notAgreed" rows={3} label={t.together.notAgreed} value={joint?.not_agreed} state={state} />
        <TextArea name="notKnown" rows={3} label={t.together.notKnown} value={joint?.not_known} state={state} />
        <TextArea
          name="causes"
          rows={3}
          label={t.together.causes}
          hint={t.together.causesHint}
          value={joint?.causes}
          state={state}
        />
        <TextArea
          name="measures"
          rows={3}
          label={t.together.measures}
          hint={t.together.measuresHint}
          value={joint?.measures}
          state={state}
        />
        <Actions submit={t.together.save} cancel={{ href: here, text: identityTexts(of.language).frame.cancel }} />
      </Form>
    </>
  );
}
