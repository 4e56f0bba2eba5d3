import { strToU8, zipSync } from 'fflate';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import { formatsFor, type Language } from '../../platform/texts.ts';
import type { PersonalExport } from '../exporting.ts';
import { personalDataTexts } from '../texts.ts';

const isThere = (value: unknown): boolean =>
  value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

function Value(props: { value: unknown }) {
  const { value } = props;
  if (Array.isArray(value)) {
    return (
      <ul>
        {value.map((one, at) => (
          <li key={at}>
            <Value value={one} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'object' && value !== null) return <Pairs of={value as Readonly<Record<string, unknown>>} />;
  return <span>{String(value)}</span>;
}

function Pairs(props: { of: Readonly<Record<string, unknown>> }) {
  return (
    <dl>
      {Object.entries(props.of)
        .filter(([, value]) => isThere(value))
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Value value={value} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

function Part(props: { heading: string; empty: string; rows: readonly unknown[]; children?: Children }) {
  return (
    <section>
      <h2>{props.heading}</h2>
      {props.rows.length === 0 ? <p>{props.empty}</p> : null}
      {props.children ??
        props.rows.map((row, at) => (
          <article key={at}>
            <Value value={row} />
          </article>
        ))}
    </section>
  );
}

/** A page that stands alone: it is opened from a disk, far from the system. */
function exportPage(held: PersonalExport, verbs: ReadonlyMap<string, string>, language: Language, now: Date): string {
  const t = personalDataTexts(language).file;
  const formats = formatsFor(language);
  const instant = (at: unknown): string => {
    const date = new Date(String(at));
    return `${formats.date(date)} ${formats.time(date)}`;
  };
  const page = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{t.title(String(held.account.name))}</title>
      </head>
      <body>
        <main>
          <h1>{t.title(String(held.account.name))}</h1>
          <p>{t.lead(formats.date(now))}</p>
          <p>{t.masked}</p>
          <Part heading={t.account} empty={t.nothing} rows={[held.account]} />
          <Part heading={t.seats} empty={t.nothing} rows={held.seats} />
          <Part heading={t.invitations} empty={t.nothing} rows={held.invitations} />
          <Part heading={t.letters} empty={t.nothing} rows={held.letters} />
          <Part heading={t.history} empty={t.nothing} rows={held.history}>
            <ol>
              {held.history.map((entry, at) => (
                <li key={at}>
                  <p>
                    {instant(entry.at)}: {verbs.get(String(entry.verb)) ?? String(entry.verb)}
                    {[entry.organisation, entry.collaboration].filter(isThere).map((name) => ` · ${name}`)}
                    {entry.by_you ? '' : ` · ${t.bySomebodyElse}`}
                  </p>
                  <Pairs of={{ [t.before]: entry.before, [t.after]: entry.after }} />
                </li>
              ))}
            </ol>
          </Part>
          {Object.entries(held.written).map(([table, rows]) => (
            <Part key={table} heading={t.written(table)} empty={t.nothing} rows={rows} />
          ))}
        </main>
      </body>
    </html>
  );
  return `<!doctype html>\n${page.html}\n`;
}

/** As a file to take away: the same as data and as a page to read. */
export function packExport(held: PersonalExport, verbs: ReadonlyMap<string, string>, language: Language, now: Date) {
  const t = personalDataTexts(language).file;
  return zipSync(
    {
      [`${t.name}.json`]: strToU8(JSON.stringify(held, null, 2)),
      [`${t.name}.html`]: strToU8(exportPage(held, verbs, language, now)),
    },
    // Of the day it was made, and nothing of the machine.
    { mtime: now },
  );
}
