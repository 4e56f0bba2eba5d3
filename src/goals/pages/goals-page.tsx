import type { Reading } from '../../collaborations/index.ts';
import { StepLine } from '../../ui/line.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import type { AssuranceRow } from '../assurance.ts';
import { manyIndicators } from '../goal.ts';
import type { GoalRow, IndicatorRow } from '../queries.ts';
import { goalTexts } from '../texts.ts';
import { GoalsTable, SourceLines } from './goals-overview.tsx';

export function GoalsPage(props: {
  of: Reading;
  goals: readonly GoalRow[];
  indicators: readonly IndicatorRow[];
  assurance: readonly AssuranceRow[];
  example: string | undefined;
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
        <div class="section-lead wide-line">
          <StepLine steps={t.steps.split('|')} at={1} missingAfter label={t.stepsPicture} />
        </div>
        {of.isLeader ? (
          <p class="actions">
            <a class="button" href={`${base}/goals/new`}>
              {t.first}
            </a>
          </p>
        ) : null}
        {props.example ? (
          <div class="section">
            <p class="small">{t.exampleLabel}</p>
            <h2>{t.exampleTitle}</h2>
            <p>{t.exampleText}</p>
            <p>
              <a href={props.example}>{t.exampleLink}</a>
            </p>
          </div>
        ) : null}
      </>
    );
  }
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(goals.length)}</p>
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
      <Section heading={t.overview.heading} main beside={<a href={`${base}/grid`}>{t.grid}</a>}>
        <GoalsTable of={of} goals={goals} indicators={indicators} assurance={props.assurance} />
        <SourceLines of={of} indicators={indicators} />
      </Section>
      {of.isLeader ? (
        <p class="actions">
          <a class="button" href={`${base}/goals/new`}>
            {t.add}
          </a>
        </p>
      ) : null}
    </>
  );
}
