import {
  type Answering,
  addEffectStep,
  askToTakePart,
  asLink,
  contestLink,
  type EffectEnd,
  linkEffect,
  listEffectContests,
  nothingSaid,
  planActivity,
  setActionPlan,
  setOwnGoal,
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
  await fillEffects(write, id, word, { leader, goal }, parties, things);
  return things;
}

/** A chain of effect from the first activity to the goal, its last link contested by each party, entered for it; an own goal. */
async function fillEffects(
  write: <Result>(by: Someone, work: (tx: Tx) => Promise<Result>) => Promise<Result>,
  id: string,
  word: string,
  { leader, goal }: { readonly leader: Someone; readonly goal: string },
  parties: readonly Part[],
  things: Record<string, string>,
): Promise<void> {
  const activity = things[`${parties[0]?.name} activity`] ?? '';
  await write(leader, async (tx) => {
    const output = addEffectStep(tx, id, 'output', { text: `Prestation, ${word}`, seen_by: word });
    const outcome = addEffectStep(tx, id, 'outcome', { text: `Effekt, ${word}`, seen_by: word });
    const ends: readonly (readonly [EffectEnd, EffectEnd])[] = [
      [
        { layer: 'activity', id: activity },
        { layer: 'output', id: output },
      ],
      [
        { layer: 'output', id: output },
        { layer: 'outcome', id: outcome },
      ],
      [
        { layer: 'outcome', id: outcome },
        { layer: 'goal', id: goal },
      ],
    ];
    things.effectStep = output;
    for (const [from, to] of ends) {
      const link = asLink(from, to);
      if (!link) throw new Error('the steps do not follow each other');
      const because = { because: word, evidence_grade: 'evidenceBased', evidence_source: word } as const;
      things.effectLink = await linkEffect(tx, id, { ...link, ...because });
    }
  });
  const linked = things.effectLink ?? '';
  for (const party of parties) {
    await write(leader, (tx) =>
      contestLink(tx, id, linked, undefined, word, {
        partyId: party.partyId,
        organisationId: party.organisation,
        entered: { channel: 'email', statedOn: '2023-11-01' },
      }),
    );
  }
  await write(leader, async (tx) => {
    for (const contest of await tx.all(listEffectContests(id))) {
      const party = parties.find(({ partyId }) => partyId === contest.party_id);
      if (party) things[`${party.name} contest`] = contest.id;
    }
    const own = parties.find(({ organisation }) => organisation === leader.organisation);
    if (own) {
      const facts = { text: word, standsIn: word, isShared: false };
      await setOwnGoal(tx, id, things[`${own.name} activity`] ?? '', 0, facts);
    }
  });
}
