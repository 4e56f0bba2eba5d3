import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { neighbourhood } from './client-address.ts';

/** How many a minute, for one person; 0 is no limit. */
export interface LimitSettings {
  readonly requests: number;
  readonly writes: number;
  /** Of what costs much more than a page: documents, pictures, files to take away, searches, uploads. */
  readonly dear: number;
  /** Failed ones, from one address in a quarter of an hour. */
  readonly failedSignIns: number;
}

export interface Caller {
  readonly person: string;
  readonly organisation: string | null;
}

export interface Asked {
  readonly isWrite: boolean;
  readonly isDear: boolean;
}

/** Five who go on at full speed at once are more than an organisation has. */
const organisationShare = 5;
const minute = 60;
const quarter = 15 * 60;
const mostKnown = 20_000;

type Counter = RateLimiterMemory | undefined;

const counter = (points: number, duration: number): Counter =>
  points > 0 ? new RateLimiterMemory({ points, duration }) : undefined;

/** The seconds to wait, or 0 when it may go on. */
async function take(limiter: Counter, key: string): Promise<number> {
  if (!limiter) return 0;
  try {
    await limiter.consume(key);
    return 0;
  } catch (refused) {
    return Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000));
  }
}

/**
 * Who asks for how much, in the memory of the process. Whoever has been admitted lately counts for themselves and their
 * organisation; everybody else for the address they come from. A made-up session is nobody's, and counts for its address.
 * What is refused to a person costs the organisation nothing.
 */
export class Limits {
  readonly #counters: Readonly<Record<'requests' | 'writes' | 'dear', { one: Counter; organisation: Counter }>>;
  readonly #failedSignIns: Counter;
  readonly #known = new Map<string, Caller>();

  constructor(settings: LimitSettings) {
    const both = (points: number) => ({
      one: counter(points, minute),
      organisation: counter(points * organisationShare, minute),
    });
    this.#counters = {
      requests: both(settings.requests),
      writes: both(settings.writes),
      dear: both(settings.dear),
    };
    this.#failedSignIns = counter(settings.failedSignIns, quarter);
  }

  /** Notes whose session this is, once the database has said so. */
  learn(session: string, caller: Caller): void {
    const before = this.#known.get(session);
    if (before?.person === caller.person && before.organisation === caller.organisation) return;
    if (this.#known.size >= mostKnown) this.#known.delete(this.#known.keys().next().value as string);
    this.#known.set(session, caller);
  }

  /** Whose session it was when it was last seen. */
  callerOf(session: string | undefined): Caller | undefined {
    return session === undefined ? undefined : this.#known.get(session);
  }

  /** The seconds to wait, or 0 when it may go on. */
  async take(asked: Asked, session: string | undefined, address: () => string): Promise<number> {
    const caller = this.callerOf(session);
    const key = caller?.person ?? neighbourhood(address());
    const kinds = ['requests', ...(asked.isWrite ? ['writes'] : []), ...(asked.isDear ? ['dear'] : [])] as const;
    for (const kind of kinds as readonly ('requests' | 'writes' | 'dear')[]) {
      const counters = this.#counters[kind];
      const wait =
        (await take(counters.one, key)) ||
        (caller?.organisation ? await take(counters.organisation, caller.organisation) : 0);
      if (wait > 0) return wait;
    }
    return 0;
  }

  /** The seconds to wait before another sign-in is tried from the address, or 0. */
  async waitToSignIn(address: string): Promise<number> {
    const found = await this.#failedSignIns?.get(neighbourhood(address));
    if (!found || !this.#failedSignIns || found.consumedPoints < this.#failedSignIns.points) return 0;
    return Math.max(1, Math.ceil(found.msBeforeNext / 1000));
  }

  async noteFailedSignIn(address: string): Promise<void> {
    await this.#failedSignIns?.penalty(neighbourhood(address));
  }
}
