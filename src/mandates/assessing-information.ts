import { type AsRead, type ChangedRow, type NewRow, noteRow, withdrawRow } from '../collaborations/index.ts';
import type { Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { Direction, InformationFacts } from './information.ts';
import type { InformationRow } from './queries.ts';

const columns = `name, state, is_secret, secrecy_section, disclosure_basis, disclosure_note, has_personal_data,
    personal_data_basis, is_sensitive, sensitive_data_basis, personal_data_note, conditions, assessed_by, assessed_on`;
const record = `name text, state text, is_secret boolean, secrecy_section text, disclosure_basis text, disclosure_note text,
    has_personal_data boolean, personal_data_basis text, is_sensitive boolean, sensitive_data_basis text,
    personal_data_note text, conditions text, assessed_by text, assessed_on date`;
const insert = statement<unknown, NewRow>(`
  insert into information_kind (collaboration_id, id, organisation_id, created_at, created_by, place, ${columns})
  select $1::uuid, $2, $4, $5, $6,
    (select coalesce(max(i.place), 0) + 1 from information_kind i where i.collaboration_id = $1::uuid), ${columns}
  from jsonb_to_record($3::jsonb) as f(${record})`);
const update = statement<{ id: string }, ChangedRow>(`
  update information_kind set (${columns}, version) = (
    select ${columns}, $4::integer + 1 from jsonb_to_record($3::jsonb) as f(${record}))
  where collaboration_id = $1 and id = $2 and version = $4 and withdrawn_at is null returning id`);
const placeParty = statement<
  unknown,
  [collaboration: string, information: string, party: string, direction: Direction, at: Date]
>(`
  insert into information_party (collaboration_id, information_id, party_id, organisation_id, direction, created_at)
  select $1, $2, p.id, p.organisation_id, $4, $5 from party p where p.collaboration_id = $1 and p.id = $3
  on conflict (collaboration_id, information_id, party_id)
    do update set direction = excluded.direction, withdrawn_at = null`);
const releaseParties = statement<
  unknown,
  [collaboration: string, information: string, kept: readonly string[], at: Date]
>(`
  update information_party set withdrawn_at = $4
  where collaboration_id = $1 and information_id = $2 and withdrawn_at is null and party_id <> all($3::uuid[])`);
const withdraw = statement<{ name: string }, [collaboration: string, id: string, at: Date]>(`
  update information_kind set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning name`);

/** Between whom: every party that gives it, receives it, or both. */
export type Between = ReadonlyMap<string, Direction>;

/** Writes what somebody has assessed of a kind of information. Refuses with conflict when it has been changed meanwhile. */
export async function assessInformation(
  tx: Tx,
  collaborationId: string,
  facts: InformationFacts,
  between: Between,
  before?: AsRead<InformationRow>,
): Promise<string> {
  const id = await noteRow(
    tx,
    collaborationId,
    facts,
    before,
    { insert, update },
    {
      verb: before ? 'informationKind.assessedAnew' : 'informationKind.assessed',
      subjectType: 'informationKind',
      after: { ...facts, between: [...between.keys()] },
    },
  );
  tx.send(
    releaseParties(collaborationId, id, [...between.keys()], tx.now),
    ...[...between].map(([party, direction]) => placeParty(collaborationId, id, party, direction, tx.now)),
  );
  return id;
}

export const withdrawInformation = (tx: Tx, collaborationId: string, id: string) =>
  withdrawRow(tx, collaborationId, id, withdraw, { verb: 'informationKind.withdrawn', subjectType: 'informationKind' });
