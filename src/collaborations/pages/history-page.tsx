import { identityTexts } from '../../identity/index.ts';
import type { Formats, Language } from '../../platform/texts.ts';
import { ErrorSummary, type FormState, Select, TextField } from '../../ui/form.tsx';
import { changesInWords, type HistoryChoice, type HistoryRow, historyPage } from '../telling-history.ts';
import { collaborationTexts } from '../texts.ts';
import type { Told } from '../workspace.ts';

export interface ToldHistory {
  readonly language: Language;
  readonly formats: Formats;
  readonly here: URL;
  readonly rows: readonly HistoryRow[];
  readonly choices: readonly HistoryChoice[];
  readonly verbs: ReadonlyMap<string, string>;
  readonly told: Told;
  readonly state: FormState;
  readonly isNarrowed: boolean;
}

function Filter(props: { of: ToldHistory }) {
  const { language, formats, here, choices, verbs, state } = props.of;
  const t = collaborationTexts(language).history;
  const named = (about: HistoryChoice['about'], nameOf: (choice: HistoryChoice) => string) =>
    formats
      .byName(
        choices.filter((choice) => choice.about === about),
        nameOf,
      )
      .map((choice) => ({ value: about === 'verb' ? choice.value : `${about}:${choice.value}`, text: nameOf(choice) }));
  return (
    <details class="section" open={props.of.isNarrowed || state.errors.length > 0}>
      <summary>{t.filter}</summary>
      <form class="form" method="get" action={here.pathname}>
        <Select
          name="who"
          label={t.who}
          state={state}
          options={[
            { value: '', text: t.everyone },
            ...named('organisation', (choice) => choice.name ?? ''),
            ...named('person', (choice) => choice.name ?? t.somebody),
          ]}
        />
        <Select
          name="what"
          label={t.what}
          state={state}
          options={[
            { value: '', text: t.everything },
            ...named('verb', (choice) => verbs.get(choice.value) ?? choice.value),
          ]}
        />
        <TextField name="from" type="date" label={t.from} state={state} short />
        <TextField name="to" type="date" label={t.to} state={state} short />
        <div class="actions">
          <button class="button second" type="submit">
            {t.show}
          </button>
          {props.of.isNarrowed ? <a href={here.pathname}>{t.showAll}</a> : null}
        </div>
      </form>
    </details>
  );
}

/** What has happened, as sentences. Whose history it is stands above. */
export function HistoryList(props: { of: ToldHistory }) {
  const { language, formats, here, rows, verbs, told, state } = props.of;
  const t = collaborationTexts(language).history;
  const last = rows.at(-1);
  const page = (before: string | undefined): string => {
    const query = new URLSearchParams(here.searchParams);
    query.delete('before');
    if (before) query.set('before', before);
    return `${here.pathname}${query.size > 0 ? `?${query}` : ''}`;
  };
  return (
    <>
      <ErrorSummary state={state} heading={identityTexts(language).frame.errors(state.errors.length)} />
      <Filter of={props.of} />
      {rows.length === 0 ? <p>{props.of.isNarrowed ? t.nothingFound : t.empty}</p> : null}
      <ol class="rows section">
        {rows.map((row) => (
          <li key={row.id}>
            <div>
              <div>
                <strong>{row.person_name ?? (row.user_id ? t.somebody : (row.organisation_name ?? t.system))}</strong>
                {row.user_id && row.organisation_name ? `, ${row.organisation_name},` : ''}{' '}
                {verbs.get(row.verb) ?? row.verb}
              </div>
              {row.is_held ? (
                changesInWords(row, told, language, formats).map((line) => <p key={line}>{line}</p>)
              ) : (
                <p>{t.destroyed}</p>
              )}
            </div>
            <span class="small">
              {formats.date(row.at)} {formats.time(row.at)}
            </span>
          </li>
        ))}
      </ol>
      <p class="actions">
        {here.searchParams.has('before') ? <a href={page(undefined)}>{t.newest}</a> : null}
        {last && rows.length === historyPage ? <a href={page(last.seq)}>{t.earlier}</a> : null}
      </p>
    </>
  );
}
