import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';

/**
 * The limit: what this machine could do at most with the same questions and the same bytes. All that the page asks is sent
 * at once, as a role that no policy binds, without session and transaction; the strings of the answers are escaped and
 * put between the parts of the page that are always the same. One process, node:http, no compression.
 *
 * Where the strings stand was found beforehand in a page that the product drew (pages.ts). What the product works out
 * (curves, states, counts, formatted numbers) counts as part of what is always the same: the limit has it for nothing.
 */
export interface LimitPage {
  readonly path: string;
  readonly questions: readonly { readonly name: string; readonly text: string; readonly values: readonly unknown[] }[];
  /** Who asks, for the functions that the questions call: known to the connection from the start, at no cost. */
  readonly settings: Readonly<Record<string, string>>;
  /** Text as it stands, or which answer, row and column has it. */
  readonly parts: readonly (string | readonly [question: number, row: number, column: string])[];
}

export interface LimitPlan {
  readonly url: string;
  readonly port: number;
  readonly poolSize: number;
  readonly pages: readonly LimitPage[];
}

const escaped: Readonly<Record<string, string>> = { '"': '&quot;', '&': '&amp;', '<': '&lt;' };
/** As the product escapes. */
export const escapeText = (text: string): string =>
  /["&<]/.test(text) ? text.replace(/["&<]/g, (letter) => escaped[letter] ?? letter) : text;

/** Lets a connection know who asks. */
export async function know(client: pg.ClientBase, settings: LimitPage['settings']): Promise<void> {
  for (const [name, value] of Object.entries(settings)) {
    await client.query('select set_config($1, $2, false)', [`armkrok.${name}`, value]);
  }
}

export type Rows = readonly (readonly Readonly<Record<string, unknown>>[])[];

export function concatenate(page: LimitPage, rows: Rows): string {
  let html = '';
  for (const part of page.parts) {
    html += typeof part === 'string' ? part : escapeText(rows[part[0]]?.[part[1]]?.[part[2]] as string);
  }
  return html;
}

function serve(plan: LimitPlan): void {
  const pool = new pg.Pool({ connectionString: plan.url, max: plan.poolSize, pipeline: true } as pg.PoolConfig);
  pool.on('connect', (client) => void know(client, plan.pages[0]?.settings ?? {}));
  const pages = new Map(plan.pages.map((page) => [page.path, page]));
  const ask = async (page: LimitPage): Promise<Rows> => {
    const client = await pool.connect();
    try {
      const { stream } = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection;
      stream.cork();
      const answers = page.questions.map((question) => client.query({ ...question, values: [...question.values] }));
      stream.uncork();
      return (await Promise.all(answers)).map((answer) => answer.rows);
    } finally {
      client.release();
    }
  };
  createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    if (!page) {
      response.writeHead(request.url === '/health' ? 200 : 404).end();
      return;
    }
    ask(page).then(
      (rows) => {
        const body = Buffer.from(concatenate(page, rows));
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length });
        response.end(body);
      },
      (error: Error) => response.writeHead(500).end(error.message),
    );
  }).listen(plan.port, '127.0.0.1');
  process.on('SIGTERM', () => process.exit(0));
}

if (import.meta.main) serve(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as LimitPlan);
