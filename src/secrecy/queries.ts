import { statement } from '../platform/database/statement.ts';

const acting = `(select nullif(current_setting('armkrok.organisation', true), '')::uuid)`;

/**
 * SQL: no marking keeps the row from the reader. Row level security says the same of each row; said here too, a page shows
 * no more than that with either of them alone.
 */
export const isOpenToReader = (table: string): string =>
  `(${table}.cleared_for is null or ${acting} = any(${table}.cleared_for))`;

export interface MarkingRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly section: string;
  readonly authority: string;
  readonly decided_by: string;
  readonly decided_on: string;
  readonly cleared_for: readonly string[];
  readonly cleared_names: readonly string[];
  readonly lifted_at: Date | null;
  readonly lifted_by: string;
  readonly lifted_because: string;
  readonly version: number;
}

const columns = `m.id, m.organisation_id, o.name as organisation_name, m.subject_type, m.subject_id, m.section, m.authority,
  m.decided_by, m.decided_on::text as decided_on, m.cleared_for,
  array(select c.name from organisation c where c.id = any(m.cleared_for) order by c.name collate "sv-x-icu") as cleared_names,
  m.lifted_at, m.lifted_by, m.lifted_because, m.version`;

/** The markings that the reader may know of: its own, and those of what has been disclosed to it. */
export const listMarkings = statement<MarkingRow, [collaboration: string]>(`
  select ${columns} from secrecy_marking m join organisation o on o.id = m.organisation_id
  where m.collaboration_id = $1 and m.lifted_at is null and ${acting} = any(m.cleared_for) order by m.created_at, m.id`);

/** Those of one thing, the one in force first. */
export const listMarkingsOf = statement<MarkingRow, [collaboration: string, subject: string]>(`
  select ${columns} from secrecy_marking m join organisation o on o.id = m.organisation_id
  where m.collaboration_id = $1 and m.subject_id = $2 and ${acting} = any(m.cleared_for) order by m.lifted_at desc nulls first, m.id`);

export interface DisclosureRow {
  readonly id: string;
  readonly marking_id: string;
  readonly to_organisation_id: string;
  readonly to_name: string;
  readonly basis: string;
  readonly grounds: string;
  readonly decided_by: string;
  readonly decided_on: string;
}

/** To whom something has been disclosed, and why: all of it for the owner, its own for a receiver. */
export const listDisclosuresOf = statement<DisclosureRow, [collaboration: string, subject: string]>(`
  select d.id, d.marking_id, d.to_organisation_id, o.name as to_name, d.basis, d.grounds, d.decided_by,
    d.decided_on::text as decided_on
  from disclosure d
  join secrecy_marking m on m.collaboration_id = d.collaboration_id and m.id = d.marking_id
  join organisation o on o.id = d.to_organisation_id
  where d.collaboration_id = $1 and m.subject_id = $2 and ${acting} in (d.organisation_id, d.to_organisation_id)
  order by d.created_at, d.id`);

export interface MarkedWithinRow {
  readonly subject_type: string;
  /** The round of an observation, the goal of an explanation. */
  readonly within_id: string;
  readonly marked: number;
  /** Of these, what the reader does not see. */
  readonly withheld: number;
}

/** How much is marked, and how much of that the reader does not see: numbers, told to all. */
export const listMarkedWithin = statement<MarkedWithinRow, [collaboration: string]>(
  'select subject_type, within_id, marked, withheld from marked_within($1::uuid)',
);
