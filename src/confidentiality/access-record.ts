import { handlingIn } from '../collaborations/index.ts';
import type { User } from '../identity/index.ts';
import { type Bound, statement } from '../platform/database/statement.ts';
import type { Accessed } from '../platform/http/server-options.ts';
import { isId, newId } from '../platform/id.ts';

const noteAccess = statement<
  unknown,
  [
    id: string,
    collaboration: string | null,
    group: string | null,
    organisation: string | null,
    route: string,
    path: string,
    isShown: boolean,
    at: Date,
  ]
>(`
  select note_access($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7, $8::timestamptz) as noted`);

/** Where an administrator reads the log of an organisation. */
export const organisationLog = '/organisations/:organisation/read-log';

const isLogged = (user: User, collaboration: string): boolean => handlingIn(user, collaboration)?.isLogged ?? false;
const asId = (text: string | undefined): string | null => (text !== undefined && isId(text) ? text : null);

/**
 * What must be written down before an answer leaves: each page, file or picture for which a protected collaboration was
 * asked about, what a search has found in one, and that somebody has read an organisation's log. Of anything else nothing.
 */
export function accessRecords(accessed: Accessed<User>): readonly Bound<unknown>[] {
  const { user, route, params, path, isShown, askedAbout, now } = accessed;
  const { collaboration, group, organisation } = params;
  const note = (id: string | null, groupId: string | null, organisationId: string | null) =>
    noteAccess(newId(now), id, groupId, organisationId, route.path, path, isShown, now);
  const shown = new Set([...(collaboration === undefined ? [] : [collaboration]), ...askedAbout]);
  return [
    ...[...shown]
      .filter((id) => isLogged(user, id))
      .map((id) => note(id, id === collaboration ? asId(group) : null, null)),
    ...(organisation !== undefined && isShown && route.path.startsWith(organisationLog)
      ? [note(null, null, organisation)]
      : []),
  ];
}

export interface AccessRecordRow {
  readonly id: string;
  readonly at: Date;
  readonly person_id: string;
  readonly person_name: string;
  readonly reader_organisation_name: string;
  /** Null for the log of an organisation. */
  readonly collaboration_id: string | null;
  /** Null for a reader who is not let see which one it is. */
  readonly collaboration_name: string | null;
  readonly route: string;
  readonly path: string;
  readonly is_shown: boolean;
}

/** Of whom, and from which day to which; null is everyone, and as far as it goes. */
export interface AccessFilter {
  readonly person: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

const columns = `d.id, d.at, d.person_id, d.person_name, o.name as reader_organisation_name, d.collaboration_id,
    c.name as collaboration_name, d.route, d.path, d.is_shown`;
const from = `access_record d join organisation o on o.id = d.reader_organisation_id
  left join collaboration c on c.id = d.collaboration_id
    and c.id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])`;
const filtered = `($2::uuid is null or d.person_id = $2) and ($3::date is null or (d.at at time zone 'Europe/Stockholm')::date >= $3::date)
    and ($4::date is null or (d.at at time zone 'Europe/Stockholm')::date <= $4::date)`;
/** Of a group its members know; row level security says the same. */
const openly = 'd.event_group_id is null';

type Filtered = [of: string, person: string | null, from: string | null, to: string | null, most: number];

/** What has been read in the collaboration, newest first. What was read in a group stands with the group. */
export const listAccess = statement<AccessRecordRow, Filtered>(`
  select ${columns} from ${from} where d.collaboration_id = $1 and ${openly} and ${filtered} order by d.at desc, d.id desc limit $5`);

/** What has been read in a group that the acting user is in. */
export const listGroupAccess = statement<AccessRecordRow, [collaboration: string, group: string, most: number]>(`
  select ${columns} from ${from} where d.collaboration_id = $1 and d.event_group_id = $2
    and d.event_group_id = any((select my_event_groups())::uuid[]) order by d.at desc, d.id desc limit $3`);

/** What an organisation's people have read anywhere, and what anybody has read of what it answers for. */
export const listAccessOf = statement<AccessRecordRow, Filtered>(`
  select ${columns} from ${from}
  where (d.organisation_id = $1 or d.reader_organisation_id = $1) and ${openly} and ${filtered}
  order by d.at desc, d.id desc limit $5`);

export interface ReaderRow {
  readonly person_id: string;
  readonly name: string;
}
export const listReaders = statement<ReaderRow, [collaboration: string]>(`
  select d.person_id, min(d.person_name) as name from access_record d
  where d.collaboration_id = $1 and ${openly} group by d.person_id order by min(d.person_name) collate "sv-x-icu", d.person_id`);
export const listReadersOf = statement<ReaderRow, [organisation: string]>(`
  select d.person_id, min(d.person_name) as name from access_record d
  where (d.organisation_id = $1 or d.reader_organisation_id = $1) and ${openly}
  group by d.person_id order by min(d.person_name) collate "sv-x-icu", d.person_id`);

/** Shown at once; a file holds more. */
export const mostShown = 300;
export const mostInFile = 100_000;
