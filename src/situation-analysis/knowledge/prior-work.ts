import { author, type Tx } from '../../identity/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { conflict } from '../../platform/errors.ts';
import { newId } from '../../platform/id.ts';
import type { PriorWorkKind, Versioned } from './known.ts';

export interface PriorWorkFacts {
  readonly kind: PriorWorkKind;
  readonly what: string;
  /** At most one of the three says who: a party, an actor or another name. None: not known. */
  readonly party_id: string | null;
  readonly actor_id: string | null;
  readonly other_name: string;
  readonly since_year: number | null;
  /** An area of Sweden, or a place by its name. */
  readonly area_code: string | null;
  readonly place_name: string;
  readonly source_note: string;
}

export interface PriorWorkRow extends PriorWorkFacts, Versioned {
  /** The name of the party or actor. */
  readonly who: string | null;
  readonly area_name: string | null;
}
export const listPriorWork = statement<PriorWorkRow, [collaboration: string]>(`
  select w.id, w.kind, w.what, w.party_id, w.actor_id, w.other_name, w.since_year, w.area_code, w.place_name, w.source_note,
    w.version, coalesce(o.name, a.name, nullif(w.other_name, '')) as who, place.name as area_name
  from prior_work w
  left join party p on p.collaboration_id = w.collaboration_id and p.id = w.party_id
  left join organisation o on o.id = p.organisation_id
  left join actor a on a.collaboration_id = w.collaboration_id and a.id = w.actor_id
  left join area place on place.code = w.area_code
  where w.collaboration_id = $1 and w.withdrawn_at is null order by w.since_year nulls last, w.created_at, w.id`);

type Values = [
  collaboration: string,
  id: string,
  kind: PriorWorkKind,
  what: string,
  party: string | null,
  actor: string | null,
  other: string,
  since: number | null,
  area: string | null,
  place: string,
  source: string,
];
const insertPriorWork = statement<never, [...Values, organisation: string, at: Date, by: string]>(`
  insert into prior_work (collaboration_id, id, kind, what, party_id, actor_id, other_name, since_year, area_code, place_name,
    source_note, organisation_id, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`);
const updatePriorWork = statement<{ id: string }, [...Values, version: number]>(`
  update prior_work set kind = $3, what = $4, party_id = $5, actor_id = $6, other_name = $7, since_year = $8, area_code = $9,
    place_name = $10, source_note = $11, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $12 and withdrawn_at is null returning id`);
const withdrawPriorWorkRow = statement<
  { id: string },
  [collaboration: string, id: string, version: number, at: Date, because: string]
>(`
  update prior_work set withdrawn_at = $4, withdrawn_because = $5, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

const valuesOf = (collaborationId: string, id: string, facts: PriorWorkFacts): Values => [
  collaborationId,
  id,
  facts.kind,
  facts.what,
  facts.party_id,
  facts.actor_id,
  facts.other_name,
  facts.since_year,
  facts.area_code,
  facts.place_name,
  facts.source_note,
];
const told = ({ kind, what, since_year, place_name }: PriorWorkFacts) => ({
  kind,
  what,
  sinceYear: since_year,
  place: place_name,
});

export function addPriorWork(tx: Tx, collaborationId: string, facts: PriorWorkFacts): string {
  const id = newId(tx.now);
  tx.send(
    insertPriorWork(...valuesOf(collaborationId, id, facts), tx.user.organisation_id ?? '', tx.now, tx.user.person_id),
  );
  tx.record({
    ...author(tx.user),
    verb: 'priorWork.added',
    subjectType: 'priorWork',
    subjectId: id,
    collaborationId,
    after: told(facts),
  });
  return id;
}

/** Refuses with conflict when somebody has changed it since `version` was read. */
export async function changePriorWork(
  tx: Tx,
  collaborationId: string,
  before: PriorWorkRow,
  version: number,
  facts: PriorWorkFacts,
): Promise<void> {
  if (!(await tx.find(updatePriorWork(...valuesOf(collaborationId, before.id, facts), version))))
    throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'priorWork.changed',
    subjectType: 'priorWork',
    subjectId: before.id,
    collaborationId,
    before: told(before),
    after: told(facts),
  });
}

export async function withdrawPriorWork(
  tx: Tx,
  collaborationId: string,
  before: PriorWorkRow,
  version: number,
  because: string,
): Promise<void> {
  if (!(await tx.find(withdrawPriorWorkRow(collaborationId, before.id, version, tx.now, because))))
    throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'priorWork.withdrawn',
    subjectType: 'priorWork',
    subjectId: before.id,
    collaborationId,
    before: { what: before.what },
    after: { because },
  });
}
