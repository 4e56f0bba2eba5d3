import { type Bound, statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { author, type Tx } from './user.ts';

export const organisationKinds = [
  'municipality',
  'region',
  'agency',
  'university',
  'company',
  'association',
  'jointAuthority',
  'board',
  'department',
  'unit',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];
/** What stands inside another organisation and cannot stand alone. */
export const innerKinds: readonly OrganisationKind[] = ['board', 'department', 'unit'];

export interface OrganisationRow {
  readonly id: string;
  readonly parent_id: string | null;
  readonly parent_name: string | null;
  readonly kind: OrganisationKind | null;
  readonly name: string;
  readonly organisation_number: string | null;
  readonly area_code: string | null;
  readonly is_fictional: boolean;
  readonly verified_at: Date | null;
  readonly founded_year: number | null;
}

/** At most `listed` of those whose name or number holds the text, whole bodies before their parts. */
export const listed = 60;
export const searchOrganisations = statement<OrganisationRow, [text: string, most: number]>(`
  select o.id, o.parent_id, above.name as parent_name, o.kind, o.name, o.organisation_number, o.area_code, o.is_fictional,
    o.verified_at, o.founded_year
  from organisation o left join organisation above on above.id = o.parent_id
  where o.withdrawn_at is null and not o.is_guest
    and (position(lower($1) in lower(o.name)) > 0 or position(replace($1, '-', '') in replace(o.organisation_number, '-', '')) > 0)
  order by o.parent_id is not null, o.name collate "sv-x-icu", o.id limit $2`);

export const findOrganisation = statement<OrganisationRow, [id: string]>(`
  select o.id, o.parent_id, above.name as parent_name, o.kind, o.name, o.organisation_number, o.area_code, o.is_fictional,
    o.verified_at, o.founded_year
  from organisation o left join organisation above on above.id = o.parent_id where o.id = $1 and o.withdrawn_at is null`);

export interface BranchRow {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind | null;
  readonly depth: number;
}

/** Everything below, in the order of the tree. */
export const listBranches = statement<BranchRow, [id: string]>(`
  with recursive tree as (
    select o.id, o.name, o.kind, 1 as depth, array[o.name, o.id::text] as place from organisation o
    where o.parent_id = $1 and o.withdrawn_at is null
    union all
    select o.id, o.name, o.kind, tree.depth + 1, tree.place || o.name || o.id::text from organisation o
    join tree on o.parent_id = tree.id where o.withdrawn_at is null)
  select id, name, kind, depth from tree order by place collate "sv-x-icu"`);

export const findArea = statement<{ code: string }, [code: string]>('select code from area where code = $1');

const insertOrganisation = statement<
  unknown,
  [string, string | null, string | null, string, string | null, string | null, boolean, Date, number | null]
>(`
  insert into organisation (id, parent_id, kind, name, organisation_number, area_code, is_fictional, created_at, founded_year)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`);
const markVerified = statement<{ name: string }, [id: string, at: Date, by: string]>(`
  update organisation set verified_at = $2, verified_by = $3
  where id = $1 and verified_at is null and withdrawn_at is null returning name`);
const numberTaken = statement<{ id: string }, [number: string]>(
  'select id from organisation where organisation_number = $1 and parent_id is null and withdrawn_at is null',
);

export interface NewOrganisation {
  readonly parentId: string | null;
  readonly kind: OrganisationKind | null;
  readonly name: string;
  readonly organisationNumber: string | null;
  readonly areaCode: string | null;
  readonly isFictional?: boolean;
  readonly foundedYear?: number | null;
}

export const findByNumber = (number: string): Bound<{ id: string }> => numberTaken(number);

/** Adds an organisation, or a part of one. It must be verified before anyone answers for it. */
export function addOrganisation(tx: Tx, organisation: NewOrganisation, id = newId(tx.now)): string {
  const { parentId, kind, name, organisationNumber, areaCode, isFictional = false, foundedYear = null } = organisation;
  tx.send(insertOrganisation(id, parentId, kind, name, organisationNumber, areaCode, isFictional, tx.now, foundedYear));
  tx.record({
    ...author(tx.user),
    verb: 'organisation.added',
    subjectType: 'organisation',
    subjectId: id,
    collaborationId: null,
    after: organisation,
  });
  return id;
}

/** The host certifies who the organisation is. Refuses with conflict when it has been done. */
export async function verifyOrganisation(tx: Tx, id: string): Promise<void> {
  const verified = await tx.find(markVerified(id, tx.now, tx.user.person_id));
  if (!verified) throw conflict('alreadyVerified');
  tx.record({
    userId: tx.user.person_id,
    organisationId: id,
    verb: 'organisation.verified',
    subjectType: 'organisation',
    subjectId: id,
    collaborationId: null,
    after: { name: verified.name },
  });
}

/** Nobody: keeps a page's batch the same where there is no organisation to find. */
export const noOrganisation = statement<OrganisationRow>(`
  select o.id, o.parent_id, null as parent_name, o.kind, o.name, o.organisation_number, o.area_code, o.is_fictional,
    o.verified_at, o.founded_year from organisation o where false`);
