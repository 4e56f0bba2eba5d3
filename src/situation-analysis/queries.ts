import { statement } from '../platform/database/statement.ts';
import type { SectionName, Turn } from './section.ts';

const writer = (
  row: string,
): string => `(select min(held.holder_name) from seat_term held where held.person_id = ${row}.created_by) as writer,
  (select o.name from organisation o where o.id = ${row}.organisation_id) as organisation`;

export interface SectionVersionRow {
  readonly section: SectionName;
  readonly party_id: string | null;
  readonly number: number;
  readonly text: string;
  readonly created_at: Date;
  readonly writer: string | null;
  readonly organisation: string;
}
const version = `v.section, v.party_id, v.number, v.text, v.created_at, ${writer('v')}`;

/** The text that stands in each section. */
export const listSections = statement<SectionVersionRow, [collaboration: string]>(`
  select distinct on (v.section, v.party_id) ${version} from section_version v
  where v.collaboration_id = $1 order by v.section, v.party_id, v.number desc`);

/** Every text there has been of one section, the latest first. */
export const listVersionsOf = statement<
  SectionVersionRow,
  [collaboration: string, section: SectionName, party: string | null]
>(`
  select ${version} from section_version v
  where v.collaboration_id = $1 and v.section = $2 and v.party_id is not distinct from $3::uuid order by v.number desc`);

export interface TurnRow extends Turn {
  readonly section: SectionName;
  readonly party_id: string | null;
  readonly writer: string | null;
  readonly organisation: string;
}
/** Who last said that they write in each section. */
export const listTurns = statement<TurnRow, [collaboration: string]>(`
  select distinct on (t.section, t.party_id) t.section, t.party_id, t.since_at, t.created_at, t.is_ended, t.created_by,
    ${writer('t')} from writing_turn t
  where t.collaboration_id = $1 order by t.section, t.party_id, t.created_at desc, t.id desc`);

export interface DraftRow {
  readonly id: string;
  readonly section: SectionName;
  readonly party_id: string | null;
  readonly read_number: number;
  readonly text: string;
  readonly created_at: Date;
}
/** What the one who reads has typed and not saved for others: the latest of each section. */
export const listDrafts = statement<DraftRow, [collaboration: string]>(`
  select distinct on (d.section, d.party_id) d.id, d.section, d.party_id, d.read_number, d.text, d.created_at
  from section_draft d where d.collaboration_id = $1 and d.withdrawn_at is null
  order by d.section, d.party_id, d.created_at desc, d.id desc`);

export interface CauseRow {
  readonly id: string;
  readonly under_id: string | null;
  readonly text: string;
  readonly version: number;
}
export const listCauses = statement<CauseRow, [collaboration: string]>(`
  select id, under_id, text, version from cause where collaboration_id = $1 and withdrawn_at is null order by created_at, id`);

export interface ObjectionRow {
  readonly id: string;
  readonly cause_id: string;
  readonly party_id: string;
  readonly organisation: string;
  readonly because: string;
}
export const listObjections = statement<ObjectionRow, [collaboration: string]>(`
  select b.id, b.cause_id, b.party_id, o.name as organisation, b.because
  from cause_objection b join organisation o on o.id = b.organisation_id
  where b.collaboration_id = $1 and b.withdrawn_at is null order by o.name, b.id`);

export interface StandingRow {
  readonly written: readonly string[];
}
/** The joint sections that hold a text, in one row. */
export const readStanding = statement<StandingRow, [collaboration: string]>(`
  select coalesce(array_agg(distinct v.section), '{}') as written from section_version v
  where v.collaboration_id = $1 and v.party_id is null and v.text <> ''`);
