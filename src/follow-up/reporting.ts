import { type Effect, needsBasis, type Position } from '../groups/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { type ReportSection, reportSections, stillCarried, textOf } from './carrying-over.ts';
import { findOwnRoundParty, findRound } from './queries.ts';

export interface ReportVersionRow {
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly changes: string;
  /** The sections that stand as in the report before, and that nobody has read through since. */
  readonly carried_over: readonly ReportSection[];
  /** The report as it stood when it was adopted; null for every other version. */
  readonly content: unknown;
  readonly written_at: Date;
  readonly written_by_name: string | null;
}

/** The versions of a round’s report, newest first. */
export const listReportVersions = statement<ReportVersionRow, [collaboration: string, round: string]>(`
  select v.number, v.title, v.summary, v.changes, v.carried_over, v.content, v.written_at,
    (select min(t.holder_name) from seat_term t where t.person_id = v.written_by) as written_by_name
  from report_version v where v.collaboration_id = $1 and v.round_id = $2 order by v.number desc`);

export interface ReportBeforeRow {
  readonly round_id: string;
  readonly round_name: string;
  readonly title: string;
  readonly summary: string;
  readonly changes: string;
  readonly adopted_on: string;
}

/** The newest report that was adopted in a round before this one: what this one opens with. */
export const findReportBefore = statement<ReportBeforeRow, [collaboration: string, round: string]>(`
  select b.id as round_id, b.name as round_name, v.title, v.summary, v.changes, a.adopted_on::text as adopted_on
  from follow_up_round r
  join follow_up_round b on b.collaboration_id = r.collaboration_id and b.opened_at < r.opened_at and b.withdrawn_at is null
  join report_adoption a on a.collaboration_id = b.collaboration_id and a.round_id = b.id and a.withdrawn_at is null
  join report_version v on v.collaboration_id = a.collaboration_id and v.round_id = a.round_id and v.number = a.number
  where r.collaboration_id = $1 and r.id = $2 order by b.opened_at desc, b.id desc limit 1`);

export interface PositionRow {
  readonly party_id: string;
  readonly position: Position;
  readonly reservation: string;
  readonly answered_at: Date;
  readonly version: number;
}

export const listPositions = statement<PositionRow, [collaboration: string, round: string]>(`
  select party_id, position, reservation, answered_at, version
  from report_position where collaboration_id = $1 and round_id = $2`);

export interface AdoptionRow {
  readonly number: number;
  readonly adopted_by: string;
  readonly adopted_on: string;
  readonly effect: Effect;
  readonly basis: string;
}

export const findAdoption = statement<AdoptionRow, [collaboration: string, round: string]>(`
  select number, adopted_by, adopted_on::text as adopted_on, effect, basis
  from report_adoption where collaboration_id = $1 and round_id = $2 and withdrawn_at is null`);

const insertVersion = statement<
  { number: number },
  [
    collaboration: string,
    round: string,
    after: number,
    title: string,
    summary: string,
    changes: string,
    at: Date,
    by: string,
    carriedOver: readonly ReportSection[],
  ]
>(`
  insert into report_version (collaboration_id, round_id, number, title, summary, changes, written_at, written_by, carried_over)
  select $1, $2, $3::smallint + 1, $4, $5, $6, $7, $8, $9
  where coalesce((select max(v.number) from report_version v where v.collaboration_id = $1 and v.round_id = $2), 0) = $3
  on conflict do nothing returning number`);
const freezeContent = statement<
  { number: number },
  [collaboration: string, round: string, number: number, content: string]
>(`
  update report_version set content = $4::jsonb
  where collaboration_id = $1 and round_id = $2 and number = $3 and content is null and carried_over = '{}'
    and number = (select max(v.number) from report_version v where v.collaboration_id = $1 and v.round_id = $2)
  returning number`);
const insertAdoption = statement<
  { number: number },
  [
    collaboration: string,
    round: string,
    number: number,
    adoptedBy: string,
    adoptedOn: string,
    effect: Effect,
    basis: string,
    at: Date,
    by: string,
  ]
>(`
  insert into report_adoption (collaboration_id, round_id, number, adopted_by, adopted_on, effect, basis, written_at, written_by)
  values ($1, $2, $3, $4, $5::date, $6, $7, $8, $9) on conflict do nothing returning number`);
const savePosition = statement<
  { version: number },
  [
    collaboration: string,
    round: string,
    party: string,
    organisation: string,
    position: Position,
    reservation: string,
    at: Date,
    by: string,
    version: number,
  ]
>(`
  insert into report_position (collaboration_id, round_id, party_id, organisation_id, position, reservation, answered_at, answered_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (collaboration_id, round_id, party_id) do update
  set position = excluded.position, reservation = excluded.reservation, answered_at = excluded.answered_at,
    answered_by = excluded.answered_by, version = report_position.version + 1
  where report_position.version = $9 returning version`);

export interface ReportFacts {
  /** The conclusion, with what is not known. */
  readonly title: string;
  /** In short: a point on each line. */
  readonly summary: string;
  /** What the parties change from now. */
  readonly changes: string;
}

async function unadoptedRound(tx: Tx, collaborationId: string, roundId: string): Promise<void> {
  const round = await tx.one(findRound(collaborationId, roundId));
  if (round.kind !== 'full') throw notFound();
  if (!round.interpretation_opened_at) throw conflict('notInterpreting');
  if (await tx.find(findAdoption(collaborationId, roundId))) throw conflict('adopted');
}

/** What is written, as it stands: the newest version, or where there is none what the report before said. */
async function readText(tx: Tx, collaborationId: string, roundId: string) {
  const rows = await tx.batch({
    versions: listReportVersions(collaborationId, roundId),
    before: findReportBefore(collaborationId, roundId),
  });
  return textOf(rows.versions[0], rows.before[0]);
}

/**
 * Writes on: the next version after `number` (0: the first). What says the same as the report before and has not been read
 * through stays unread. Refuses with conflict when somebody has written since, and when the report has been adopted.
 */
export async function writeReport(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  number: number,
  facts: ReportFacts,
): Promise<number> {
  await unadoptedRound(tx, collaborationId, roundId);
  const carriedOver = stillCarried(await readText(tx, collaborationId, roundId), facts);
  const written = await tx.find(
    insertVersion(
      collaborationId,
      roundId,
      number,
      facts.title,
      facts.summary,
      facts.changes,
      tx.now,
      tx.user.person_id,
      carriedOver,
    ),
  );
  if (!written) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'report.written',
    subjectType: 'round',
    subjectId: roundId,
    collaborationId,
    after: { version: written.number, ...facts, ...(carriedOver.length > 0 ? { carriedOver } : {}) },
  });
  return written.number;
}

/**
 * Says of sections that came from the report before that they have been read through and stand, in the next version after
 * `number`. Refuses with conflict when somebody has written since.
 */
export async function letReportStand(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  number: number,
  sections: readonly ReportSection[],
): Promise<void> {
  await unadoptedRound(tx, collaborationId, roundId);
  const text = await readText(tx, collaborationId, roundId);
  const read = reportSections.filter((one) => sections.includes(one) && text?.carried_over.includes(one));
  if (!text || text.number !== number) throw conflict('changed');
  if (read.length === 0) return;
  const left = text.carried_over.filter((one) => !read.includes(one));
  const { title, summary, changes } = text;
  const written = await tx.find(
    insertVersion(collaborationId, roundId, number, title, summary, changes, tx.now, tx.user.person_id, left),
  );
  if (!written) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'report.letStand',
    subjectType: 'round',
    subjectId: roundId,
    collaborationId,
    after: { version: written.number, sections: read },
  });
}

/** The acting organisation’s own position on the report, until it is adopted. Nobody gives it for another. */
export async function takePosition(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  version: number,
  position: Position,
  reservation: string,
): Promise<void> {
  await unadoptedRound(tx, collaborationId, roundId);
  const party = await tx.one(findOwnRoundParty(collaborationId, roundId));
  const saved = await tx.find(
    savePosition(
      collaborationId,
      roundId,
      party.id,
      party.organisation_id,
      position,
      reservation,
      tx.now,
      tx.user.person_id,
      version,
    ),
  );
  if (!saved) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'report.positionTaken',
    subjectType: 'round',
    subjectId: roundId,
    collaborationId,
    after: { partyId: party.id, position, reservation },
  });
}

export interface Adoption {
  readonly number: number;
  /** The group whose meeting it was. */
  readonly adoptedBy: string;
  readonly adoptedOn: string;
  readonly effect: Effect;
  /** What lets the group decide, where it does. */
  readonly basis: string;
}

/**
 * A group adopts the newest version, which is frozen whole. Refuses with conflict when a newer one has been written, when
 * something of it stands unread since the report before, when it has been adopted, and a decision without a basis.
 */
export async function adoptReport(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  adoption: Adoption,
  content: unknown,
): Promise<void> {
  await unadoptedRound(tx, collaborationId, roundId);
  if (needsBasis(adoption.effect) && adoption.basis === '') throw conflict('noBasis');
  const frozen = await tx.find(freezeContent(collaborationId, roundId, adoption.number, JSON.stringify(content)));
  if (!frozen) throw conflict('changed');
  const noted = await tx.find(
    insertAdoption(
      collaborationId,
      roundId,
      adoption.number,
      adoption.adoptedBy,
      adoption.adoptedOn,
      adoption.effect,
      adoption.basis,
      tx.now,
      tx.user.person_id,
    ),
  );
  if (!noted) throw conflict('adopted');
  tx.record({
    ...author(tx.user),
    verb: 'report.adopted',
    subjectType: 'round',
    subjectId: roundId,
    collaborationId,
    after: adoption,
  });
}
