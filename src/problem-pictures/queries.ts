import { statement } from '../platform/database/statement.ts';
import type { EvidenceFigure } from '../situation-analysis/index.ts';
import { newestFigureColumns, newestFigures } from '../situation-analysis/index.ts';
import type { ProblemPictureFacts, ProblemPictureState, ProblemPictureViewFacts } from './problem-picture.ts';

/** The organisation acted for. */
const us = `(select nullif(current_setting('armkrok.organisation', true), '')::uuid)`;
/** Holds for the pictures `p` that the organisation acted for has, or has had shared with it. */
export const isOurs = `(p.organisation_id = ${us} or exists (select from problem_picture_share ours
  where ours.organisation_id = p.organisation_id and ours.picture_id = p.id and ours.with_organisation_id = ${us}
    and ours.withdrawn_at is null))`;
const readCollaborations = `any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])`;
/** Of a view that has been taken back nothing but that is told to others. */
const standsFor = `(v.withdrawn_at is null or v.by_organisation_id = ${us})`;

export interface ProblemPictureSummary {
  readonly id: string;
  readonly organisation_id: string;
  readonly owner: string;
  readonly is_fictional: boolean;
  readonly title: string;
  readonly state: ProblemPictureState;
  readonly changed_at: Date;
  readonly shared_with: number;
  readonly views: number;
  readonly has_our_view: boolean;
}
export const listProblemPictures = statement<ProblemPictureSummary>(`
  select p.id, p.organisation_id, o.name as owner, o.is_fictional, p.title, p.state,
    coalesce(p.ended_at, p.written_at) as changed_at,
    (select count(*) from problem_picture_share s where s.organisation_id = p.organisation_id and s.picture_id = p.id
      and s.withdrawn_at is null)::integer as shared_with,
    (select count(*) from problem_picture_view v where v.organisation_id = p.organisation_id and v.picture_id = p.id
      and v.withdrawn_at is null)::integer as views,
    exists (select from problem_picture_view v where v.organisation_id = p.organisation_id and v.picture_id = p.id
      and v.by_organisation_id = ${us}) as has_our_view
  from problem_picture p join organisation o on o.id = p.organisation_id
  where p.withdrawn_at is null and ${isOurs} order by coalesce(p.ended_at, p.written_at) desc, p.id`);

interface Named {
  readonly id: string;
  readonly name: string;
}
export interface ProblemPictureRow extends ProblemPictureFacts {
  readonly id: string;
  readonly organisation_id: string;
  readonly owner: string;
  readonly is_fictional: boolean;
  readonly state: ProblemPictureState;
  readonly concerned_named: readonly Named[];
  readonly territory_names: readonly string[];
  readonly collaboration_id: string | null;
  /** Where the reader takes part in it. */
  readonly collaboration_name: string | null;
  readonly ended_because: string;
  readonly written_at: Date;
  readonly shared_at: Date | null;
  readonly ended_at: Date | null;
  readonly version: number;
}
export const findProblemPicture = statement<ProblemPictureRow, [id: string]>(`
  select p.id, p.organisation_id, o.name as owner, o.is_fictional, p.title, p.problem, p.affected, p.own_sight, p.not_alone,
    p.concerned, p.territory, p.state, p.ended_because, p.written_at, p.shared_at, p.ended_at, p.version,
    case when c.id is not null then p.collaboration_id end as collaboration_id, c.name as collaboration_name,
    (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) order by n.name collate "sv-x-icu", n.id), '[]')
      from organisation n where n.id = any(p.concerned)) as concerned_named,
    array(select a.name from area a where a.code = any(p.territory) order by a.kind desc, a.name collate "sv-x-icu")
      as territory_names
  from problem_picture p join organisation o on o.id = p.organisation_id
  left join collaboration c on c.id = p.collaboration_id and c.id = ${readCollaborations} and c.withdrawn_at is null
  where p.id = $1 and p.withdrawn_at is null and ${isOurs}`);

export interface ProblemPictureShareRow {
  readonly with_organisation_id: string;
  readonly name: string;
  readonly created_at: Date;
}
export const listShares = statement<ProblemPictureShareRow, [picture: string]>(`
  select s.with_organisation_id, o.name, s.created_at
  from problem_picture p
  join problem_picture_share s on s.organisation_id = p.organisation_id and s.picture_id = p.id
  join organisation o on o.id = s.with_organisation_id
  where p.id = $1 and s.withdrawn_at is null and ${isOurs} order by s.created_at, o.name collate "sv-x-icu", o.id`);

export interface ProblemPictureViewRow extends ProblemPictureViewFacts {
  readonly id: string;
  readonly by_organisation_id: string;
  readonly name: string;
  readonly written_at: Date;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_because: string;
  readonly version: number;
}
export const listViews = statement<ProblemPictureViewRow, [picture: string]>(`
  select v.id, v.by_organisation_id, o.name, v.interest, case when ${standsFor} then v.text else '' end as text, v.written_at,
    v.withdrawn_at, case when ${standsFor} then v.withdrawn_because else '' end as withdrawn_because, v.version
  from problem_picture p
  join problem_picture_view v on v.organisation_id = p.organisation_id and v.picture_id = p.id
  join organisation o on o.id = v.by_organisation_id
  where p.id = $1 and ${isOurs} order by v.created_at, v.id`);

export interface ProblemPictureVersionRow extends ProblemPictureFacts {
  readonly version: number;
  readonly written_at: Date;
}
/** From the version that was shared, for those it is shared with. */
export const listPictureVersions = statement<ProblemPictureVersionRow, [picture: string]>(`
  select w.version, w.title, w.problem, w.affected, w.own_sight, w.not_alone, w.concerned, w.territory, w.written_at
  from problem_picture p
  join problem_picture_version w on w.organisation_id = p.organisation_id and w.picture_id = p.id
  where p.id = $1 and (p.organisation_id = ${us} or exists (select from problem_picture_share ours
    where ours.organisation_id = p.organisation_id and ours.picture_id = p.id and ours.with_organisation_id = ${us}
      and ours.withdrawn_at is null and ours.from_version <= w.version))
  order by w.version desc`);

export interface ProblemPictureViewVersionRow extends ProblemPictureViewFacts {
  readonly by_organisation_id: string;
  readonly name: string;
  readonly version: number;
  readonly written_at: Date;
}
export const listViewVersions = statement<ProblemPictureViewVersionRow, [picture: string]>(`
  select w.by_organisation_id, o.name, w.version, w.interest, w.text, w.written_at
  from problem_picture p
  join problem_picture_view v on v.organisation_id = p.organisation_id and v.picture_id = p.id
  join problem_picture_view_version w on w.organisation_id = v.organisation_id and w.picture_id = v.picture_id
    and w.by_organisation_id = v.by_organisation_id
  join organisation o on o.id = w.by_organisation_id
  where p.id = $1 and ${isOurs} and ${standsFor} order by v.created_at, v.id, w.version desc`);

export interface PictureEvidenceRow extends EvidenceFigure {
  readonly id: string;
  readonly statement: string;
  /** In an invented example a figure goes by the name of an invented organisation. */
  readonly place: string;
  readonly series_id: number;
  readonly area_code: string;
  readonly version: number;
}
export const listPictureEvidence = statement<PictureEvidenceRow, [picture: string]>(`
  select e.id, e.statement, e.series_id, e.area_code, e.version, ${newestFigureColumns},
    case when o.is_fictional then coalesce((select min(f.name) from organisation f
        where f.is_fictional and f.parent_id is null and f.area_code = e.area_code), '') else a.name end as place
  from problem_picture p
  join organisation o on o.id = p.organisation_id
  join problem_picture_evidence e on e.organisation_id = p.organisation_id and e.picture_id = p.id
  join series s on s.id = e.series_id
  join area a on a.code = e.area_code
  ${newestFigures}
  where p.id = $1 and e.withdrawn_at is null and ${isOurs} order by e.created_at, e.id`);

/** Where figures can be of; in an invented example the organisations bear them. */
export const listFigurePlaces = statement<{ code: string; name: string }, [fictional: boolean]>(`
  select o.area_code as code, o.name from organisation o
  where $1 and o.is_fictional and o.parent_id is null and o.area_code is not null and o.withdrawn_at is null
  union all select a.code, a.name from area a where not $1`);

export interface PictureHistoryRow {
  readonly at: Date;
  readonly verb: string;
  readonly person: string | null;
  readonly after: { readonly with?: readonly string[]; readonly said?: string } | null;
}
/** What has been done to it, or to a view of it, for the organisation acted for. */
export const listPictureHistory = statement<PictureHistoryRow, [picture: string]>(`
  select h.at, h.verb, (select min(t.holder_name) from seat_term t where t.person_id = h.user_id) as person, w.after
  from problem_picture p
  join history h on h.subject_id = p.id or h.subject_id in (
    select v.id from problem_picture_view v where v.organisation_id = p.organisation_id and v.picture_id = p.id)
  left join history_payload w on w.history_id = h.id
  where p.id = $1 and ${isOurs} and h.organisation_id = ${us} and h.collaboration_id is null
  order by h.at desc, h.seq desc`);

/** Collaborations that go on, which the organisation acted for is a party of. */
export const listJoinable = statement<{ id: string; name: string }, [phases: readonly string[]]>(`
  select c.id, c.name from collaboration c
  join party p on p.collaboration_id = c.id and p.organisation_id = ${us}
  where c.id = ${readCollaborations} and c.withdrawn_at is null and c.example <> 'real' and c.phase = any($1::text[])
    and p.withdrawn_at is null and p.status not in ('declined', 'left') order by c.name collate "sv-x-icu", c.id`);

export interface HomePictureRow {
  readonly id: string;
  readonly owner: string;
  readonly title: string;
  readonly is_own: boolean;
  readonly is_waiting: boolean;
}
/** Of the pictures that go on: our own, and those that wait for our view. */
export const listPicturesAtHome = statement<HomePictureRow>(`
  select p.id, o.name as owner, p.title, p.organisation_id = ${us} as is_own,
    p.organisation_id <> ${us} and p.state = 'shared' and not exists (select from problem_picture_view v
      where v.organisation_id = p.organisation_id and v.picture_id = p.id and v.by_organisation_id = ${us}) as is_waiting
  from problem_picture p join organisation o on o.id = p.organisation_id
  where p.withdrawn_at is null and p.state in ('draft', 'shared') and ${isOurs} order by p.shared_at desc nulls last, p.id`);

export interface PictureOfCollaboration {
  readonly id: string;
  readonly owner: string;
  readonly title: string;
  readonly state: ProblemPictureState;
}
/** What has led to the collaboration, among what the reader sees. */
export const listPicturesOf = statement<PictureOfCollaboration, [collaboration: string]>(`
  select p.id, o.name as owner, p.title, p.state
  from problem_picture p join organisation o on o.id = p.organisation_id
  where p.collaboration_id = $1 and p.withdrawn_at is null and ${isOurs} order by p.ended_at, p.id`);
