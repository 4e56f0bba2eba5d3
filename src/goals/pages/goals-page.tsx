import type { Reading } from '../../collaborations/index.ts';
import { SmallCurve } from '../../ui/charts/small-curve.tsx';
import { StepLine } from '../../ui/line.tsx';
import { Notice, Scroll, Section } from '../../ui/section.tsx';
import type { AssuranceRow } from '../assurance.ts';
import { manyIndicators } from '../goal.ts';
import { setGoals } from '../policy.ts';
import type { GoalRow, IndicatorRow } from '../queries.ts';
import { describeFinding, readIndicator } from '../state-of-goal.ts';
import type { SteeringDocumentRow } from '../steering-documents.ts';
import { goalTexts } from '../texts.ts';
import { GoalsTable, goalsInTable, SourceLines } from './goals-overview.tsx';

/** A goal of a real case, to learn from before the first of one's own is written. */
export interface TeachingExample {
  readonly collaborationId: string;
  readonly name: string;
  readonly goal: GoalRow;
  readonly indicator: IndicatorRow;
}

function Example(props: { of: Reading; example: TeachingExample }) {
  const { collaborationId, name, goal, indicator } = props.example;
  const { language, formats } = props.of;
  const t = goalTexts(language);
  const { points } = readIndicator(indicator);
  const from = points[0]?.period ?? 0;
  const to = points.at(-1)?.period ?? 0;
  return (
    <section class="section example" aria-label={t.exampleLabel(name)}>
      <div>
        <p class="small">{t.exampleLabel(name)}</p>
        <h2>{goal.text}</h2>
        <p class="small">{describeFinding(indicator, language, formats)}</p>
        {indicator.stand_in_note ? (
          <p class="small">
            {t.goal.standIn}: {indicator.stand_in_note}
          </p>
        ) : null}
        <p class="small-link">
          <a href={`/collaborations/${collaborationId}/goals/${goal.id}`}>{t.exampleLink}</a>
        </p>
      </div>
      <div>
        <SmallCurve
          points={points}
          from={from}
          to={to}
          target={
            indicator.target !== null && indicator.target_period !== null
              ? { value: indicator.target, period: indicator.target_period }
              : undefined
          }
          label={describeFinding(indicator, language, formats)}
        />
        <p class="source">{t.exampleCurve(indicator.code ?? '', from, to)}</p>
      </div>
    </section>
  );
}

/** How many goals stand where, in one sentence. */
function standing(goals: readonly GoalRow[], indicators: readonly IndicatorRow[], of: Reading): string {
  const t = goalTexts(of.language);
  const count = { reached: 0, notReached: 0, early: 0, missing: 0 };
  for (const goal of goals) {
    const indicator = indicators.find((one) => one.goal_id === goal.id);
    if (!indicator) count.missing += 1;
    else {
      const { state } = readIndicator(indicator).reading;
      if (state === 'reached' || state === 'notReached') count[state] += 1;
      else if (state === 'tooEarly') count.early += 1;
    }
  }
  const parts = (['reached', 'notReached', 'early', 'missing'] as const)
    .filter((one) => count[one] > 0 && !(one === 'missing' && of.collaboration.example === 'real'))
    .map((one) => t.standings[one](count[one]));
  return `${t.lead(goals.length)}${parts.length > 0 ? `: ${of.formats.list(parts)}` : ''}.`;
}

/** Where the goals come from or go to, with the source that tells. */
function SteeringDocuments(props: { of: Reading; documents: readonly SteeringDocumentRow[] }) {
  const t = goalTexts(props.of.language).steeringDocument;
  if (props.documents.length === 0) return null;
  return (
    <Section heading={t.heading}>
      <ul class="rows">
        {props.documents.map((one) => (
          <li key={one.id}>
            <div>
              <span class="title">{one.title}</span>
              <p>
                {[
                  one.kind && t.kinds[one.kind] !== one.title ? t.kinds[one.kind] : '',
                  one.owner_name && t.owner(one.owner_name),
                  one.rhythm && t.rhythms[one.rhythm],
                  one.has_joint_goals ? t.containsGoals : '',
                  one.relation && t.relations[one.relation],
                  ...one.feeds.map((fed) => t.feeds[fed]),
                  one.perspectives.length > 0 ? t.perspectives(props.of.formats.list(one.perspectives)) : '',
                  one.development_areas.length > 0
                    ? t.developmentAreas(props.of.formats.list(one.development_areas))
                    : '',
                ]
                  .filter(Boolean)
                  .map((fact) => `${fact}.`)
                  .join(' ')}
              </p>
              <p class="small">{t.source(one.source_note)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function GoalsPage(props: {
  of: Reading;
  goals: readonly GoalRow[];
  indicators: readonly IndicatorRow[];
  assurance: readonly AssuranceRow[];
  example: TeachingExample | undefined;
  steeringDocuments: readonly SteeringDocumentRow[];
}) {
  const { of, indicators } = props;
  const t = goalTexts(of.language);
  const base = `/collaborations/${of.collaboration.id}`;
  const visions = props.goals.filter((goal) => goal.kind === 'vision');
  const goals = props.goals.filter((goal) => goal.kind !== 'vision');
  if (props.goals.length === 0) {
    return (
      <>
        <h1>{t.title}</h1>
        <p class="lead">{t.empty}</p>
        <div class="wide-line">
          <Scroll label={t.stepsPicture}>
            <StepLine steps={t.steps.split('|')} at={1} missingAfter atLeast={820} label={t.stepsPicture} />
          </Scroll>
        </div>
        {of.may(setGoals) ? (
          <p class="actions">
            <a class="button" href={`${base}/goals/new`}>
              {t.first}
            </a>
          </p>
        ) : null}
        {props.example ? <Example of={of} example={props.example} /> : null}
      </>
    );
  }
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{goals.length === 0 ? t.onlyVisions(visions.length) : standing(goals, indicators, of)}</p>
      {indicators.length > manyIndicators ? <Notice waits>{t.manyIndicators(indicators.length)}</Notice> : null}
      {visions.map((vision) => (
        <p class="prose section-lead" key={vision.id}>
          <span class="small">{t.vision}</span>
          <br />
          <a class="vision" href={`${base}/goals/${vision.id}`}>
            {vision.text}
          </a>
        </p>
      ))}
      <Section
        heading={t.overview.heading}
        main
        beside={
          <>
            <a href={`${base}/line-of-sight`}>{t.overview.lineOfSight}</a> · <a href={`${base}/grid`}>{t.grid}</a>
          </>
        }
      >
        <GoalsTable
          of={of}
          goals={goalsInTable(props.goals, indicators)}
          indicators={indicators}
          assurance={props.assurance}
        />
        <SourceLines of={of} indicators={indicators} />
      </Section>
      <SteeringDocuments of={of} documents={props.steeringDocuments} />
      {of.may(setGoals) ? (
        <p class="actions">
          <a class="button" href={`${base}/goals/new`}>
            {t.add}
          </a>
        </p>
      ) : null}
    </>
  );
}
