import { noteEntered, noteOwnWords } from '../collaborations/index.ts';
import { author, dayOf, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { Effect } from './decision-order.ts';
import { needsBasis } from './decision-order.ts';
import { isPolitical } from './joint-group.ts';
import { goesToTheParties, type Position, type Result } from './outcome.ts';
import { findOwnParty, findOwnPlace, listGroups, type OutcomeRow, type OwnDecisionRow } from './queries.ts';

export interface MatterFacts {
  readonly group_id: string;
  readonly decision_rule_id: string | null;
  readonly matter: string;
  readonly grounds: string;
}

const insertOutcome = statement<
  { number: number },
  [
    collaboration: string,
    id: string,
    organisation: string,
    group: string,
    rule: string | null,
    year: number,
    matter: string,
    grounds: string,
    at: Date,
    by: string,
  ]
>(`
  with given as (
    insert into outcome_series as s (collaboration_id, group_id, year, organisation_id, last_number, created_at)
    values ($1, $4, $6, $3, 1, $9)
    on conflict (collaboration_id, group_id, year) do update set last_number = s.last_number + 1
    returning last_number)
  insert into outcome (collaboration_id, id, organisation_id, group_id, decision_rule_id, year, number, matter, grounds, effect,
    basis, opened_at, opened_by)
  select $1, $2, $3, $4, $5::uuid, $6, given.last_number, $7, $8,
    coalesce((select r.effect from decision_rule r where r.collaboration_id = $1 and r.id = $5::uuid
      and r.effect <> 'partysDecision'), 'standpoint'),
    coalesce((select r.basis from decision_rule r where r.collaboration_id = $1 and r.id = $5::uuid), ''), $9, $10
  from given returning number`);
const updateMatter = statement<
  { version: number },
  [collaboration: string, id: string, version: number, matter: string, grounds: string, rule: string | null]
>(`
  update outcome set matter = $4, grounds = $5, decision_rule_id = $6, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and closed_at is null and withdrawn_at is null returning version`);
const withdrawMatterRow = statement<{ matter: string }, [collaboration: string, id: string, at: Date]>(`
  update outcome set withdrawn_at = $3
  where collaboration_id = $1 and id = $2 and closed_at is null and withdrawn_at is null returning matter`);
const findState = statement<{ closed_at: Date | null; group_id: string }, [collaboration: string, id: string]>(`
  select closed_at, group_id from outcome where collaboration_id = $1 and id = $2 and withdrawn_at is null`);

/** A matter before a group. It is given the group's next number of the year, and keeps it also if it is withdrawn. */
export async function openMatter(
  tx: Tx,
  collaborationId: string,
  facts: MatterFacts,
  id = newId(tx.now),
): Promise<{ readonly id: string; readonly year: number; readonly number: number }> {
  const year = Number(dayOf(tx.now).slice(0, 4));
  const { number } = await tx.one(
    insertOutcome(
      collaborationId,
      id,
      tx.user.organisation_id ?? '',
      facts.group_id,
      facts.decision_rule_id,
      year,
      facts.matter,
      facts.grounds,
      tx.now,
      tx.user.person_id,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'outcome.opened',
    subjectType: 'outcome',
    subjectId: id,
    collaborationId,
    after: { ...facts, number: `${year}:${number}` },
  });
  return { id, year, number };
}

export async function changeMatter(
  tx: Tx,
  collaborationId: string,
  before: OutcomeRow,
  version: number,
  to: Omit<MatterFacts, 'group_id'>,
): Promise<void> {
  if (before.closed_at) throw conflict('outcomeIsClosed');
  const changed = await tx.find(
    updateMatter(collaborationId, before.id, version, to.matter, to.grounds, to.decision_rule_id),
  );
  if (!changed) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'outcome.changed',
    subjectType: 'outcome',
    subjectId: before.id,
    collaborationId,
    before: { matter: before.matter, grounds: before.grounds },
    after: to,
  });
}

/** Out of view, before it is closed; its number is not given again. */
export async function withdrawMatter(tx: Tx, collaborationId: string, outcomeId: string): Promise<void> {
  await openOutcome(tx, collaborationId, outcomeId);
  const withdrawn = await tx.find(withdrawMatterRow(collaborationId, outcomeId, tx.now));
  if (!withdrawn) throw conflict('outcomeIsClosed');
  tx.record({
    ...author(tx.user),
    verb: 'outcome.withdrawn',
    subjectType: 'outcome',
    subjectId: outcomeId,
    collaborationId,
    before: withdrawn,
  });
}

async function openOutcome(tx: Tx, collaborationId: string, outcomeId: string): Promise<{ group_id: string }> {
  const found = await tx.find(findState(collaborationId, outcomeId));
  if (!found) throw notFound();
  if (found.closed_at) throw conflict('outcomeIsClosed');
  return found;
}

const savePosition = statement<
  { version: number },
  [
    collaboration: string,
    outcome: string,
    party: string,
    organisation: string,
    position: Position,
    reservation: string,
    at: Date,
    by: string,
    version: number,
  ]
>(`
  insert into outcome_position (collaboration_id, outcome_id, party_id, organisation_id, position, reservation, answered_at,
    answered_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (collaboration_id, outcome_id, party_id) do update
  set position = excluded.position, reservation = excluded.reservation, answered_at = excluded.answered_at,
    answered_by = excluded.answered_by, version = outcome_position.version + 1
  where outcome_position.version = $9 returning version`);

/** The acting organisation's own position, until the matter is closed. Nobody gives it for another. */
export async function takePosition(
  tx: Tx,
  collaborationId: string,
  outcomeId: string,
  version: number,
  position: Position,
  reservation: string,
): Promise<void> {
  await openOutcome(tx, collaborationId, outcomeId);
  const party = await tx.find(findOwnParty(collaborationId));
  if (!party) throw notFound();
  const saved = await tx.find(
    savePosition(
      collaborationId,
      outcomeId,
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
    verb: 'outcome.positionTaken',
    subjectType: 'outcome',
    subjectId: outcomeId,
    collaborationId,
    after: { partyId: party.id, position, reservation },
  });
}

const saveReservation = statement<
  { version: number },
  [
    collaboration: string,
    outcome: string,
    person: string,
    organisation: string,
    text: string,
    at: Date,
    version: number,
  ]
>(`
  insert into personal_reservation (collaboration_id, outcome_id, person_id, organisation_id, text, written_at)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (collaboration_id, outcome_id, person_id) do update
  set text = excluded.text, written_at = excluded.written_at, version = personal_reservation.version + 1
  where personal_reservation.version = $7 returning version`);

/** A member of a political group reserves itself in its own name. What its party has said stands. */
export async function reservePersonally(
  tx: Tx,
  collaborationId: string,
  outcomeId: string,
  version: number,
  text: string,
): Promise<void> {
  const { group_id: groupId } = await openOutcome(tx, collaborationId, outcomeId);
  const { place, groups } = await tx.batch({
    place: findOwnPlace(collaborationId, outcomeId, dayOf(tx.now)),
    groups: listGroups(collaborationId),
  });
  const group = groups.find((one) => one.id === groupId);
  if (!group || !isPolitical(group) || place.length === 0) throw notFound();
  const saved = await tx.find(
    saveReservation(
      collaborationId,
      outcomeId,
      tx.user.person_id,
      tx.user.organisation_id ?? '',
      text,
      tx.now,
      version,
    ),
  );
  if (!saved) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'outcome.reserved',
    subjectType: 'outcome',
    subjectId: outcomeId,
    collaborationId,
    after: { reservation: text },
  });
}

export interface Closing {
  readonly result: Result;
  readonly effect: Effect;
  readonly basis: string;
  /** What came of it, in somebody's own words. */
  readonly wording: string;
  readonly decidedOn: string;
  readonly lookAgainOn: string | null;
  /** The parties that are to decide for themselves. */
  readonly parties: readonly { readonly id: string; readonly organisation_id: string }[];
}

const closeRow = statement<
  { year: number; number: number },
  [
    collaboration: string,
    id: string,
    version: number,
    result: Result,
    effect: Effect,
    basis: string,
    wording: string,
    decidedOn: string,
    lookAgainOn: string | null,
    at: Date,
    by: string,
  ]
>(`
  with rule as (
    select r.id, r.version, r.subject, r.way, r.if_not_agreed,
      array(select c.party_id from decision_rule_consent c where c.collaboration_id = r.collaboration_id
        and c.decision_rule_id = r.id and c.rule_version = r.version and c.answer = 'agrees') as agreed_by
    from decision_rule r where r.collaboration_id = $1 and r.withdrawn_at is null
      and r.id = (select o.decision_rule_id from outcome o where o.collaboration_id = $1 and o.id = $2))
  update outcome set result = $4, effect = $5, basis = $6, wording = $7, decided_on = $8::date, look_again_on = $9::date,
    closed_at = $10, closed_by = $11, version = outcome.version + 1,
    (rule_version, rule_subject, rule_way, rule_if_not_agreed, rule_agreed_by) = (
      select rule.version, rule.subject, rule.way, rule.if_not_agreed, rule.agreed_by from rule)
  where collaboration_id = $1 and id = $2 and version = $3 and closed_at is null and withdrawn_at is null
  returning year, number`);
const askParties = statement<
  unknown,
  [
    collaboration: string,
    outcome: string,
    ids: readonly string[],
    parties: readonly string[],
    organisations: readonly string[],
    at: Date,
    by: string,
  ]
>(`
  insert into own_decision (collaboration_id, outcome_id, id, party_id, organisation_id, created_at, created_by)
  select $1, $2, p.id, p.party, p.organisation, $6, $7
  from unnest($3::uuid[], $4::uuid[], $5::uuid[]) as p(id, party, organisation)`);

/** Worded and closed: from now on neither it nor what was said in it is changed. */
export async function closeOutcome(
  tx: Tx,
  collaborationId: string,
  outcomeId: string,
  version: number,
  closing: Closing,
): Promise<void> {
  await openOutcome(tx, collaborationId, outcomeId);
  if (needsBasis(closing.effect) && closing.basis === '') throw conflict('noBasis');
  const closed = await tx.find(
    closeRow(
      collaborationId,
      outcomeId,
      version,
      closing.result,
      closing.effect,
      closing.basis,
      closing.wording,
      closing.decidedOn,
      closing.lookAgainOn,
      tx.now,
      tx.user.person_id,
    ),
  );
  if (!closed) throw conflict('changed');
  const asked = goesToTheParties(closing.effect) && closing.result === 'agreed' ? closing.parties : [];
  if (asked.length > 0) {
    tx.send(
      askParties(
        collaborationId,
        outcomeId,
        asked.map(() => newId(tx.now)),
        asked.map(({ id }) => id),
        asked.map(({ organisation_id }) => organisation_id),
        tx.now,
        tx.user.person_id,
      ),
    );
  }
  const { parties, ...rest } = closing;
  tx.record({
    ...author(tx.user),
    verb: 'outcome.closed',
    subjectType: 'outcome',
    subjectId: outcomeId,
    collaborationId,
    after: { ...rest, asked: asked.map(({ id }) => id), number: `${closed.year}:${closed.number}` },
  });
}

export type OwnDecisionFacts = Omit<OwnDecisionRow, 'id' | 'outcome_id' | 'party_id' | 'version'>;

const updateOwnDecision = statement<
  { version: number },
  [collaboration: string, id: string, version: number, facts: string]
>(`
  update own_decision set (instance, planned_on, decision, decided_on, paragraph, registration_number, carried_out,
    carried_out_note, carried_out_on, version) = (
    select f.instance, f.planned_on, f.decision, f.decided_on, f.paragraph, f.registration_number, f.carried_out,
      f.carried_out_note, f.carried_out_on, $3::integer + 1 from jsonb_to_record($4::jsonb) as f(instance text, planned_on date, decision text,
      decided_on date, paragraph text, registration_number text, carried_out text, carried_out_note text, carried_out_on date))
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null
  returning version`);

/** How a party itself has decided, and what it has done; or what it has been heard to say of it. */
export async function tellOwnDecision(
  tx: Tx,
  collaborationId: string,
  before: OwnDecisionRow,
  version: number,
  facts: OwnDecisionFacts,
  entered?: Pick<Parameters<typeof noteEntered>[2], 'channel' | 'statedOn'>,
): Promise<void> {
  const { outcome_id: outcomeId, party_id: partyId } = before;
  const changed = await tx.find(updateOwnDecision(collaborationId, before.id, version, JSON.stringify(facts)));
  if (!changed) throw conflict('changed');
  if (entered) {
    noteEntered(tx, collaborationId, {
      partyId,
      subjectType: 'ownDecision',
      subjectId: before.id,
      summary: [facts.instance, facts.paragraph].filter(Boolean).join(' '),
      ...entered,
    });
  } else {
    noteOwnWords(tx, collaborationId, 'ownDecision', before.id);
  }
  tx.record({
    ...author(tx.user),
    verb: facts.carried_out ? 'ownDecision.carriedOut' : 'ownDecision.told',
    subjectType: 'outcome',
    subjectId: outcomeId,
    collaborationId,
    before,
    after: { partyId, ...facts },
  });
}
