import type { EnteredRow, PartyRow, Reading } from '../../collaborations/index.ts';
import type { Visit } from '../../identity/index.ts';
import { Form } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { EditorTextRow, ImplementationRow, LimitPeriodRow } from '../assurance.ts';
import type { ComparisonRow, ContributionRow, GoalRow, IndicatorRow, RealCaseRow, SimilarRow } from '../queries.ts';
import { describeFinding, describeState } from '../state-of-goal.ts';
import { goalTexts } from '../texts.ts';
import { Contributions } from './contributions.tsx';
import { HowSure } from './how-sure.tsx';
import { Measure, SeveralMeasures } from './measure.tsx';

export interface GoalPageProps {
  readonly visit: Visit;
  readonly of: Reading;
  readonly goal: GoalRow;
  readonly above: GoalRow | undefined;
  readonly indicators: readonly IndicatorRow[];
  readonly comparisons: readonly ComparisonRow[];
  readonly contributions: readonly ContributionRow[];
  readonly parties: readonly PartyRow[];
  readonly entered: readonly EnteredRow[];
  readonly realCases: readonly RealCaseRow[];
  readonly limitPeriods: readonly LimitPeriodRow[];
  readonly implementations: readonly ImplementationRow[];
  readonly editorText: EditorTextRow | undefined;
  readonly similar: readonly SimilarRow[];
}

export function GoalPage(props: GoalPageProps) {
  const { visit, of, goal, indicators } = props;
  const { language, formats, collaboration, isLeader } = of;
  const t = goalTexts(language);
  const base = `/collaborations/${collaboration.id}/goals`;
  const [main] = indicators;
  const { state, figures } = describeState(main, language, formats, collaboration.example === 'real');
  const facts = [
    goal.target_year ? t.goal.target(goal.target_year) : '',
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
            {collaboration.example === 'real' && !main ? t.state.notKnown : describeFinding(main, language, formats)}
          </p>
          <p class="section-lead">
            <State {...state} /> <span class="small">{figures}</span>
          </p>
        </>
      )}
      {facts.length > 0 ? <p class="small section-lead">{facts.join(' · ')}</p> : null}
      {props.above ? (
        <p class="small">
          {t.goal.under}: <a href={`${base}/${props.above.id}`}>{props.above.text}</a>
        </p>
      ) : null}
      {goal.without_indicator_note && !main ? <p class="small">{goal.without_indicator_note}</p> : null}
      {indicators.map((indicator) => (
        <Measure key={indicator.id} {...props} indicator={indicator} />
      ))}
      {indicators.length > 1 ? <SeveralMeasures {...props} /> : null}
      {main && goal.kind !== 'vision' ? <HowSure {...props} indicator={main} /> : null}
      {goal.kind === 'vision' ? null : <Contributions {...props} />}
      {props.realCases.length > 0 ? (
        <Section heading={t.goal.tryExample}>
          <p class="small section-lead">{t.goal.tryExampleText}</p>
          <ul class="rows">
            {props.realCases.map((one) => (
              <li key={one.goal_id}>
                <a class="title" href={`/collaborations/${one.collaboration_id}/goals/${one.goal_id}`}>
                  {one.collaboration_name}: {one.text}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {isLeader ? (
        <div class="actions">
          <a class="button second" href={`${base}/${goal.id}/indicator`}>
            {t.goal.addIndicator}
          </a>
          <a href={`${base}/${goal.id}/edit`}>{t.goal.edit}</a>
          <Form token={visit.formToken()} action={`${base}/${goal.id}/withdrawal`} inline>
            <button class="link-button" type="submit">
              {t.goal.withdraw}
            </button>
          </Form>
        </div>
      ) : null}
    </>
  );
}
