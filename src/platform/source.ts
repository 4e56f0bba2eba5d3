import type { z } from 'zod';

/** At most so many requests are begun within the stretch of time. */
export interface Pace {
  readonly calls: number;
  readonly milliseconds: number;
}

/** Time as the source is asked by it; tests give their own. */
export interface Timing {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const realTiming: Timing = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds)),
};

export interface SourceLimits {
  /** How many times one question is asked before it is given up. */
  readonly attempts: number;
  /** From a request's first byte out to its last byte in, so that an answer that drips is cut too. */
  readonly milliseconds: number;
  /** Of the answer, unpacked. */
  readonly bytes: number;
  /** The longest that a `Retry-After` is waited for; more than that is for another day. */
  readonly longestWait: number;
  readonly redirects: number;
}

const usualLimits: SourceLimits = {
  attempts: 5,
  milliseconds: 30_000,
  bytes: 50 * 1024 * 1024,
  longestWait: 120_000,
  redirects: 3,
};

export interface SourceOptions {
  readonly name: string;
  /** Everything is asked under this address, and nothing anywhere else. */
  readonly url: string;
  readonly pace: Pace | null;
  readonly agent?: string;
  readonly timing?: Timing;
  readonly limits?: Partial<SourceLimits>;
}

/**
 * Why an answer was not had, or not believed: `unreachable` and `timedOut` on the way; `tooMany` (429), `broken` (5xx),
 * `notThere` (404) and `refused` (other 4xx) by its status; `elsewhere` when it leads to another host; `notJson`, `reshaped`,
 * `tooLarge` and `endless` when it is not what the source is known to answer; `implausible` when it cannot be true.
 */
export const sourceFailures = [
  'unreachable',
  'timedOut',
  'tooMany',
  'broken',
  'notThere',
  'refused',
  'elsewhere',
  'notJson',
  'reshaped',
  'tooLarge',
  'endless',
  'implausible',
] as const;
export type SourceFailure = (typeof sourceFailures)[number];

const mayPass: readonly SourceFailure[] = ['unreachable', 'timedOut', 'tooMany', 'broken'];

export class SourceError extends Error {
  override name = 'SourceError';
  readonly kind: SourceFailure;
  constructor(kind: SourceFailure, detail: string) {
    super(`${kind}: ${detail}`);
    this.kind = kind;
  }
  /** The same question may be answered another time. */
  get isPassing(): boolean {
    return mayPass.includes(this.kind);
  }
}

/** What a source has been asked so far. */
export interface SourceCount {
  requests: number;
  /** Requests that were asked again. */
  retries: number;
  /** Milliseconds waited before asking again; keeping the pace is not counted. */
  waited: number;
}

export interface Source {
  readonly name: string;
  readonly url: string;
  readonly count: Readonly<SourceCount>;
  /**
   * Asks for a path under the source's address, or for a link that an answer gave, and reads the answer as `shape`; with a
   * body it is posted. Throws SourceError, and never hands over part of an answer.
   */
  read<Shape>(pathOrLink: string, shape: z.ZodType<Shape>, body?: object): Promise<Shape>;
  /** The pace that the source itself has told. */
  keepPace(pace: Pace): void;
}

/** One way to ask another's service: at its pace, again when it is worth it, and believing only what has the right shape. */
export function openSource(options: SourceOptions): Source {
  const limits = { ...usualLimits, ...options.limits };
  const timing = options.timing ?? realTiming;
  const base = new URL(options.url.replace(/\/*$/, '/'));
  const count: SourceCount = { requests: 0, retries: 0, waited: 0 };
  let pace = options.pace;

  const addressOf = (pathOrLink: string): URL => {
    // `/kpi` lies under the address too: a path of its own would leave the version of the service out.
    const url = /^[a-z][a-z0-9+.-]*:/i.test(pathOrLink)
      ? new URL(pathOrLink)
      : new URL(pathOrLink.replace(/^\/+/, ''), base);
    // Services behind a proxy give links without the s.
    if (url.protocol === 'http:' && base.protocol === 'https:' && url.hostname === base.hostname) {
      url.protocol = 'https:';
      url.port = base.port;
    }
    if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname) || url.username || url.password) {
      throw new SourceError('elsewhere', `${url.origin}${url.pathname}`);
    }
    return url;
  };

  // When each of the latest requests may begin; a place is taken at once, so that those who ask together take turns.
  const begun: number[] = [];
  const takeTurn = async (): Promise<void> => {
    if (!pace) return;
    const { calls, milliseconds } = pace;
    const now = timing.now();
    const before = begun.at(-calls);
    const at = Math.max(now, begun.at(-1) ?? now, before === undefined ? now : before + milliseconds);
    begun.push(at);
    if (begun.length > calls) begun.splice(0, begun.length - calls);
    if (at > now) await timing.sleep(at - now);
  };

  const ask = async (from: URL, body: object | undefined, signal: AbortSignal): Promise<Response> => {
    let url = from;
    for (let redirects = 0; ; redirects += 1) {
      if (redirects > 0) await takeTurn();
      count.requests += 1;
      const answer = await fetch(url, {
        method: body ? 'POST' : 'GET',
        redirect: 'manual',
        signal,
        headers: {
          accept: 'application/json',
          'user-agent': options.agent ?? 'Armkrok',
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (answer.status < 300 || answer.status > 399) return answer;
      await answer.body?.cancel();
      const location = answer.headers.get('location');
      if (!location || body || redirects >= limits.redirects) {
        throw new SourceError('refused', `${answer.status} ${location ?? ''}`);
      }
      url = addressOf(new URL(location, url).href);
    }
  };

  const readBody = async (answer: Response): Promise<string> => {
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of answer.body ?? []) {
      size += part.length;
      if (size > limits.bytes) throw new SourceError('tooLarge', `more than ${limits.bytes} bytes`);
      parts.push(part);
    }
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
    } catch {
      throw new SourceError('reshaped', 'not UTF-8');
    }
  };

  /** Once, with its time limit. A number is how long the source asks us to wait, in milliseconds. */
  const attempt = async (
    url: URL,
    body: object | undefined,
  ): Promise<{ text: string } | { error: SourceError; after: number | null }> => {
    const controller = new AbortController();
    await takeTurn();
    const timer = setTimeout(() => controller.abort(), limits.milliseconds);
    try {
      const answer = await ask(url, body, controller.signal);
      if (answer.ok) {
        const type = answer.headers.get('content-type') ?? '';
        if (!/[/+]json\b/i.test(type)) {
          await answer.body?.cancel();
          return { error: new SourceError('notJson', type), after: null };
        }
        return { text: await readBody(answer) };
      }
      await answer.body?.cancel();
      const kind =
        answer.status === 429
          ? 'tooMany'
          : answer.status >= 500
            ? 'broken'
            : answer.status === 404
              ? 'notThere'
              : 'refused';
      return {
        error: new SourceError(kind, `status ${answer.status} ${url.pathname}`),
        after: waitAskedFor(answer.headers.get('retry-after'), timing.now()),
      };
    } catch (error) {
      if (error instanceof SourceError) return { error, after: null };
      const { message, cause } = error as Error & { cause?: Error };
      return {
        error: controller.signal.aborted
          ? new SourceError('timedOut', `${limits.milliseconds} ms ${url.pathname}`)
          : new SourceError('unreachable', cause?.message ?? message),
        after: null,
      };
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    name: options.name,
    url: base.href.replace(/\/$/, ''),
    count,
    keepPace(told) {
      pace = told;
    },
    async read(pathOrLink, shape, body) {
      const url = addressOf(pathOrLink);
      for (let tried = 1; ; tried += 1) {
        const outcome = await attempt(url, body);
        if ('text' in outcome) return believe(outcome.text, shape);
        const { error, after } = outcome;
        const wait = Math.max(after ?? 0, 1000 * 2 ** tried);
        if (!error.isPassing || tried >= limits.attempts || wait > limits.longestWait) throw error;
        count.retries += 1;
        count.waited += wait;
        await timing.sleep(wait);
      }
    },
  };
}

/** `Retry-After` in milliseconds from now: a number of seconds, or a date (RFC 9110 §10.2.3). */
function waitAskedFor(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

function believe<Shape>(text: string, shape: z.ZodType<Shape>): Shape {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new SourceError('reshaped', (error as Error).message);
  }
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new SourceError('reshaped', `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}
