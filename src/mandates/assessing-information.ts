import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { Direction, InformationFacts } from './information.ts';
import type { InformationRow } from './queries.ts';

type Values = [
  collaboration: string,
  id: string,
  name: string,
  state: string,
  isSecret: boolean | null,
  section: string,
  basis: string,
  basisNote: string,
  hasPersonalData: boolean | null,
  personalDataBasis: string | null,
  isSensitive: boolean | null,
  sensitiveDataBasis: string | null,
  personalDataNote: string,
  conditions: string,
  assessedBy: string,
  assessedOn: string | null,
];
const insertInformation = statement<unknown, [...Values, organisation: string, at: Date, by: string]>(`
  insert into information_kind (collaboration_id, id, name, state, is_secret, secrecy_section, disclosure_basis,
    disclosure_note, has_personal_data, personal_data_basis, is_sensitive, sensitive_data_basis, personal_data_note,
    conditions, assessed_by, assessed_on, organisation_id, created_at, created_by, place)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::date, $17, $18, $19,
    (select coalesce(max(i.place), 0) + 1 from information_kind i where i.collaboration_id = $1))`);
const updateInformation = statement<{ id: string }, [...Values, version: number]>(`
  update information_kind set name = $3, state = $4, is_secret = $5, secrecy_section = $6, disclosure_basis = $7,
    disclosure_note = $8, has_personal_data = $9, personal_data_basis = $10, is_sensitive = $11, sensitive_data_basis = $12,
    personal_data_note = $13, conditions = $14, assessed_by = $15, assessed_on = $16::date, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $17 and withdrawn_at is null returning id`);
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
const closeInformation = statement<{ name: string }, [collaboration: string, id: string, at: Date]>(`
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
  before?: { readonly row: InformationRow; readonly version: number },
): Promise<string> {
  const id = before?.row.id ?? newId(tx.now);
  const values: Values = [
    collaborationId,
    id,
    facts.name,
    facts.state,
    facts.is_secret,
    facts.secrecy_section,
    facts.disclosure_basis,
    facts.disclosure_note,
    facts.has_personal_data,
    facts.personal_data_basis,
    facts.is_sensitive,
    facts.sensitive_data_basis,
    facts.personal_data_note,
    facts.conditions,
    facts.assessed_by,
    facts.assessed_on,
  ];
  if (before) {
    const done = await tx.find(updateInformation(...values, before.version));
    if (!done) throw conflict('changed');
  } else {
    tx.send(insertInformation(...values, tx.user.organisation_id ?? '', tx.now, tx.user.person_id));
  }
  tx.send(
    releaseParties(collaborationId, id, [...between.keys()], tx.now),
    ...[...between].map(([party, direction]) => placeParty(collaborationId, id, party, direction, tx.now)),
  );
  tx.record({
    ...author(tx.user),
    verb: before ? 'informationKind.assessedAnew' : 'informationKind.assessed',
    subjectType: 'informationKind',
    subjectId: id,
    collaborationId,
    ...(before ? { before: before.row } : {}),
    after: { ...facts, between: [...between.keys()] },
  });
  return id;
}

export async function withdrawInformation(tx: Tx, collaborationId: string, id: string): Promise<void> {
  const { name } = await tx.one(closeInformation(collaborationId, id, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'informationKind.withdrawn',
    subjectType: 'informationKind',
    subjectId: id,
    collaborationId,
    before: { name },
  });
}
