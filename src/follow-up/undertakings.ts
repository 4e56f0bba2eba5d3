import { author, may, speaksFor, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { answerRounds } from './policy.ts';
import { findRound, findRoundParty } from './queries.ts';

/** What became of an undertaking: not due yet is an answer too. */
export const undertakingOutcomes = ['kept', 'partly', 'notKept', 'notDue'] as const;
export type UndertakingOutcome = (typeof undertakingOutcomes)[number];
export const needsWhy = (outcome: UndertakingOutcome): boolean => outcome === 'partly' || outcome === 'notKept';

export interface UndertakingAnswer {
  readonly round_id: string;
  readonly outcome: UndertakingOutcome;
  readonly why: string;
  readonly words: string;
  readonly entered_by_name: string | null;
  readonly version: number;
}

export interface UndertakingRow {
  /** A contribution to a goal, or a duty of an agreement in force that serves none. */
  readonly kind: 'contribution' | 'duty';
  readonly id: string;
  readonly party_id: string;
  readonly party_name: string;
  readonly goal_id: string | null;
  readonly text: string;
  readonly until_on: string | null;
  /** What the party has said of it, round by round. */
  readonly answers: readonly UndertakingAnswer[];
}

/**
 * What the parties have undertaken: their contributions to the goals, and the duties of agreements in force that are not
 * among them; with what each has said of it in every round. Reads the tables of goals and agreements and writes neither.
 */
export const listUndertakings = statement<UndertakingRow, [collaboration: string]>(`
  with answered as materialized (
    select coalesce(a.contribution_id, a.duty_id) as of_id, jsonb_agg(jsonb_build_object('round_id', a.round_id,
      'outcome', a.outcome, 'why', a.why, 'words', a.words, 'entered_by_name', e.name, 'version', a.version)
      order by a.answered_at) as answers
    from undertaking_answer a left join organisation e on e.id = a.entered_by_organisation_id
    where a.collaboration_id = $1 and a.withdrawn_at is null group by 1)
  select u.kind, u.id, u.party_id, o.name as party_name, u.goal_id, u.text, u.until_on::text as until_on,
    coalesce(answered.answers, '[]') as answers
  from (
    select 'contribution' as kind, c.id, c.party_id, c.goal_id,
      c.text || case when c.amount = '' then '' else ' (' || c.amount || ')' end as text, c.until_on, g.place
    from contribution c
    join joint_goal g on g.collaboration_id = c.collaboration_id and g.id = c.goal_id and g.withdrawn_at is null
    where c.collaboration_id = $1 and c.form <> 'doesNotContribute' and c.withdrawn_at is null
    union all
    select 'duty', d.id, d.party_id, d.goal_id, d.text || case when d.amount = '' then '' else ' (' || d.amount || ')' end,
      d.until_on, 1000
    from agreement_version v
    join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id and a.withdrawn_at is null
      and a.ended_on is null
    join agreement_undertaking d on d.collaboration_id = v.collaboration_id and d.agreement_version_id = v.id
      and d.withdrawn_at is null
    where v.collaboration_id = $1 and v.entered_into_force_on is not null and v.replaced_on is null and v.withdrawn_at is null
      and not exists (select from contribution c where c.collaboration_id = d.collaboration_id and c.goal_id = d.goal_id
        and c.party_id = d.party_id and c.form <> 'doesNotContribute' and c.withdrawn_at is null)) u
  join party p on p.collaboration_id = $1 and p.id = u.party_id and p.withdrawn_at is null
  join organisation o on o.id = p.organisation_id
  left join answered on answered.of_id = u.id
  order by p.place, o.name collate "sv-x-icu", u.place, u.id`);

export const answerIn = (row: UndertakingRow, roundId: string | undefined): UndertakingAnswer | undefined =>
  row.answers.find((one) => one.round_id === roundId);

const saveAnswer = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    round: string,
    party: string,
    organisation: string,
    enteredBy: string | null,
    contribution: string | null,
    duty: string | null,
    words: string,
    outcome: UndertakingOutcome,
    why: string,
    at: Date,
    by: string | null,
  ]
>(`
  insert into undertaking_answer (collaboration_id, id, round_id, party_id, organisation_id, entered_by_organisation_id,
    contribution_id, duty_id, words, outcome, why, answered_at, answered_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict do nothing returning id`);
const changeAnswer = statement<
  { id: string },
  [
    collaboration: string,
    round: string,
    of: string,
    enteredBy: string | null,
    words: string,
    outcome: UndertakingOutcome,
    why: string,
    at: Date,
    by: string | null,
    version: number,
  ]
>(`
  update undertaking_answer set entered_by_organisation_id = $4, words = $5, outcome = $6, why = $7, answered_at = $8,
    answered_by = $9, version = version + 1
  where collaboration_id = $1 and round_id = $2 and coalesce(contribution_id, duty_id) = $3 and version = $10 returning id`);

export interface StatedUndertaking {
  readonly of: Pick<UndertakingRow, 'kind' | 'id' | 'text'>;
  readonly outcome: UndertakingOutcome;
  readonly why: string;
  /** The version that was read; 0 where nothing was said. */
  readonly version: number;
}

/**
 * What a party says has become of its undertakings, in a round that is not closed. Refuses with conflict where somebody has
 * said so since the version was read, and what a party has said itself when another would enter it.
 */
export async function answerUndertakings(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  partyId: string,
  stated: readonly StatedUndertaking[],
): Promise<void> {
  const round = await tx.one(findRound(collaborationId, roundId));
  const { organisation_id: organisation } = await tx.one(findRoundParty(collaborationId, roundId, partyId));
  if (round.closed_at) throw conflict('closed');
  if (!may(tx.user, answerRounds, { collaboration: collaborationId, organisation })) throw notFound();
  const isOwn = speaksFor(tx.user, collaborationId, organisation);
  const enteredBy = isOwn ? null : tx.user.organisation_id;
  const by = isOwn ? tx.user.person_id : null;
  for (const { of, outcome, why, version } of stated) {
    const saved = await tx.find(
      version === 0
        ? saveAnswer(
            collaborationId,
            newId(tx.now),
            roundId,
            partyId,
            organisation,
            enteredBy,
            of.kind === 'contribution' ? of.id : null,
            of.kind === 'duty' ? of.id : null,
            of.text,
            outcome,
            why,
            tx.now,
            by,
          )
        : changeAnswer(collaborationId, roundId, of.id, enteredBy, of.text, outcome, why, tx.now, by, version),
    );
    if (!saved) throw conflict('changed');
  }
  if (stated.length === 0) return;
  tx.record({
    ...author(tx.user),
    verb: 'round.undertakingsAnswered',
    subjectType: 'round',
    subjectId: roundId,
    collaborationId,
    after: {
      partyId,
      undertakings: stated.map(({ of, outcome, why }) => ({ words: of.text, outcome, ...(why ? { why } : {}) })),
    },
  });
}
