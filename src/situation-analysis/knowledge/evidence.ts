import { type AsRead, type ChangedRow, type NewRow, noteRow } from '../../collaborations/index.ts';
import { author, type Tx } from '../../identity/index.ts';
import type { ValueStatus } from '../../indicators/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { conflict } from '../../platform/errors.ts';
import type { JointSection } from '../section.ts';
import type { Grade, Versioned } from './known.ts';

export interface EvidenceFacts {
  /** A statement of a section in its own words, or a cause. */
  readonly section: JointSection | null;
  readonly cause_id: string | null;
  readonly statement: string;
  /** An official figure of a place, or a finding. */
  readonly series_id: number | null;
  readonly area_code: string | null;
  readonly finding_id: string | null;
}
/** An official figure, with what a page needs to show it. */
export interface EvidenceFigure {
  readonly series_source: string | null;
  readonly series_code: string | null;
  readonly series_title: string | null;
  readonly unit: string | null;
  /** As yyyy-mm-dd. */
  readonly fetched_on: string | null;
  /** The values of the place, both sexes together, in the order of their years. */
  readonly periods: readonly number[];
  readonly values: readonly (number | null)[];
  readonly statuses: readonly ValueStatus[];
}
export interface EvidenceRow extends EvidenceFacts, EvidenceFigure, Versioned {
  readonly cause: string | null;
  readonly area_name: string | null;
  readonly finding: string | null;
  readonly finding_source: string | null;
  readonly finding_link: string | null;
  readonly finding_year: number | null;
  readonly finding_grade: Grade | null;
}
/** The columns of a figure, with the series as `s`, the row as `e` and `newestFigures` joined. */
export const newestFigureColumns = `s.source as series_source, s.code as series_code, s.title as series_title, s.unit,
    (select max(f.fetched_on)::text from series_fetch f where f.series_id = e.series_id) as fetched_on,
    coalesce(figures.periods, '{}') as periods, coalesce(figures.values, '{}') as values,
    coalesce(figures.statuses, '{}') as statuses`;
/** The newest values of the series and the area that `e` names. */
export const newestFigures = `left join lateral (
    select array_agg(n.period order by n.period) as periods, array_agg(n.value order by n.period) as values,
      array_agg(n.status order by n.period) as statuses
    from (select distinct on (v.period) v.period, v.value, v.status from series_value v
      where v.series_id = e.series_id and v.area_code = e.area_code collate "C" and v.sex = 'T'
      order by v.period, v.fetch_id desc) n) figures on true`;

/** With the newest values of each figure, so that a page asks once. What has lost its cause or finding is not shown. */
export const listEvidence = statement<EvidenceRow, [collaboration: string]>(`
  select e.id, e.section, e.cause_id, c.text as cause, e.statement, e.series_id, e.area_code, e.finding_id, e.version,
    ${newestFigureColumns}, a.name as area_name,
    f.text as finding, f.source as finding_source, f.link as finding_link, f.published_year as finding_year,
    f.grade as finding_grade
  from evidence e
  left join cause c on c.collaboration_id = e.collaboration_id and c.id = e.cause_id
  left join series s on s.id = e.series_id
  left join area a on a.code = e.area_code
  left join finding f on f.collaboration_id = e.collaboration_id and f.id = e.finding_id
  ${newestFigures}
  where e.collaboration_id = $1 and e.withdrawn_at is null and c.withdrawn_at is null and f.withdrawn_at is null
  order by e.created_at, e.id`);

const columns = 'section, cause_id, statement, series_id, area_code, finding_id';
const record = 'section text, cause_id uuid, statement text, series_id integer, area_code text, finding_id uuid';
const insert = statement<unknown, NewRow>(`
  insert into evidence (collaboration_id, id, organisation_id, created_at, created_by, ${columns})
  select $1::uuid, $2, $4, $5, $6, ${columns} from jsonb_to_record($3::jsonb) as f(${record})`);
const update = statement<{ id: string }, ChangedRow>(`
  update evidence set (${columns}, version) = (
    select ${columns}, $4::integer + 1 from jsonb_to_record($3::jsonb) as f(${record}))
  where collaboration_id = $1 and id = $2 and version = $4 and withdrawn_at is null returning id`);
const withdrawEvidenceRow = statement<
  { id: string },
  [collaboration: string, id: string, version: number, at: Date, because: string]
>(`
  update evidence set withdrawn_at = $4, withdrawn_because = $5, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

/**
 * `said` is what it is called where the history tells of it: the figure with its place, or the finding. Refuses with conflict
 * when somebody has changed it since it was read.
 */
export const noteEvidence = (
  tx: Tx,
  collaborationId: string,
  facts: EvidenceFacts,
  said: string,
  before?: AsRead<EvidenceRow>,
) =>
  noteRow(
    tx,
    collaborationId,
    facts,
    before,
    { insert, update },
    {
      verb: before ? 'evidence.changed' : 'evidence.added',
      subjectType: 'evidence',
      before: before && { statement: before.row.statement },
      after: { said, statement: facts.statement },
    },
  );

export async function withdrawEvidence(
  tx: Tx,
  collaborationId: string,
  before: EvidenceRow,
  version: number,
  because: string,
): Promise<void> {
  if (!(await tx.find(withdrawEvidenceRow(collaborationId, before.id, version, tx.now, because))))
    throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'evidence.withdrawn',
    subjectType: 'evidence',
    subjectId: before.id,
    collaborationId,
    before: { said: before.series_title ?? before.finding, statement: before.statement },
    after: { because },
  });
}
