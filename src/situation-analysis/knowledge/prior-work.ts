import { type AsRead, type ChangedRow, type NewRow, noteRow } from '../../collaborations/index.ts';
import { author, type Tx } from '../../identity/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { conflict } from '../../platform/errors.ts';
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

const columns = 'kind, what, party_id, actor_id, other_name, since_year, area_code, place_name, source_note';
const record = `kind text, what text, party_id uuid, actor_id uuid, other_name text, since_year integer, area_code text,
    place_name text, source_note text`;
const insert = statement<unknown, NewRow>(`
  insert into prior_work (collaboration_id, id, organisation_id, created_at, created_by, ${columns})
  select $1::uuid, $2, $4, $5, $6, ${columns} from jsonb_to_record($3::jsonb) as f(${record})`);
const update = statement<{ id: string }, ChangedRow>(`
  update prior_work set (${columns}, version) = (
    select ${columns}, $4::integer + 1 from jsonb_to_record($3::jsonb) as f(${record}))
  where collaboration_id = $1 and id = $2 and version = $4 and withdrawn_at is null returning id`);
const withdrawPriorWorkRow = statement<
  { id: string },
  [collaboration: string, id: string, version: number, at: Date, because: string]
>(`
  update prior_work set withdrawn_at = $4, withdrawn_because = $5, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

const told = ({ kind, what, since_year, place_name }: PriorWorkFacts) => ({
  kind,
  what,
  sinceYear: since_year,
  place: place_name,
});

/** Refuses with conflict when somebody has changed it since it was read. */
export const notePriorWork = (tx: Tx, collaborationId: string, facts: PriorWorkFacts, before?: AsRead<PriorWorkRow>) =>
  noteRow(
    tx,
    collaborationId,
    facts,
    before,
    { insert, update },
    {
      verb: before ? 'priorWork.changed' : 'priorWork.added',
      subjectType: 'priorWork',
      before: before && told(before.row),
      after: told(facts),
    },
  );

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
