import type { EnteredRow, PartyRow, Reading, Said } from '../../collaborations/index.ts';
import type { Visit } from '../../identity/index.ts';
import { indicatorTexts } from '../../indicators/index.ts';
import type { MarkingRow } from '../../secrecy/index.ts';
import { Rungs } from '../../ui/charts/rungs.tsx';
import { Form } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { EditorTextRow, ImplementationRow, LimitPeriodRow } from '../assurance.ts';
import { barsOf, readAssurance } from '../ladder-of-goal.ts';
import type { ShownIndicator } from '../lines.ts';
import type { OwnExplanationRow } from '../own-explanations.ts';
import { setGoals } from '../policy.ts';
import type { ContributionRow, GoalRow, RealCaseRow, SimilarRow } from '../queries.ts';
import type { IndicatorBreak } from '../sources/queries.ts';
import { describeFinding, describeState } from '../state-of-goal.ts';
import { goalTexts } from '../texts.ts';
import { SeveralMeasures, YearByYear } from './answers.tsx';
import { Contributions } from './contributions.tsx';
import { HowSure } from './how-sure.tsx';
import { isDrawn, Measure, Tables } from './measure.tsx';

function Standing(props: {
  of: Reading;
  shown: ShownIndicator | undefined;
  starts: readonly number[];
  isCarriedOut: boolean;
}) {
  const { language, formats, collaboration } = props.of;
  const indicator = props.shown?.indicator;
  const { state } = describeState(indicator, language, formats, collaboration.example === 'real');
  const ladder = indicator ? readAssurance(indicator, props.starts, props.isCarriedOut).ladder : undefined;
  const texts = indicatorTexts(language);
  return (
    <p class="standing section-lead">
      <State {...state} />
      {ladder ? (
        <Rungs {...barsOf(ladder)} text={ladder.reached === null ? texts.noRung : texts.rung[ladder.reached]} />
      ) : null}
    </p>
  );
}

/** Where the same series stands in a real case: to read beside one's own. */
function RealCases(props: { of: Reading; cases: readonly RealCaseRow[] }) {
  const t = goalTexts(props.of.language).goal;
  if (props.cases.length === 0) return null;
  return (
    <Section heading={t.tryExample}>
      <p class="small section-lead">{t.tryExampleText}</p>
      <ul class="rows">
        {props.cases.map((one) => (
          <li key={one.goal_id}>
            <a class="title" href={`/collaborations/${one.collaboration_id}/goals/${one.goal_id}`}>
              {one.collaboration_name}: {one.text}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function GoalPage(props: {
  readonly visit: Visit;
  readonly of: Reading;
  readonly said: Pick<Said, 'beside'>;
  readonly goal: GoalRow;
  readonly above: GoalRow | undefined;
  readonly shown: readonly ShownIndicator[];
  readonly contributions: readonly ContributionRow[];
  readonly parties: readonly PartyRow[];
  readonly entered: readonly EnteredRow[];
  readonly realCases: readonly RealCaseRow[];
  readonly limitPeriods: readonly LimitPeriodRow[];
  readonly implementations: readonly ImplementationRow[];
  readonly editorText: EditorTextRow | undefined;
  readonly ownExplanations: readonly OwnExplanationRow[];
  readonly markings: readonly MarkingRow[];
  /** How many explanations are kept from the reader. */
  readonly withheld: number;
  readonly similar: readonly SimilarRow[];
  readonly breaks: readonly IndicatorBreak[];
}) {
  const { visit, of, goal, shown } = props;
  const { language, formats, collaboration } = of;
  const t = goalTexts(language);
  const base = `/collaborations/${collaboration.id}/goals`;
  const here = `${base}/${goal.id}`;
  const [main] = shown;
  const drawn = shown.filter((one) => one === main || isDrawn(one));
  const isCarriedOut = props.implementations.length > 0;
  const starts = props.limitPeriods
    .filter((period) => period.indicator_id === main?.indicator.id)
    .map(({ from_period }) => from_period);
  const facts = [
    // The lead tells the year of a goal that is measured.
    goal.target_year && goal.target_year !== main?.indicator.target_period ? t.goal.target(goal.target_year) : '',
    goal.adopted_on ? t.goal.adopted(formats.date(goal.adopted_on)) : '',
    goal.source_title
      ? [
          goal.source_relation === 'buildsOn' ? t.goal.builds(goal.source_title) : t.goal.taken(goal.source_title),
          goal.source_page ? t.goal.page(goal.source_page) : '',
        ]
          .filter(Boolean)
          .join(', ')
      : '',
  ].filter(Boolean);
  return (
    <>
      <p class="trail">
        <a href={base}>{t.title}</a>
      </p>
      <h1>{goal.text}</h1>
      {goal.kind === 'vision' ? (
        <p class="lead">{t.goal.kindNames.vision}</p>
      ) : (
        <>
          <p class="lead">
            {collaboration.example === 'real' && !main
              ? t.state.notKnown
              : describeFinding(main?.indicator, language, formats)}
          </p>
          <Standing of={of} shown={main} starts={starts} isCarriedOut={isCarriedOut} />
        </>
      )}
      {facts.length > 0 || props.above ? (
        <p class="small section-lead">
          {facts.join(' · ')}
          {facts.length > 0 && props.above ? ' · ' : ''}
          {props.above ? (
            <>
              {t.goal.under} <a href={`${base}/${props.above.id}`}>{props.above.text}</a>
            </>
          ) : null}
        </p>
      ) : null}
      {props.said.beside(goal.id).map((word) => (
        <p class="small section-lead">{word}</p>
      ))}
      {goal.without_indicator_note && !main ? <p class="small section-lead">{goal.without_indicator_note}</p> : null}
      {drawn.map((one) => (
        <Measure
          key={one.indicator.id}
          shown={one}
          breaks={props.breaks}
          of={of}
          here={here}
          limitPeriods={props.limitPeriods}
          isCarriedOut={isCarriedOut}
        />
      ))}
      {main ? (
        <div class="two">
          {shown.length > 1 ? <SeveralMeasures shown={shown} of={of} here={here} /> : null}
          <YearByYear shown={main} of={of} />
          {shown.length > 1 ? null : <RealCases of={of} cases={props.realCases} />}
        </div>
      ) : null}
      {main && goal.kind !== 'vision' ? (
        <HowSure
          visit={visit}
          of={of}
          goal={goal}
          indicator={main.indicator}
          limitPeriods={props.limitPeriods}
          implementations={props.implementations}
          editorText={props.editorText}
          ownExplanations={props.ownExplanations}
          markings={props.markings}
          withheld={props.withheld}
          similar={props.similar}
        />
      ) : null}
      {goal.kind === 'vision' ? null : (
        <Contributions
          of={of}
          goal={goal}
          contributions={props.contributions}
          parties={props.parties}
          entered={props.entered}
          said={props.said}
        />
      )}
      {shown.length > 1 ? <RealCases of={of} cases={props.realCases} /> : null}
      <Tables shown={drawn} breaks={props.breaks} of={of} here={here} />
      {of.may(setGoals) ? (
        <div class="actions">
          <a class="button second" href={`${here}/indicator`}>
            {t.goal.addIndicator}
          </a>
          <a href={`${here}/edit`}>{t.goal.edit}</a>
          <Form token={visit.formToken()} action={`${here}/withdrawal`} inline>
            <button class="link-button" type="submit">
              {t.goal.withdraw}
            </button>
          </Form>
        </div>
      ) : null}
    </>
  );
}
