import { isLed, standingStatement } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { Position } from './adoption.ts';
import type { SectionName, Turn } from './section.ts';

const writer = (
  row: string,
): string => `(select min(held.holder_name) from seat_term held where held.person_id = ${row}.created_by) as writer,
  (select o.name from organisation o where o.id = ${row}.organisation_id) as organisation`;

export interface SectionVersionRow {
  /** What files lie with: the section's first version, whichever this one is. */
  readonly section_id: string;
  readonly section: SectionName;
  readonly party_id: string | null;
  readonly number: number;
  readonly text: string;
  readonly created_at: Date;
  readonly writer: string | null;
  readonly organisation: string;
}
const version = `(select f.id from section_version f where f.collaboration_id = v.collaboration_id and f.section = v.section
      and f.party_id is not distinct from v.party_id and f.number = 1) as section_id, v.section, v.party_id, v.number, v.text, v.created_at, ${writer('v')}`;

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
  readonly kept_at: Date;
}
/** What the one who reads has typed and not saved for others: one of each section at most. */
export const listDrafts = statement<DraftRow, [collaboration: string]>(`
  select d.id, d.section, d.party_id, d.read_number, d.text, d.kept_at
  from section_draft d where d.collaboration_id = $1 and d.withdrawn_at is null`);

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

export interface AnalysisVersionRow {
  readonly id: string;
  readonly number: number;
  readonly answer_by_on: string;
  readonly created_at: Date;
  readonly closed_on: string | null;
  readonly writer: string | null;
  readonly organisation: string;
  /** SHA-256 of its content, hexadecimal. */
  readonly hash: string;
}
const analysisVersion = `v.id, v.number, v.answer_by_on::text as answer_by_on, v.created_at, v.closed_on::text as closed_on,
    encode(v.content_hash, 'hex') as hash, ${writer('v')}`;

/** Every version that the parties have been asked about, the latest first. */
export const listAnalysisVersions = statement<AnalysisVersionRow, [collaboration: string]>(`
  select ${analysisVersion} from analysis_version v where v.collaboration_id = $1 order by v.number desc`);

export const findAnalysisVersion = statement<
  AnalysisVersionRow & { readonly content: string },
  [collaboration: string, id: string]
>(`
  select ${analysisVersion}, v.content from analysis_version v where v.collaboration_id = $1 and v.id = $2`);

export interface AnalysisPositionRow {
  readonly analysis_version_id: string;
  readonly party_id: string;
  readonly organisation_id: string;
  readonly organisation: string;
  readonly position: Position | null;
  readonly reason: string;
  readonly answered_at: Date | null;
  readonly version: number;
}
const position = `p.analysis_version_id, p.party_id, p.organisation_id, o.name as organisation, p.position, p.reason,
    p.answered_at, p.version`;

/** Where the parties that were asked stand, in all versions or in one. */
export const listPositions = statement<AnalysisPositionRow, [collaboration: string]>(`
  select ${position} from analysis_position p join organisation o on o.id = p.organisation_id
  where p.collaboration_id = $1 order by o.name, p.party_id`);
export const listPositionsOf = statement<AnalysisPositionRow, [collaboration: string, version: string]>(`
  select ${position} from analysis_position p join organisation o on o.id = p.organisation_id
  where p.collaboration_id = $1 and p.analysis_version_id = $2 order by o.name, p.party_id`);

export interface StandingRow {
  readonly written: readonly SectionName[];
  /** The version that the parties are asked about now. */
  readonly open_id: string | null;
  readonly open_number: number | null;
  readonly answer_by_on: string | null;
  readonly unanswered: number;
  readonly own_unanswered: boolean;
  readonly is_ever_closed: boolean;
}
/** The joint sections that hold a text, and the version that is being answered, in one row. */
export const readStanding = standingStatement<StandingRow>(
  `
  with open as materialized (
    select v.id, v.number, v.answer_by_on::text as answer_by_on from analysis_version v
    where v.collaboration_id = $1::uuid and v.closed_on is null),
  silent as materialized (
    select p.organisation_id from analysis_position p join open on open.id = p.analysis_version_id
    where p.collaboration_id = $1::uuid and p.position is null)
  select
    array(select distinct v.section from section_version v
      where v.collaboration_id = $1::uuid and v.party_id is null and v.text <> '') as written,
    open.id as open_id, open.number as open_number, open.answer_by_on,
    (select count(*)::integer from silent) as unanswered,
    exists (select from silent
      where organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)) as own_unanswered,
    exists (select from analysis_version v where v.collaboration_id = $1::uuid and v.closed_on is not null) as is_ever_closed
  from (select) one left join open on true`,
  `said.own_unanswered or (said.open_id is not null and ${isLed})`,
);
