import type { Reading } from '../../collaborations/index.ts';
import { dayOf } from '../../identity/index.ts';
import { Markup } from '../../platform/markup/jsx-runtime.ts';
import { Section } from '../../ui/section.tsx';
import { daysBetween, isOpen } from '../activity.ts';
import type { ActivityRow } from '../queries.ts';
import { planTexts } from '../texts.ts';
import { ActivityLines, baseOf } from './activity-lines.tsx';

/** What comes next is what is to be done within half a year. */
const ahead = 183;

/** How the plan goes in one line, and what is next. */
export function PlanOnOverview(props: { of: Reading; activities: readonly ActivityRow[] }): Markup {
  const { of, activities } = props;
  const t = planTexts(of.language);
  if (activities.length === 0) return new Markup('');
  const count = (state: ActivityRow['state']) => activities.filter((one) => one.state === state).length;
  const today = dayOf(of.now);
  const next = activities
    .filter(
      (one) => isOpen(one) && one.due_on !== null && one.due_on >= today && daysBetween(today, one.due_on) <= ahead,
    )
    .toSorted((a, b) => (a.due_on ?? '').localeCompare(b.due_on ?? ''))
    .slice(0, 3);
  const isReal = of.collaboration.example === 'real';
  return (
    <Section heading={t.overview.heading} beside={<a href={baseOf(of)}>{t.overview.all}</a>}>
      {isReal ? (
        <ActivityLines of={of} activities={activities.slice(0, 3)} />
      ) : (
        <>
          <p class="section-lead">
            {t.overview.line(count('underWay'), count('done'), count('planned'))}{' '}
            {next.length === 0 ? t.overview.nothing : ''}
          </p>
          {next.length > 0 ? <ActivityLines of={of} activities={next} /> : null}
        </>
      )}
    </Section>
  );
}
