import {
  type Answering,
  askToTakePart,
  nothingSaid,
  planActivity,
  setActionPlan,
} from '../../../src/action-plans/index.ts';
import type { Someone } from '../../../src/collaborations/testing.ts';
import type { Tx } from '../../../src/identity/index.ts';
import type { Things } from '../world.ts';

interface Part {
  readonly name: string;
  readonly partyId: string;
  readonly organisation: string;
}

/**
 * A plan, and an activity of each party, entered for it: what a party has written itself nobody else changes, whatever
 * their role, so it would not show what the rules of the role are. Each asks the next to take part.
 */
export async function fillActionPlan(
  write: <Result>(by: Someone, work: (tx: Tx) => Promise<Result>) => Promise<Result>,
  id: string,
  word: string,
  { leader, goal }: { readonly leader: Someone; readonly goal: string },
  parties: readonly Part[],
): Promise<Things> {
  const things: Record<string, string> = {};
  await write(leader, (tx) =>
    setActionPlan(tx, id, {
      title: `Handlingsplan, ${word}`,
      first_year: 2023,
      last_year: 2025,
      adopted_on: null,
      revision: 'yearly',
      steering_document_id: null,
      area_count: null,
      has_joint_areas: null,
      source_note: '',
    }),
  );
  for (const [at, party] of parties.entries()) {
    const next = parties[(at + 1) % parties.length] ?? party;
    const answering: Answering = {
      partyId: party.partyId,
      organisationId: party.organisation,
      entered: { channel: 'email', statedOn: '2023-11-01' },
    };
    const title = `Uppsökande möten, ${word}`;
    const { activity, part } = await write(leader, async (tx) => {
      const activity = planActivity(
        tx,
        id,
        answering,
        {
          ...nothingSaid,
          title,
          description: word,
          area: word,
          due_on: '2024-06-30',
          learned: word,
          target_group: word,
          others: word,
          evidence_grade: 'untested',
          evidence_source: word,
          pilot_question: word,
          pilot_measure: word,
          pilot_ends_on: '2024-05-31',
        },
        [goal],
      );
      const asked = { id: next.partyId, organisation_id: next.organisation };
      return { activity, part: await askToTakePart(tx, id, { id: activity, title }, asked) };
    });
    things[`${party.name} activity`] = activity;
    things[`${party.name} asked`] = part ?? '';
    things[`${next.name} part`] = part ?? '';
  }
  return things;
}
