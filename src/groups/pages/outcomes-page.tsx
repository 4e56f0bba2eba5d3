import type { Reading } from '../../collaborations/index.ts';
import { State, type StateOf } from '../../ui/state.tsx';
import { prepareGroups } from '../policy.ts';
import type { OutcomeRow } from '../queries.ts';
import { groupTexts } from '../texts.ts';
import { baseOf } from './groups-page.tsx';

export function stateOfOutcome(outcome: OutcomeRow, of: Reading): StateOf {
  const t = groupTexts(of.language).outcomes;
  if (!outcome.decided_on) return { shape: 'underWay', text: t.stateOpen };
  if (outcome.result === 'notAgreed') return { shape: 'opposed', text: t.notAgreed };
  if (outcome.told < outcome.asked) return { shape: 'waits', text: t.ownCounts(outcome.decided, outcome.asked) };
  return { shape: 'done', text: t.stateClosed(of.formats.date(outcome.decided_on)) };
}

/** Outcomes, a line each. */
export function OutcomeLines(props: { of: Reading; outcomes: readonly OutcomeRow[] }) {
  const { of } = props;
  const t = groupTexts(of.language);
  return (
    <ul class="rows">
      {props.outcomes.map((outcome) => (
        <li key={outcome.id}>
          <div>
            <span class="small">{t.outcomes.numberOf(outcome.group_name, outcome.year, outcome.number)}</span>
            <div class="title">
              <a href={`${baseOf(of)}/outcomes/${outcome.id}`}>{outcome.matter}</a>
            </div>
            <p>
              {t.outcomes.positionCounts(outcome.supports, outcome.abstains, outcome.does_not_support)} ·{' '}
              {t.rules.effects[outcome.effect]}
            </p>
          </div>
          <State {...stateOfOutcome(outcome, of)} />
        </li>
      ))}
    </ul>
  );
}

/** The register: every matter with its number, newest first. */
export function OutcomesPage(props: { of: Reading; outcomes: readonly OutcomeRow[]; hasGroups: boolean }) {
  const { of, outcomes } = props;
  const t = groupTexts(of.language);
  return (
    <>
      <p class="trail">
        <a href={`${baseOf(of)}/groups`}>{t.title}</a>
      </p>
      <h1>{t.outcomes.title}</h1>
      <p class="lead">{t.outcomes.lead}</p>
      {of.may(prepareGroups) && props.hasGroups ? (
        <p class="actions no-print">
          <a class="button" href={`${baseOf(of)}/outcomes/new`}>
            {t.outcomes.open}
          </a>
        </p>
      ) : null}
      {outcomes.length === 0 ? (
        <p class="section-lead">{t.outcomes.empty}</p>
      ) : (
        <>
          <OutcomeLines of={of} outcomes={outcomes} />
          <p class="small no-print">
            <a href={`${baseOf(of)}/outcomes/csv`} download>
              {t.outcomes.csv}
            </a>
          </p>
        </>
      )}
    </>
  );
}
