import { statement } from '../platform/database/statement.ts';
import { FormErrors, FormReader, readFormInput } from '../platform/http/form-input.ts';
import { isId } from '../platform/id.ts';
import type { Formats, Language } from '../platform/texts.ts';
import { collaborationTexts } from './texts.ts';
import type { Told } from './workspace.ts';

export interface HistoryRow {
  readonly id: string;
  /** Place in the chain; a bigint, so a text. */
  readonly seq: string;
  readonly at: Date;
  readonly verb: string;
  readonly user_id: string | null;
  readonly organisation_name: string | null;
  readonly person_name: string | null;
  /** False when what it held has been destroyed. */
  readonly is_held: boolean;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * A collaboration's or an organisation's history, newest first, where it is not narrowed by a null. The words of what is
 * marked stay with those it is open to.
 */
export const listHistory = statement<
  HistoryRow,
  [
    chain: string,
    before: number,
    most: number,
    organisation: string | null,
    person: string | null,
    verb: string | null,
    from: string | null,
    to: string | null,
  ]
>(`
  select h.id, h.seq::text as seq, h.at, h.verb, h.user_id, o.name as organisation_name,
    (select min(t.holder_name) from seat_term t where t.person_id = h.user_id) as person_name,
    p.history_id is not null as is_held,
    case when h.id <> all((select withheld_history())::uuid[]) then p.before end as before,
    case when h.id <> all((select withheld_history())::uuid[]) then p.after end as after
  from history h
  left join organisation o on o.id = h.organisation_id
  left join history_payload p on p.history_id = h.id
  where h.chain = ($1::uuid)::text and h.seq < $2
    and ($4::uuid is null or h.organisation_id = $4) and ($5::uuid is null or h.user_id = $5)
    and ($6::text is null or h.verb = $6)
    and ($7::date is null or h.at >= $7::date::timestamp at time zone 'Europe/Stockholm')
    and ($8::date is null or h.at < ($8::date + 1)::timestamp at time zone 'Europe/Stockholm')
  order by h.seq desc limit $3`);
export const historyPage = 100;

export interface HistoryChoice {
  readonly about: 'organisation' | 'person' | 'verb';
  readonly value: string;
  readonly name: string | null;
}

/** Who and what there is to choose among in a chain. */
export const listHistoryChoices = statement<HistoryChoice, [chain: string]>(`
  with found as materialized (
    select h.organisation_id, h.user_id, h.verb from history h where h.chain = ($1::uuid)::text
    group by h.organisation_id, h.user_id, h.verb)
  select distinct 'organisation' as about, o.id::text as value, o.name
  from found f join organisation o on o.id = f.organisation_id
  union all select distinct 'person', f.user_id::text,
    (select min(t.holder_name) from seat_term t where t.person_id = f.user_id)
  from found f where f.user_id is not null
  union all select distinct 'verb', f.verb, null from found f`);

export interface HistoryFilter {
  readonly organisation: string | null;
  readonly person: string | null;
  readonly verb: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly before: number;
}

const everything: HistoryFilter = {
  organisation: null,
  person: null,
  verb: null,
  from: null,
  to: null,
  before: Number.MAX_SAFE_INTEGER,
};

/** What an address asks for. With an error in it, nothing is left out, and the error is told. */
export function readHistoryFilter(url: URL, language: Language) {
  const form = new FormData();
  for (const [name, value] of url.searchParams) form.append(name, value);
  const input = readFormInput(form);
  const reader = new FormReader(input);
  const t = collaborationTexts(language).history;
  const [kind, id = ''] = input.text('who').split(':');
  const before = Number(input.text('before') || everything.before);
  const filter: HistoryFilter = {
    organisation: kind === 'organisation' && isId(id) ? id : null,
    person: kind === 'person' && isId(id) ? id : null,
    verb: input.text('what') || null,
    from: reader.date('from', t.dateWrong),
    to: reader.date('to', t.dateWrong),
    before: Number.isSafeInteger(before) ? before : everything.before,
  };
  try {
    reader.done();
    return { filter, state: { typed: input.typed, errors: [] } };
  } catch (error) {
    if (!(error instanceof FormErrors)) throw error;
    return { filter: everything, state: { typed: input.typed, errors: error.errors } };
  }
}

export const isNarrowed = ({ before: _, ...rest }: HistoryFilter): boolean =>
  Object.values(rest).some((value) => value !== null);

export const historyOf = (chain: string, filter: HistoryFilter) =>
  listHistory(
    chain,
    filter.before,
    historyPage,
    filter.organisation,
    filter.person,
    filter.verb,
    filter.from,
    filter.to,
  );

/** Enough to recognise a text by. */
const longest = 240;

/** What an entry changed, a line for each field that is read as words; codes by their names. */
export function changesInWords(
  row: Pick<HistoryRow, 'verb' | 'before' | 'after'>,
  told: Told,
  language: Language,
  formats: Formats,
): readonly string[] {
  const t = collaborationTexts(language).history;
  const noun = row.verb.split('.')[0] ?? '';
  const { before, after } = row;
  const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const inWords = (field: string, value: unknown): string => {
    const words = told.words?.[`${noun}.${field}`] ?? {};
    if (typeof value === 'boolean') return value ? t.yes : t.no;
    // A year is no quantity: no sign between its thousands.
    if (typeof value === 'number') return Number.isInteger(value) ? String(value) : formats.number(value, 1);
    if (Array.isArray(value)) return formats.list(value.map((one) => inWords(field, one)).filter(Boolean));
    if (typeof value !== 'string') return '';
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formats.date(value);
    const text = (Object.hasOwn(words, value) ? words[value] : value) ?? '';
    return text.length > longest ? `${text.slice(0, longest).trimEnd()} …` : text;
  };
  return Object.entries(told.fields[noun] ?? {}).flatMap(([field, label]) => {
    const was = inWords(field, asRecord(before)[field]);
    const is = inWords(field, asRecord(after)[field]);
    // What the entry did not speak of has not changed.
    const isTold = field in asRecord(after) || after === null || after === undefined;
    if (was === is || (was !== '' && !isTold)) return [];
    if (was === '') return [t.set(label, is)];
    return [is === '' ? t.emptied(label, was) : t.changed(label, was, is)];
  });
}
