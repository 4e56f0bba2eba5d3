import { type HistoryRow, historyPage } from '../queries.ts';
import { collaborationTexts } from '../texts.ts';
import type { Reading } from '../workspace.ts';

/** The words that a change led to, where it has any: enough to recognise it. */
function wordsOf(after: unknown): string {
  if (typeof after !== 'object' || after === null) return '';
  const found = ['text', 'summary', 'name', 'title', 'reason', 'phase'].map(
    (key) => (after as Record<string, unknown>)[key],
  );
  return found.find((value): value is string => typeof value === 'string' && value !== '') ?? '';
}

export function HistoryPage(props: { of: Reading; rows: readonly HistoryRow[]; verbs: ReadonlyMap<string, string> }) {
  const { collaboration, language, formats } = props.of;
  const t = collaborationTexts(language).history;
  const last = props.rows.at(-1);
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{props.rows.length > 0 ? t.lead : t.empty}</p>
      <ol class="rows section">
        {props.rows.map((row) => (
          <li key={row.id}>
            <div>
              <div>
                <strong>{row.person_name ?? row.organisation_name ?? t.system}</strong>
                {row.person_name && row.organisation_name ? `, ${row.organisation_name},` : ''}{' '}
                {props.verbs.get(row.verb) ?? row.verb}
              </div>
              <p>{wordsOf(row.after)}</p>
            </div>
            <span class="small">
              {formats.date(row.at)} {formats.time(row.at)}
            </span>
          </li>
        ))}
      </ol>
      {last && props.rows.length === historyPage ? (
        <p class="section-lead">
          <a href={`/collaborations/${collaboration.id}/history?before=${last.seq}`}>{t.earlier}</a>
        </p>
      ) : null}
    </>
  );
}
