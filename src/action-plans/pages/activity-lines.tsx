import type { Reading } from '../../collaborations/index.ts';
import { dayOf } from '../../identity/index.ts';
import { State, type StateOf } from '../../ui/state.tsx';
import { type ActivityState, awaitsEvaluation, daysLate, isLearning, isLeftOpen, isPilot } from '../activity.ts';
import type { ActivityRow } from '../queries.ts';
import { sayDays, sayLate, seesLateness } from '../reading-plan.ts';
import { planTexts } from '../texts.ts';

/** How a state is drawn, whoever reads it. */
export const shapes = {
  planned: 'notStarted',
  underWay: 'underWay',
  done: 'done',
  stopped: 'stoodAside',
} as const satisfies Record<ActivityState, StateOf['shape']>;

export const baseOf = (of: Reading): string => `/collaborations/${of.collaboration.id}/action-plan`;
export const addressOf = (of: Reading, id: string): string => `${baseOf(of)}/activities/${id}`;

/** How it goes; that it is late is read by its own party and those who prepare. */
export function stateOfActivity(one: ActivityRow, of: Reading): StateOf {
  const t = planTexts(of.language);
  const today = dayOf(of.now);
  const late = seesLateness(of, one) ? daysLate(one, today) : 0;
  if (late === 0) return { shape: shapes[one.state], text: t.states[one.state] };
  if (isLeftOpen(one, today)) return { shape: 'notAnswered', text: t.leftOpen };
  return { shape: 'missed', text: sayLate(late, one.due_on ?? today, of) };
}

/** What kind it is, in words of its own: a pilot, something to learn from, and what it is else. */
export function sayKind(one: ActivityRow, of: Reading): string {
  const t = planTexts(of.language);
  return [isPilot(one) ? t.pilot : '', one.kind ? t.kinds[one.kind] : ''].filter(Boolean).join(', ');
}

/** Activities, a line each. */
export function ActivityLines(props: { of: Reading; activities: readonly ActivityRow[]; withParty?: boolean }) {
  const { of } = props;
  const t = planTexts(of.language);
  return (
    <ul class="rows activity-rows">
      {props.activities.map((one) => {
        const days = sayDays(one, of);
        const words = [
          props.withParty === false
            ? ''
            : (one.party_name ?? (of.collaboration.example === 'real' ? '' : t.activity.nobody)),
          sayKind(one, of),
          days || (of.collaboration.example === 'real' ? '' : t.undated),
        ].filter(Boolean);
        return (
          <li key={one.id} class={`activity-row ${one.state}`}>
            <div>
              <div class="title">
                <a href={addressOf(of, one.id)}>{one.title}</a>
              </div>
              <p>{words.join(' · ')}</p>
              {one.state === 'stopped' ? <p>{t.activity.stoppedBecause(one.stopped_because)}</p> : null}
              {one.learned && isLearning(one.kind) ? <p class="learned">{one.learned}</p> : null}
              {awaitsEvaluation(one, dayOf(of.now)) && seesLateness(of, one) ? (
                <p>{t.pilotSection.notEvaluated}</p>
              ) : null}
            </div>
            {of.collaboration.example === 'real' ? null : <State {...stateOfActivity(one, of)} />}
          </li>
        );
      })}
    </ul>
  );
}
