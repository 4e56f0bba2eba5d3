import type { Route } from '../../src/identity/index.ts';
import type { Asker, Place } from './matrix.ts';
import type { Things, World } from './world.ts';

/** In which state of a round a route finds what it is about: the first part of the path that fits. */
const rounds: readonly (readonly [part: RegExp, round: string, deviation: string])[] = [
  [/\/:round\/lines\//, 'light', ''],
  [/\/:round\/undertakings\//, 'light', ''],
  [/\/:round\/compared$/, 'shared', 'sharedDeviation'],
  [/\/:round\/(joint|closing)$/, 'lightShared', ''],
  [/\/:round\/parties\//, 'lightShared', ''],
  [/\/:round\/observations\//, 'observing', ''],
  [/\/:round\/deviations\/:deviation\/readings/, 'interpreting', 'asked'],
  [/\/:round\/deviations\/:deviation\/removal/, 'observing', 'chosen'],
  [/\/:round\/deviations\/:deviation/, 'shared', 'sharedDeviation'],
  [/\/:round\/(deviations|interpretation)$/, 'observing', 'chosen'],
  [/\/:round\/report/, 'shared', 'sharedDeviation'],
  [/\/:round\/packages/, 'adopted', 'adoptedDeviation'],
  [/\/:round$/, 'shared', 'sharedDeviation'],
];

/** In which state of a shared-view exercise a route finds what it is about. */
const exercises: readonly (readonly [part: RegExp, exercise: string])[] = [
  [/\/:exercise\/answers\/:party$/, 'answeringExercise'],
  [/\/:exercise\/(answers\/:party\/confirmation|ratings)$/, 'ratingExercise'],
  [/\/:exercise/, 'talkingExercise'],
];

/** What is a party's own: the parameter that says whose. */
const owned = [
  'party',
  'package',
  'observation',
  'implementation',
  'guest',
  'entry',
  'material',
  'task',
  'subject',
  'attachment',
  'payment',
  'withdrawal',
  'undertaking',
  'activity',
  'contest',
  'part',
  'benefit',
  'expectation',
  'expected',
  'answered',
] as const;

/** A task of an event group is the group's, whichever party is to do it. */
const isOfGroup = (route: Pick<Route, 'path'>): boolean => route.path.includes('/event-groups/:group/');

/** An address, and how it is asked where that is known. */
type Asked = Pick<Route, 'path'> & Partial<Pick<Route, 'method'>>;

/** Where a party signs: the paper with the signature may come from others than those who may sign. */
const isOfPaper = (route: Pick<Route, 'path'>): boolean => route.path.endsWith('/places/:place/paper');

/** What stands signed is read by all who read; to a place that waits, its signatories alone come. */
const isOfSigned = (route: Asked): boolean =>
  /\/(signatures|with-evidence)\//.test(route.path) ||
  (route.method === 'GET' && route.path.endsWith('/places/:place/signature'));

/** Whether the path itself says whose it is. */
export const saysWhose = (route: Pick<Route, 'path'>): boolean =>
  isOfPaper(route) || (!isOfGroup(route) && owned.some((name) => route.path.split('/').includes(`:${name}`)));

const partyOf = (asker: Asker): string =>
  asker.name === 'processLeader' || asker.name === 'secretariat' ? 'leading' : 'first';
const anotherPartyThan = (own: string): string => (own === 'second' ? 'first' : 'second');

/** The value of a parameter of the route's path; undefined for one that nobody has said anything about. */
function paramOf(name: string, route: Asked, things: Things, party: string): string | undefined {
  const [, round = '', deviation = ''] = rounds.find(([part]) => part.test(route.path)) ?? [];
  switch (name) {
    case 'round':
      return things[round];
    case 'deviation':
      return things[deviation];
    case 'exercise':
      return things[exercises.find(([part]) => part.test(route.path))?.[1] ?? ''];
    case 'party':
      return things[party];
    case 'withdrawal':
      return things[`${party} ${route.path.includes('/undertakings/') ? 'askedIn' : 'withdrawal'}`];
    case 'package':
    case 'observation':
    case 'implementation':
    case 'guest':
    case 'entry':
    case 'material':
    case 'task':
    case 'subject':
    case 'attachment':
    case 'payment':
    case 'undertaking':
    case 'activity':
    case 'part':
    case 'benefit':
    case 'asked':
    case 'contest':
    case 'expectation':
    case 'expected':
    case 'answered':
      if (isOfGroup(route)) return things[name];
      return things[`${party} ${name}`];
    // What has been answered is read by all.
    case 'question':
      if (!/\/dialogue\/|^\/questions\//.test(route.path)) return things.question;
      return things[route.method === 'GET' && route.path.endsWith('/:question') ? 'answeredQuestion' : 'askedQuestion'];
    case 'group':
      return isOfGroup(route) || route.path.includes('/event-groups/') ? things.group : things.jointGroup;
    case 'outcome':
      return things[route.path.includes('/decisions/:party') ? 'closedOutcome' : 'outcome'];
    case 'place':
      if (!route.path.includes('/versions/')) return things.place;
      return things[isOfSigned(route) ? 'signedPlace' : `${party} place`];
    case 'agreement':
      if (isOfSigned(route) || route.path.endsWith('/joining')) return things.agreementInForce;
      if (/\/withdrawals\//.test(route.path)) return things.agreementLeft;
      return /\/(disputes|withdrawal)(\/|$)/.test(route.path) && !route.path.includes(':version')
        ? things.agreementInForce
        : things.agreement;
    // What is settled is gone on from, declined and signed; of the next everything else is asked.
    case 'version':
      return isOfSigned(route) || /\/(next|declining|joining)$|\/places\/:place/.test(route.path) ? '1' : '2';
    case 'indicator':
      return things[/\/values($|\/)/.test(route.path) ? 'ownIndicator' : 'indicator'];
    // A view is added to what another has shared.
    case 'picture':
      return things[/\/:picture\/view(\/|$)/.test(route.path) ? 'sharedPicture' : 'picture'];
    // No job and no letter has failed here; whoever may is told that it is gone.
    case 'job':
      return '1';
    case 'letter':
      return '01890000-0000-7000-8000-000000000000';
    default:
      return things[name];
  }
}

/** The path with every parameter filled. A parameter that nothing is known of is an error: say it in paramOf. */
export function fillPath(route: Asked, things: Things, party: string): string {
  return route.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = paramOf(name, route, things, party);
    if (value === undefined) throw new Error(`nothing in the world is :${name} of ${route.path}`);
    return value;
  });
}

/** What a form must say before it is asked whose the rest is. */
export function fieldsOf(
  route: Pick<Route, 'method' | 'path'>,
  asker: Asker,
  things: Things,
  world: World,
): readonly (readonly [string, string])[] {
  if (route.method !== 'POST') return [];
  if (route.path === '/acting-for') {
    return [['organisation', world.people[asker.name]?.organisation ?? '']];
  }
  if (route.path.endsWith('/indicator/new')) return [['series', things.series ?? '']];
  if (route.path.endsWith('/indicator/orders')) return [['code', 'N03921']];
  if (route.path.endsWith('/tasks/:task')) return [['state', 'done']];
  if (route.path.endsWith('/erasures/:erasure/refusal')) return [['reason', 'Det behövs']];
  if (route.path.endsWith('/action-plan/parts')) {
    return [['activity', things[`${anotherPartyThan(partyOf(asker))} activity`] ?? '']];
  }
  if (route.path === '/confirm/:token') return [['entered', things.entered ?? '']];
  return [];
}
const queryOf = (route: Pick<Route, 'method' | 'path'>, things: Things): string =>
  route.path.endsWith('/internal-material/new')
    ? '?kind=draft'
    : route.method === 'GET' && route.path.endsWith('/indicator/new')
      ? `?series=${things.series}`
      : '';

/** What the path of a cell leads into. */
export function thingsOf(place: Place, world: World): Things {
  switch (place.name) {
    case 'open':
      return world.open;
    case 'protected':
      return world.protected;
    case 'closed':
    case 'closedAnotherParty':
      return world.closed;
    case 'example':
      return world.example;
    case 'another':
      return world.another;
    default:
      return world.own;
  }
}

/** The address of one cell: what is asked for, by whom, where. */
export function addressOf(route: Route, asker: Asker, place: Place, world: World): string {
  const own = partyOf(asker);
  if (route.byLink) {
    const where = place.name.startsWith('closed')
      ? 'closed'
      : place.name === 'protected' || place.name === 'open'
        ? place.name
        : 'own';
    const isKnown = asker.name === 'linkHolder' && place.standing !== undefined;
    const token = isKnown ? world.links[where] : 'a'.repeat(43);
    return fillPath(route, { ...thingsOf(place, world), token }, place.whose === 'another' ? 'second' : 'first');
  }
  if (place.about !== 'collaboration') {
    // Who holds no seat there asks for the first party's.
    const own = world.organisations[asker.name] ?? world.organisations.representative;
    const whose = (place.whose === 'another' ? world.organisations.another : own) ?? {};
    return fillPath(route, { ...whose, ...nobodys, ...world.belongings[asker.name] }, '');
  }
  const of = thingsOf(place, world);
  const party = place.name === 'left' ? 'gone' : place.whose === 'another' ? anotherPartyThan(own) : own;
  // A party that has left has made nothing of its own here, but its lines.
  return fillPath(route, party === 'gone' ? { ...of, ...ofGone(of) } : of, party) + queryOf(route, of);
}

/** What somebody who has nothing of their own asks for. */
const nobodys: Things = {
  session: '01890000-0000-7000-8000-000000000000',
  passkey: '01890000-0000-7000-8000-000000000000',
  absence: '01890000-0000-7000-8000-000000000000',
};

const ofGone = (things: Things): Things => ({
  'gone observation': things['first observation'] ?? '',
  'gone package': things['gone package'] ?? things['first package'] ?? '',
  'gone implementation': things['first implementation'] ?? '',
  'gone guest': things['first guest'] ?? '',
  'gone entry': things['first entry'] ?? '',
  'gone material': things['first material'] ?? '',
  'gone task': things['first task'] ?? '',
  'gone subject': things['first subject'] ?? '',
  'gone place': things['first place'] ?? '',
  'gone withdrawal': things['first withdrawal'] ?? '',
  'gone undertaking': things['first undertaking'] ?? '',
  'gone askedIn': things['first askedIn'] ?? '',
  'gone activity': things['first activity'] ?? '',
  'gone benefit': things['first benefit'] ?? '',
  'gone part': things['first part'] ?? '',
  'gone asked': things['first asked'] ?? '',
  'gone contest': things['first contest'] ?? '',
  'gone expectation': things['first expectation'] ?? '',
  'gone expected': things['first expected'] ?? '',
  'gone answered': things['first answered'] ?? '',
  'gone payment': things['first payment'] ?? '',
  'gone attachment': things['first attachment'] ?? '',
});

/** The cookie that the asker has in this place. */
export function cookieOf(asker: Asker, place: Place, world: World): string | undefined {
  if (asker.name === 'stranger' || asker.name === 'linkHolder') return undefined;
  const name =
    place.name === 'left' && asker.role ? `gone${asker.name[0]?.toUpperCase()}${asker.name.slice(1)}` : asker.name;
  const cookie = world.cookies[name];
  if (!cookie) throw new Error(`${name} has not signed in`);
  return cookie;
}
