import { type AboutRound, type Reading, roundPart, type SaidInRound } from '../collaborations/index.ts';
import { markedState } from '../ui/document-parts.tsx';
import { shapes } from './pages/activity-lines.tsx';
import { type ActivityOfRoundRow, listActivitiesOfRound } from './queries.ts';
import { planTexts } from './texts.ts';

const ended = (one: ActivityOfRoundRow): boolean => one.state === 'done' || one.state === 'stopped';

/** What happened to it: why it was stopped, what was learned, what an evaluation found. */
function happened(one: ActivityOfRoundRow, of: Reading): string {
  const t = planTexts(of.language);
  return [
    one.state === 'stopped' ? one.stopped_because : '',
    one.evaluation_result ? t.inRound.evaluated(t.results[one.evaluation_result]) : '',
    one.learned ? t.inRound.learned(one.learned) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function sayActivities(rows: readonly ActivityOfRoundRow[], about: AboutRound, of: Reading): SaidInRound | null {
  const t = planTexts(of.language);
  const isWhole = about.partyId === null;
  const concerned = rows.filter(
    (one) =>
      (isWhole || one.party_id === about.partyId || one.takes_part.includes(about.partyId ?? '')) &&
      // What ended before the round is told in the one before; what is planned for later is no part of this.
      (ended(one)
        ? one.state_on === null || (one.state_on >= about.from && one.state_on <= about.to)
        : one.state === 'underWay' || (one.starts_on ?? one.due_on ?? about.to) <= about.to),
  );
  if (concerned.length === 0) return null;
  const count = (state: ActivityOfRoundRow['state']) => concerned.filter((one) => one.state === state).length;
  return {
    heading: t.inRound.heading,
    sentence: t.inRound.sentence(
      of.formats.list(
        (['done', 'underWay', 'planned', 'stopped'] as const)
          .filter((state) => count(state) > 0)
          .map((state) => t.inRound.counted[state](count(state))),
      ),
    ),
    table: {
      kind: 'table',
      caption: t.inRound.heading,
      underItsHeading: true,
      rowHeadings: true,
      columns: [
        { heading: t.inRound.activity, share: 3 },
        ...(isWhole ? [{ heading: t.inRound.party, share: 2 }] : []),
        { heading: t.inRound.state, share: 1 },
        { heading: t.inRound.happened, share: 3 },
      ],
      rows: concerned.map((one) => ({
        cells: [
          one.title,
          ...(isWhole ? [one.party_name ?? t.activity.nobody] : []),
          markedState({ shape: shapes[one.state], text: t.states[one.state] }),
          [
            !isWhole && one.party_id !== about.partyId ? t.inRound.takesPart(one.party_name ?? '') : '',
            happened(one, of),
          ]
            .filter(Boolean)
            .join(' ') || '–',
        ],
      })),
    },
  };
}

/** Activities in the report of a round and in each party's package: their state, why they were stopped, what was learned. */
export const activitiesInRound = roundPart<ActivityOfRoundRow>({
  place: 20,
  question: (id) => listActivitiesOfRound(id),
  say: sayActivities,
});
