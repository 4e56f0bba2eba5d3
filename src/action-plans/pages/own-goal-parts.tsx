import type { Reading } from '../../collaborations/index.ts';
import { Actions, Choices, Form, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { isIn, type OwnGoalRow } from '../own-goals.ts';
import { keepOwnGoals } from '../policy.ts';
import type { ActivityRow } from '../queries.ts';
import type { PlanRows } from '../reading-plan.ts';
import { planTexts } from '../texts.ts';
import { addressOf } from './activity-lines.tsx';
import { cancelTo, type FormPage, Frame } from './form-frame.tsx';

/** The own goals that the activity serves, of those that the reader may see. Nothing where there is none and none to write. */
export function OwnGoals(props: {
  of: Reading;
  activity: ActivityRow;
  rows: PlanRows;
  ownGoals: readonly OwnGoalRow[];
}) {
  const { of, activity } = props;
  const t = planTexts(of.language).ownGoals;
  const goals = props.ownGoals.filter(({ activity_id }) => activity_id === activity.id);
  const own = goals.find(({ organisation_id }) => organisation_id === of.user.organisation_id);
  const mayWrite =
    of.may(keepOwnGoals, of.user.organisation_id) && isIn(activity, props.rows.taking, of.user.organisation_id);
  if (goals.length === 0 && !mayWrite) return null;
  return (
    <Section heading={t.heading}>
      <p class="section-lead">{t.lead}</p>
      {goals.length === 0 ? <p class="small">{t.none}</p> : null}
      <ul class="rows">
        {goals.map((goal) => (
          <li key={goal.organisation_id}>
            <div>
              <div class="title">{goal.text}</div>
              <p>
                {[
                  goal.organisation_name,
                  goal.stands_in ? t.standsInOf(goal.stands_in) : '',
                  goal.is_shared ? '' : t.onlyUs,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <p class="small no-print">
          <a href={`${addressOf(of, activity.id)}/own-goal`}>{own ? t.change : t.write}</a>
        </p>
      ) : null}
    </Section>
  );
}

export function OwnGoalPage(props: FormPage & { activity: ActivityRow; own: OwnGoalRow | undefined }) {
  const { visit, of, state, activity, own } = props;
  const t = planTexts(of.language).ownGoals;
  const back = addressOf(of, activity.id);
  return (
    <>
      <Frame {...props} title={t.title} back={{ href: back, text: activity.title }} />
      <Form token={visit.formToken()}>
        <Version value={own?.version ?? 0} state={state} />
        <TextArea name="text" rows={2} label={t.text} hint={own ? t.hint : undefined} value={own?.text} state={state} />
        <TextField name="standsIn" label={t.standsIn} value={own?.stands_in} state={state} />
        <Choices
          name="sharing"
          label={t.sharing}
          value={own?.is_shared ? 'shared' : 'alone'}
          options={(['alone', 'shared'] as const).map((one) => ({ value: one, text: t[one] }))}
          state={state}
        />
        <Actions submit={t.save} cancel={cancelTo(of, back)} />
      </Form>
    </>
  );
}
