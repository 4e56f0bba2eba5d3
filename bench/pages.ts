import pg from 'pg';
import { composeApp } from '../src/app.tsx';
import { identify, type User } from '../src/identity/user.ts';
import { type Batch, type Database, openDatabase } from '../src/platform/database/database.ts';
import type { Bound } from '../src/platform/database/statement.ts';
import { concatenate, escapeText, know, type LimitPage, type Rows } from './limit.ts';
import type { Seeded } from './seed.ts';
import { openWire } from './wire.ts';

export interface RecordedPage {
  readonly name: string;
  readonly path: string;
  readonly elements: number;
  readonly bytes: number;
  /** Everything that is executed for one request, begin, session and commit included. */
  readonly statements: number;
  readonly roundTrips: number;
  readonly packets: number;
  readonly questions: readonly Bound<unknown>[];
  readonly limit: LimitPage;
}

/** The question as it is without settings that say who asks: what they would say stands in it. */
function withoutRls(question: Bound<unknown>, settings: LimitPage['settings']): LimitPage['questions'][number] {
  const { name, text, values } = question;
  const filtered = text.replace(/nullif\(current_setting\('armkrok\.(\w+)', true\), ''\)/g, (whole, setting: string) =>
    settings[setting] === undefined ? whole : `'${settings[setting]}'`,
  );
  return { name, text: filtered, values };
}

const inAnyOrder = (rows: readonly unknown[]): string =>
  rows
    .map((row) => JSON.stringify(row))
    .sort()
    .join('\n');

const shortest = 4;

/** Finds the strings of the answers in the page, longest first; what lies between them is always the same. */
function takeApart(html: string, page: Pick<LimitPage, 'path' | 'questions' | 'settings'>, rows: Rows): LimitPage {
  const places = new Map<string, readonly [number, number, string]>();
  for (const [question, answer] of rows.entries()) {
    for (const [row, values] of answer.entries()) {
      for (const [column, value] of Object.entries(values)) {
        if (typeof value !== 'string' || value.length < shortest) continue;
        const text = escapeText(value);
        if (!places.has(text)) places.set(text, [question, row, column]);
      }
    }
  }
  const texts = [...places.keys()].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(`(${texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})`);
  const parts = html.split(pattern).flatMap((part, at) => {
    if (part === '') return [];
    return [at % 2 === 1 ? (places.get(part) ?? part) : part];
  });
  return { ...page, parts };
}

/** Draws each page once as the product does, and finds out what it asks, in how many round trips, and how to reach the limit. */
export async function recordPages(
  urls: { readonly app: string; readonly superuser: string },
  seeded: Seeded,
  folder: string,
): Promise<readonly RecordedPage[]> {
  const wire = await openWire(urls.app, folder);
  const database = openDatabase({ url: wire.url, poolSize: 1, identify });
  const superuser = new pg.Client({ connectionString: urls.superuser });
  await superuser.connect();
  let asked: readonly Bound<unknown>[] = [];
  let answered: Rows = [];
  let reader: User | undefined;
  const listening: Database<User> = {
    ...database,
    async read<B extends Batch>(...[acting, now, questions]: Parameters<typeof database.read<B>>) {
      const found = await database.read(acting, now, questions);
      asked = Object.values(questions);
      answered = Object.values(found.rows) as unknown as Rows;
      reader = found.user;
      return found;
    },
  };
  const now = new Date();
  const app = composeApp({
    database: listening,
    clock: () => now,
    log: { info() {}, error: (fields) => console.error(fields) },
    secure: false,
    origin: 'http://localhost',
    demo: false,
    key: Buffer.alloc(32, 7),
  });
  const draw = async (path: string): Promise<string> => {
    const answer = await app.fetch(
      new Request(`http://localhost${path}`, {
        headers: { cookie: `session=${seeded.cookie}`, 'accept-language': 'sv' },
      }),
    );
    const html = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return html;
  };
  const record = async (name: string, path: string): Promise<RecordedPage> => {
    // The first time every statement is also prepared.
    await draw(path);
    const before = { ...wire.passed };
    const html = await draw(path);
    const { waves, packets, statements } = wire.passed;
    const settings = {
      collaborations: `{${(reader?.reads ?? []).join()}}`,
      leads: `{${(reader?.leads ?? []).join()}}`,
      administers: `{${(reader?.administers ?? []).join()}}`,
      at: now.toISOString(),
      organisation: seeded.organisation,
      user: seeded.person,
    };
    await know(superuser, settings);
    const questions = asked.map((question) => withoutRls(question, settings));
    const rows: Rows = [];
    for (const { text, values } of questions) {
      (rows as unknown[]).push((await superuser.query({ text, values: [...values] })).rows);
    }
    for (const [at, question] of questions.entries()) {
      const [theirs, ours] = [rows[at], answered[at]].map((found) => inAnyOrder(found ?? []));
      if (theirs !== ours) throw new Error(`${name}: the limit reads other rows\n${question.text}\n${theirs}\n${ours}`);
    }
    const limit = takeApart(html, { path, questions, settings }, rows);
    if (concatenate(limit, rows) !== html) throw new Error(`${name}: the limit writes another page`);
    return {
      name,
      path,
      elements: html.match(/<[a-z]/g)?.length ?? 0,
      bytes: Buffer.byteLength(html),
      statements: statements - before.statements,
      roundTrips: waves - before.waves,
      packets: packets - before.packets,
      questions: asked,
      limit,
    };
  };
  try {
    const overview = `/collaborations/${seeded.collaboration}`;
    const { rows } = await superuser.query<{ id: string }>(
      "select id from joint_goal where collaboration_id = $1 and kind <> 'vision' order by place, id limit 1",
      [seeded.collaboration],
    );
    return [
      await record('overview', overview),
      await record('list', '/'),
      await record('my-work', '/my-work'),
      // The whole catalogue, inside compounds too: some hundred entries are found and forty shown.
      await record('search', `${overview}/goals/${rows[0]?.id}/indicator?q=arbets`),
      await record('agreement', `/collaborations/${seeded.lineOfSight}/agreements/${seeded.agreement}`),
      await record('line-of-sight', `/collaborations/${seeded.lineOfSight}/line-of-sight`),
    ];
  } finally {
    await database.close();
    await superuser.end();
    await wire.close();
  }
}
