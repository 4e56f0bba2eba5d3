import { unzipSync } from 'fflate';
import type { Route, Tx, User } from '../../src/identity/index.ts';
import type { Database } from '../../src/platform/database/database.ts';
import { statement } from '../../src/platform/database/statement.ts';
import { sessionHash } from '../../src/platform/http/cookies.ts';
import { formTokens } from '../../src/platform/http/form-token.ts';
import type { Server } from '../../src/platform/http/server.ts';
import { type Asker, askers, isAction, nameOf, type Place, placesOf } from './matrix.ts';
import { addressOf, cookieOf, fieldsOf, saysWhose, thingsOf } from './requests.ts';
import { canary, followedCanary, otherCanary, quietCanary, type World } from './world.ts';

export const key = Buffer.alloc(32, 7);
const tokens = formTokens(key);

export interface Cell {
  readonly route: Route;
  readonly action: string;
  readonly asker: Asker;
  readonly place: Place;
}
export const nameOfCell = ({ route, asker, place }: Cell): string => `${nameOf(route)} · ${asker.name} · ${place.name}`;

/** Every cell that tells something: a place that a route's path cannot tell from another is asked once. */
export function cellsOf(routes: readonly Route[]): readonly Cell[] {
  return routes.flatMap((route) => {
    const { access } = route;
    if (!isAction(access)) return [];
    const has = (asker: Asker): boolean => asker.role !== undefined || asker.name === 'linkHolder';
    return askers.flatMap((asker: Asker) =>
      placesOf(access)
        .filter((place) => {
          if (place.about !== 'collaboration') return asker.name !== 'linkHolder';
          if (route.byLink) return asker.name === 'linkHolder' ? isOfLink(place, route) : place.name === 'own';
          if (asker.name === 'linkHolder') return false;
          if (place.whose === 'another' && !saysWhose(route)) return false;
          return has(asker) || ['own', 'example', 'another'].includes(place.name);
        })
        .map((place) => ({ route, action: access.name, asker, place })),
    );
  });
}
const isOfLink = (place: Place, route: Route): boolean =>
  place.standing !== undefined && (place.whose === 'own' || saysWhose(route));

/** A file of one's own collaborations is not there for whoever has none. */
const isEmptyFor = ({ route, asker }: Cell): boolean =>
  /^\/introduction\/(pdf|word)$/.test(route.path) && asker.role === undefined;

/** What the checked-in page says of the cell; where the path does not say whose, it is enough to be let in for one. */
export function expectedBy(marks: ReadonlyMap<string, boolean>, cell: Cell): boolean {
  const of = (place: string): boolean => {
    const mark = marks.get(`${cell.action} ${cell.asker.name} ${place}`);
    if (mark === undefined) throw new Error(`the matrix says nothing of ${nameOfCell(cell)}`);
    return mark;
  };
  if (isEmptyFor(cell)) return false;
  const other = { own: 'anotherParty', closed: 'closedAnotherParty' }[cell.place.name];
  return of(cell.place.name) || (other !== undefined && !saysWhose(cell.route) && of(other));
}

export interface Answered {
  readonly status: number;
  readonly location: string;
  readonly body: string;
  /** Let in: what was typed may still be wrong. */
  readonly isIn: boolean;
}

/** The text of an answer: of a workbook, a document or a packed file, what lies in its parts. */
function textOf(bytes: Buffer): string {
  if (bytes.toString('latin1', 0, 4) !== 'PK\x03\x04') return bytes.toString();
  return Object.values(unzipSync(bytes))
    .map((part) => Buffer.from(part).toString())
    .join('\n');
}

/** Asks for one address as whoever has the cookie; a form goes with its token and these fields. */
export async function ask(
  server: Pick<Server, 'fetch'>,
  now: Date,
  method: string,
  address: string,
  cookie: string | undefined,
  fields: readonly (readonly [string, string])[] = [],
  linkToken?: string,
): Promise<Answered> {
  const headers: Record<string, string> = cookie ? { cookie: `session=${cookie}` } : {};
  const init: RequestInit = { method, headers };
  if (method === 'POST') {
    const held = linkToken ?? cookie;
    const body = new URLSearchParams([['form', tokens.issue(held ? sessionHash(held) : undefined, now)]]);
    for (const [name, value] of fields) body.append(name, value);
    headers['content-type'] = 'application/x-www-form-urlencoded';
    headers['sec-fetch-site'] = 'same-origin';
    init.body = body;
  }
  const answer = await server.fetch(new Request(`http://localhost${address}`, init));
  const { status } = answer;
  const location = answer.headers.get('location') ?? '';
  const body = textOf(Buffer.from(await answer.arrayBuffer()));
  const isIn = ![401, 403, 404, 410, 500].includes(status) && !location.startsWith('/sign-in?next');
  return { status, location, body, isIn };
}

/** What is wrong with the answer to a cell: let in or kept out against what the page says, or words that are not for it. */
export function complaintsOf(cell: Cell, marks: ReadonlyMap<string, boolean>, answer: Answered): readonly string[] {
  const expected = expectedBy(marks, cell);
  const told = `${nameOfCell(cell)}: ${answer.status} ${answer.location}`;
  // Who leads and prepares follows the package of every party.
  const follows = ['secretariat', 'processLeader'].includes(cell.asker.name);
  const mayFollow = follows && cell.route.path.includes('/packages');
  return [
    ...(answer.isIn === expected ? [] : [`${told}, expected ${expected ? 'in' : 'out'}`]),
    // The copy of the collaboration says that the same people wrote in it, and what they wrote is theirs to take out.
    ...(answer.body.includes(otherCanary) && cell.route.path !== '/account/personal-data/file'
      ? [`${told} shows what another collaboration holds`]
      : []),
    ...(answer.body.includes(quietCanary) && !mayFollow ? [`${told} shows what a party has not shared`] : []),
    ...(answer.body.includes(followedCanary) && !follows ? [`${told} shows what lies under a party's package`] : []),
    ...(!expected && answer.body.includes(canary) ? [`${told} shows what is in the collaboration`] : []),
  ];
}

export const askCell = (
  server: Pick<Server, 'fetch'>,
  now: Date,
  world: World,
  { route, asker, place }: Cell,
): Promise<Answered> => {
  const address = addressOf(route, asker, place, world);
  const token = route.byLink ? /\/([A-Za-z0-9_-]{43})(\/|$)/.exec(address)?.[1] : undefined;
  return ask(
    server,
    now,
    route.method,
    address,
    cookieOf(asker, place, world),
    fieldsOf(route, asker, thingsOf(place, world), world),
    token,
  );
};

/** Does the work for all, two at a time: one is drawn while the database answers the other. Everything found, in order. */
export async function inTurn<One, Found>(
  all: readonly One[],
  work: (one: One) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found: (readonly Found[])[] = [];
  let next = 0;
  const goOn = async () => {
    while (next < all.length) {
      const at = next++;
      found[at] = await work(all[at] as One);
    }
  };
  await Promise.all([goOn(), goOn()]);
  return found.flat();
}

class TakenBack extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super('taken back');
    this.result = result;
  }
}
const flush = statement<{ one: number }>('select 1 as one');

/**
 * A database where all that is written is carried out and then taken back, so that every cell meets the same world.
 * `look` sees it in between.
 */
export const takingBack = (database: Database<User>, look?: (tx: Tx) => Promise<void>): Database<User> => ({
  ...database,
  async write(acting, now, work) {
    try {
      return await database.write(acting, now, async (tx) => {
        const result = await work(tx);
        await tx.one(flush());
        await look?.(tx);
        throw new TakenBack(result);
      });
    } catch (error) {
      if (error instanceof TakenBack) return error.result as never;
      throw error;
    }
  },
});
