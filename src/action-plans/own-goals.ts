import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import type { ActivityPartyRow, ActivityRow } from './queries.ts';

/** A goal of a party’s own that an activity serves. The party’s alone, until it shares it. */
export interface OwnGoalRow {
  readonly activity_id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly text: string;
  /** The steering document in which it stands, in words. */
  readonly stands_in: string;
  readonly is_shared: boolean;
  readonly version: number;
}

export const listOwnGoals = statement<OwnGoalRow, [collaboration: string]>(`
  select g.activity_id, g.organisation_id, o.name as organisation_name, g.text, g.stands_in, g.visible_at is not null as is_shared,
    g.version
  from activity_own_goal g join organisation o on o.id = g.organisation_id
  where g.collaboration_id = $1 and g.withdrawn_at is null order by o.name collate "sv-x-icu", g.activity_id`);

/** Those of one organisation. */
export const ownOf = (goals: readonly OwnGoalRow[], organisation: string | null): readonly OwnGoalRow[] =>
  goals.filter(({ organisation_id }) => organisation_id === organisation);

/** The party answers for the activity, or takes part in it. */
export const isIn = (
  activity: Pick<ActivityRow, 'id' | 'organisation_id' | 'party_id'>,
  taking: readonly Pick<ActivityPartyRow, 'activity_id' | 'organisation_id' | 'answer'>[],
  organisation: string | null,
): boolean =>
  (activity.party_id !== null && activity.organisation_id === organisation) ||
  taking.some(
    (one) => one.activity_id === activity.id && one.organisation_id === organisation && one.answer === 'takesPart',
  );

export interface OwnGoalFacts {
  /** Empty: none any more. */
  readonly text: string;
  readonly standsIn: string;
  readonly isShared: boolean;
}

const setGoal = statement<
  { version: number },
  [
    collaboration: string,
    activity: string,
    organisation: string,
    version: number,
    text: string,
    standsIn: string,
    isShared: boolean,
    at: Date,
    by: string,
  ]
>(`
  insert into activity_own_goal as g (collaboration_id, activity_id, organisation_id, text, stands_in, visible_at, created_at, created_by)
  values ($1, $2, $3, $5, $6, case when $7 then $8::timestamptz end, $8, $9)
  on conflict (collaboration_id, activity_id, organisation_id) do update set text = excluded.text,
    stands_in = excluded.stands_in, withdrawn_at = null,
    visible_at = case when $7 then coalesce(g.visible_at, excluded.visible_at) end, version = g.version + 1
  where g.version = $4 or (g.withdrawn_at is not null and $4 = 0)
  returning version`);
const withdrawGoal = statement<
  { version: number },
  [collaboration: string, activity: string, organisation: string, version: number, at: Date]
>(`
  update activity_own_goal set withdrawn_at = $5, visible_at = null, version = version + 1
  where collaboration_id = $1 and activity_id = $2 and organisation_id = $3 and version = $4 and withdrawn_at is null
  returning version`);

/** Which goal of its own the activity serves for the party acted for. Refuses with conflict when it has been changed since. */
export async function setOwnGoal(
  tx: Tx,
  collaborationId: string,
  activityId: string,
  version: number,
  facts: OwnGoalFacts,
): Promise<void> {
  const organisation = tx.user.organisation_id ?? '';
  if (facts.text === '' && version === 0) return;
  const done = await tx.find(
    facts.text === ''
      ? withdrawGoal(collaborationId, activityId, organisation, version, tx.now)
      : setGoal(
          collaborationId,
          activityId,
          organisation,
          version,
          facts.text,
          facts.standsIn,
          facts.isShared,
          tx.now,
          tx.user.person_id ?? '',
        ),
  );
  if (!done) throw conflict('changed');
  // What is the party’s alone is not in the history of the collaboration.
  const isTold = facts.isShared && facts.text !== '';
  tx.record({
    ...author(tx.user),
    verb: facts.text === '' ? 'activity.ownGoalWithdrawn' : 'activity.ownGoalSet',
    subjectType: 'activity',
    subjectId: activityId,
    collaborationId: isTold ? collaborationId : null,
    after: isTold ? { ownGoal: facts.text } : { collaborationId },
  });
}
