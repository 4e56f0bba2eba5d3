import pg from 'pg';
import { identify } from '../src/identity/user.ts';
import { sessionHash } from '../src/platform/http/cookies.ts';
import { know } from './limit.ts';
import type { RecordedPage } from './pages.ts';
import { median } from './processes.ts';
import type { Seeded } from './seed.ts';

interface Question {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface RlsBench {
  /** Milliseconds a page's statements take, with row level security and without. */
  readonly withRls: number;
  readonly withoutRls: number;
  /** Milliseconds of the statement that finds the session. */
  readonly session: number;
  readonly perCent: number;
}

async function timed(client: pg.Client, questions: readonly Question[]): Promise<number> {
  const { stream } = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection;
  const started = performance.now();
  stream.cork();
  const answers = questions.map((question) => client.query({ ...question, values: [...question.values] }));
  stream.uncork();
  await Promise.all(answers);
  return performance.now() - started;
}

/**
 * A page's statements as the application, in a transaction that knows who asks, against the same statements as a superuser,
 * whom no policy binds. One connection each, in turns.
 */
export async function benchRls(
  urls: { readonly app: string; readonly superuser: string },
  seeded: Seeded,
  page: RecordedPage,
  rounds: number,
): Promise<RlsBench> {
  const open = async (url: string) => {
    const client = new pg.Client({ connectionString: url, pipeline: true } as pg.ClientConfig);
    await client.connect();
    await client.query('begin transaction read only');
    return client;
  };
  const app = await open(urls.app);
  const superuser = await open(urls.superuser);
  await know(superuser, page.limit.settings);
  const session = { ...identify({ session: sessionHash(seeded.cookie) }, new Date()) };
  try {
    const times = { app: [] as number[], superuser: [] as number[], session: [] as number[] };
    for (let round = -50; round < rounds; round += 1) {
      const [first, second] = round % 2 === 0 ? (['app', 'superuser'] as const) : (['superuser', 'app'] as const);
      const found = { app: 0, superuser: 0, session: 0 };
      found.session = await timed(app, [session]);
      for (const one of [first, second]) {
        found[one] = one === 'app' ? await timed(app, page.questions) : await timed(superuser, page.limit.questions);
      }
      if (round < 0) continue;
      times.app.push(found.app);
      times.superuser.push(found.superuser);
      times.session.push(found.session);
    }
    const withRls = median(times.app);
    const withoutRls = median(times.superuser);
    return { withRls, withoutRls, session: median(times.session), perCent: (withRls / withoutRls - 1) * 100 };
  } finally {
    await app.end();
    await superuser.end();
  }
}
