import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Bound } from '../../src/platform/database/statement.ts';
import { formsOn } from '../setup/forms.ts';
import { type Answered, ask, cellsOf, inTurn } from './asking.ts';
import { type Compositions, openCompositions } from './composition.ts';
import { type Asker, allRoutes, askers, isAction, nameOf, type Place, places } from './matrix.ts';
import { addressOf, cookieOf, fieldsOf, thingsOf } from './requests.ts';
import { canary, otherCanary, quietCanary } from './world.ts';

// Right permission, wrong object: whoever may, with an id that belongs to somebody else. Row level security is off, so that
// it cannot help; what is written is looked at before it is taken back.

const routes = allRoutes();
const own = places.find((place) => place.name === 'own') as Place;
const asker = (name: string): Asker => askers.find((one) => one.name === name) as Asker;
const extra = 'kanarieextra';

let of: Compositions;
let server: ReturnType<Compositions['compose']>;
/** The same, where nobody looks. */
let plainly: ReturnType<Compositions['compose']>;
/** What has been written that is not the writer's to write, since it was last looked at. */
let crossed: string[] = [];
let before: ReadonlyMap<string, string>;

const question = <Row>(name: string, text: string, ...values: unknown[]): Bound<Row> => ({ name, text, values });

beforeAll(async () => {
  of = await openCompositions();
  const { unbound, own: mine, another } = of.world;
  const tables = (
    await unbound.query<{ name: string }>(`select distinct c.relname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'collaboration_id' order by 1`)
  ).rows.map(({ name }) => name);
  const whole = (
    await unbound.query<{ name: string }>(`select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and obj_description(c.oid, 'pg_class') like 'protected%'`)
  ).rows.map(({ name }) => name);
  const others = tables
    .map(
      (name) => `select '${name}' as name, md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as hash
        from ${name} t where collaboration_id is distinct from '${mine.collaboration}' and collaboration_id is not null`,
    )
    .concat(
      `select 'collaboration' as name, md5(string_agg(t::text, ',' order by t::text)) as hash from collaboration t
        where id <> '${mine.collaboration}'`,
      `select 'person' as name, md5(string_agg(is_system_administrator::text, ',' order by id)) as hash from person`,
    )
    .join(' union all ');
  const named = [
    'goal',
    'indicator',
    'first',
    'second',
    'light',
    'shared',
    'asked',
    'first observation',
    'first package',
  ];
  const ids = ['collaboration', ...named].map((name) => `'%${another[name]}%'`).join(', ');
  const strangers = whole
    .map((name) => {
      const belongs = tables.includes(name) ? `collaboration_id = '${mine.collaboration}' and ` : 'false and ';
      return `select '${name}' as name from ${name} t where (${belongs}t::text like any(array[${ids}]))
        or t::text like '%${extra}%'`;
    })
    .join(' union all ');
  const fingerprint = async (rows: readonly { name: string; hash: string }[]) =>
    new Map(rows.map(({ name, hash }) => [name, hash]));
  before = await fingerprint((await unbound.query(others)).rows);
  plainly = of.compose({ database: of.unprotected });
  server = of.compose({
    database: of.unprotected,
    log: { info() {}, error() {} },
    async look(tx) {
      const after = await fingerprint(await tx.all(question<{ name: string; hash: string }>('others', others)));
      for (const [name, hash] of after) if (before.get(name) !== hash) crossed.push(`writes another's ${name}`);
      for (const { name } of await tx.all(question<{ name: string }>('strangers', strangers))) {
        crossed.push(`writes what is not its own in ${name}`);
      }
    },
  });
});
afterAll(() => of.close());

/** What is wrong with an answer to a request that carries somebody else's id. */
function faultsOf(answer: Answered): readonly string[] {
  const found = [...crossed, ...(answer.body.includes(otherCanary) ? ['shows what another collaboration holds'] : [])];
  crossed = [];
  return answer.status >= 500 ? [...found, `${answer.status}`] : found;
}

test('an id of another collaboration, or of another organisation, in a path of one’s own leads nowhere', async () => {
  const { world } = of;
  const wrong: string[] = [];
  let asked = 0;
  for (const cell of cellsOf(routes)) {
    const { route, place } = cell;
    const isOwn = place.name === 'own' || place.name === 'ownOrganisation' || place.name === 'nothing';
    if (
      !isOwn ||
      !['processLeader', 'representative', 'organisationAdministrator', 'linkHolder'].includes(cell.asker.name)
    )
      continue;
    const address = addressOf(route, cell.asker, place, world);
    const cookie = cookieOf(cell.asker, place, world);
    const token = route.byLink ? /\/([A-Za-z0-9_-]{43})(\/|$)/.exec(address)?.[1] : undefined;
    const fields = fieldsOf(route, cell.asker, thingsOf(place, world), world);
    const allowed = await ask(plainly, of.house.now, route.method, address, cookie, fields, token);
    if (!allowed.isIn) continue;
    for (const param of route.path.match(/:\w+/g) ?? []) {
      const name = param.slice(1);
      if (['collaboration', 'organisation', 'token', 'table', 'series'].includes(name)) continue;
      const at = route.path.split('/').indexOf(param);
      const parts = address.split('/');
      const [held = ''] = (parts[at] ?? '').split('?');
      const other = world.counterparts.get(held) ?? world.organisations.another?.[name] ?? '';
      parts[at] = (parts[at] ?? '').replace(held, other);
      asked += 1;
      const answer = await ask(server, of.house.now, route.method, parts.join('/'), cookie, fields, token);
      const told = `${nameOf(route)} with another's ${param}`;
      // A file that has been brought in or is another's is told to be gone; a draft that is not there has been removed.
      const isGone = /gone=1/.test(answer.location) || name === 'draft';
      if (answer.isIn && !isGone) wrong.push(`${told}: ${answer.status} ${answer.location}`);
      wrong.push(...faultsOf(answer).map((fault) => `${told}: ${fault}`));
    }
  }
  console.log(`nested: ${asked} requests with another's id in a path of one's own`);
  expect([...new Set(wrong)]).toEqual([]);
  expect(asked).toBeGreaterThan(90);
});

interface FoundForm {
  readonly action: string;
  readonly by: Asker;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Every value that a field offers. */
  readonly offered: readonly (readonly [name: string, value: string])[];
}

/** The forms of a page that are posted, as they would be sent now. */
const foundOn = (page: string, path: string, by: Asker): readonly FoundForm[] =>
  formsOn(page, path).map(({ action, controls }) => {
    const own = controls.filter(({ name }) => name !== 'form');
    return {
      action,
      by,
      fields: own.filter(({ isSent }) => isSent).map(({ name, value }) => [name, value] as const),
      offered: own.flatMap(({ name, offered }) => offered.map((value) => [name, value] as const)),
    };
  });

/** Every form that the pages of the own collaboration show to those who write in it, once each. */
async function findForms(): Promise<readonly FoundForm[]> {
  const found = new Map<string, FoundForm>();
  const by = [asker('processLeader'), asker('representative')];
  const pages = routes.filter(
    (route) =>
      route.method === 'GET' &&
      route.path.startsWith('/collaborations/:collaboration') &&
      !/\/(svg|png|pdf|archive-pdf|word|csv|json|xlsx)$|\.(csv|xlsx)$/.test(route.path),
  );
  await inTurn(
    by.flatMap((one) => pages.map((route) => ({ one, route }))),
    async ({ one, route }) => {
      const address = addressOf(route, one, own, of.world);
      const answer = await ask(plainly, of.house.now, 'GET', address, cookieOf(one, own, of.world));
      if (answer.isIn)
        for (const form of foundOn(answer.body, address, one))
          found.set(`${routeOf(form.action)} ${form.fields.map(([name]) => fieldName(name)).join(' ')}`, form);
      return [];
    },
  );
  return [...found.values()].filter((form) => form.action.startsWith('/collaborations/'));
}
const anId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const fieldName = (name: string): string => name.replace(anId, ':id');

/** The route that a form is posted to. */
function routeOf(action: string): string {
  const [path = ''] = action.split('?');
  const posts = routes.filter((route) => route.method === 'POST');
  const fits = posts.filter((route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path));
  // A word of its own stands before a parameter.
  const [best] = fits.toSorted((a, b) => a.path.split(':').length - b.path.split(':').length);
  return best ? nameOf(best) : action;
}

/** The fields that carry an id, found on the pages. A new one is asked with somebody else's id at once. */
const fieldsWithAnId: readonly string[] = [
  'POST /collaborations/:collaboration/action-plan/about: follows',
  'POST /collaborations/:collaboration/action-plan/activities/:activity/edit: goals',
  'POST /collaborations/:collaboration/action-plan/activities/:activity/edit: pledge',
  'POST /collaborations/:collaboration/action-plan/activities/:activity/edit: scales',
  'POST /collaborations/:collaboration/action-plan/activities/:activity/parties: party',
  'POST /collaborations/:collaboration/action-plan/activities/new: goals',
  'POST /collaborations/:collaboration/action-plan/activities/new: party',
  'POST /collaborations/:collaboration/action-plan/activities/new: pledge',
  'POST /collaborations/:collaboration/action-plan/activities/new: scales',
  'POST /collaborations/:collaboration/action-plan/effects/links/new: from',
  'POST /collaborations/:collaboration/action-plan/effects/links/new: to',
  'POST /collaborations/:collaboration/actors/analyses/:analysis/joint: affected-:id',
  'POST /collaborations/:collaboration/actors/analyses/:analysis/joint: influence-:id',
  'POST /collaborations/:collaboration/actors/analyses/:analysis/joint: version-:id',
  'POST /collaborations/:collaboration/actors/analyses/:analysis/placings/:party: affected-:id',
  'POST /collaborations/:collaboration/actors/analyses/:analysis/placings/:party: influence-:id',
  'POST /collaborations/:collaboration/actors/analyses/:analysis/placings/:party: version-:id',
  'POST /collaborations/:collaboration/agreements/:agreement/disputes: clause',
  'POST /collaborations/:collaboration/agreements/:agreement/disputes: with',
  'POST /collaborations/:collaboration/agreements/:agreement/edit: adoptingParty',
  'POST /collaborations/:collaboration/agreements/:agreement/edit: main',
  'POST /collaborations/:collaboration/agreements/:agreement/versions/:version/carried-over: read',
  'POST /collaborations/:collaboration/agreements/:agreement/versions/:version/clauses/:clause/comments/new: party',
  'POST /collaborations/:collaboration/agreements/:agreement/versions/:version/clauses/:clause/duties/:duty: goal',
  'POST /collaborations/:collaboration/agreements/:agreement/versions/:version/clauses/:clause/duties/:duty: party',
  'POST /collaborations/:collaboration/agreements/:agreement/versions/:version/clauses/:clause/duties/new: goal',
  'POST /collaborations/:collaboration/agreements/:agreement/versions/:version/clauses/:clause/duties/new: party',
  'POST /collaborations/:collaboration/agreements/:agreement/versions/:version/conditions: parties',
  'POST /collaborations/:collaboration/agreements/:agreement/versions/:version/conditions: required',
  'POST /collaborations/:collaboration/agreements/:agreement/withdrawals/:withdrawal/settlement: becomes-:id',
  'POST /collaborations/:collaboration/agreements/:agreement/withdrawals/:withdrawal/settlement: by-:id',
  'POST /collaborations/:collaboration/agreements/:agreement/withdrawals/:withdrawal/settlement: note-:id',
  'POST /collaborations/:collaboration/agreements/new: adoptingParty',
  'POST /collaborations/:collaboration/agreements/new: main',
  'POST /collaborations/:collaboration/agreements/new: parties',
  'POST /collaborations/:collaboration/agreements/take-over: adoptingParty',
  'POST /collaborations/:collaboration/agreements/take-over: main',
  'POST /collaborations/:collaboration/agreements/take-over: plan',
  'POST /collaborations/:collaboration/annual-wheel/events/:event: heldBy',
  'POST /collaborations/:collaboration/annual-wheel/events/new: heldBy',
  'POST /collaborations/:collaboration/archive: archive',
  'POST /collaborations/:collaboration/benefits/:benefit/edit: activity',
  'POST /collaborations/:collaboration/benefits/:benefit/edit: goal',
  'POST /collaborations/:collaboration/benefits/:benefit/edit: indicator',
  'POST /collaborations/:collaboration/benefits/:benefit/edit: realiser',
  'POST /collaborations/:collaboration/benefits/:benefit/edit: receiver',
  'POST /collaborations/:collaboration/benefits/new: activity',
  'POST /collaborations/:collaboration/benefits/new: goal',
  'POST /collaborations/:collaboration/benefits/new: indicator',
  'POST /collaborations/:collaboration/benefits/new: realiser',
  'POST /collaborations/:collaboration/benefits/new: receiver',
  'POST /collaborations/:collaboration/confirmations: correction-:id',
  'POST /collaborations/:collaboration/confirmations: entered',
  'POST /collaborations/:collaboration/decision-rules/:rule/edit: group',
  'POST /collaborations/:collaboration/decision-rules/new: group',
  'POST /collaborations/:collaboration/dialogue/expectations/new: to',
  'POST /collaborations/:collaboration/dialogue/questions/:question/answers/:party/letter: address-:id',
  'POST /collaborations/:collaboration/dialogue/questions/new: to',
  'POST /collaborations/:collaboration/event-groups/:group/meetings: attended',
  'POST /collaborations/:collaboration/event-groups/:group/tasks: party',
  'POST /collaborations/:collaboration/financing/:plan/layers/:layer: inhabitants-:id',
  'POST /collaborations/:collaboration/financing/:plan/layers/:layer: party',
  'POST /collaborations/:collaboration/financing/:plan/layers/:layer: share-:id',
  'POST /collaborations/:collaboration/financing/:plan/layers/new: inhabitants-:id',
  'POST /collaborations/:collaboration/financing/:plan/layers/new: party',
  'POST /collaborations/:collaboration/financing/:plan/layers/new: share-:id',
  'POST /collaborations/:collaboration/follow-up/:round/deviations: goal',
  'POST /collaborations/:collaboration/follow-up/:round/joint: line-:id',
  'POST /collaborations/:collaboration/follow-up/:round/joint: rung-:id',
  'POST /collaborations/:collaboration/follow-up/:round/joint: version-:id',
  'POST /collaborations/:collaboration/follow-up/:round/lines/:party: line-:id',
  'POST /collaborations/:collaboration/follow-up/:round/lines/:party: nothing-:id',
  'POST /collaborations/:collaboration/follow-up/:round/lines/:party: rung-:id',
  'POST /collaborations/:collaboration/follow-up/:round/lines/:party: version-:id',
  'POST /collaborations/:collaboration/follow-up/:round/observations/:observation: goals',
  'POST /collaborations/:collaboration/follow-up/:round/observations/new: goals',
  'POST /collaborations/:collaboration/follow-up/:round/packages/:package/goals/:goal: outcome-:id',
  'POST /collaborations/:collaboration/follow-up/:round/packages/:package/goals/:goal: place-:id',
  'POST /collaborations/:collaboration/follow-up/:round/packages/:package/goals/:goal: reason-:id',
  'POST /collaborations/:collaboration/follow-up/:round/undertakings/:party: outcome-:id',
  'POST /collaborations/:collaboration/follow-up/:round/undertakings/:party: version-:id',
  'POST /collaborations/:collaboration/follow-up/:round/undertakings/:party: why-:id',
  'POST /collaborations/:collaboration/follow-up/new: owner-document',
  'POST /collaborations/:collaboration/follow-up/new: owner-feedBack',
  'POST /collaborations/:collaboration/follow-up/new: owner-interpret',
  'POST /collaborations/:collaboration/follow-up/new: owner-measure',
  'POST /collaborations/:collaboration/follow-up/new: owner-observe',
  'POST /collaborations/:collaboration/functions: party',
  'POST /collaborations/:collaboration/goals/new: under',
  'POST /collaborations/:collaboration/groups/:group/edit: secretariat',
  'POST /collaborations/:collaboration/groups/:group/places/:place: from',
  'POST /collaborations/:collaboration/groups/:group/places/new: from',
  'POST /collaborations/:collaboration/groups/new: secretariat',
  'POST /collaborations/:collaboration/groups/new: under',
  'POST /collaborations/:collaboration/guests: sponsor',
  'POST /collaborations/:collaboration/mandates/cards/:party/decision-rights: id-0',
  'POST /collaborations/:collaboration/mandates/cards/:party/dialogues: id-0',
  'POST /collaborations/:collaboration/mandates/cards/:party/grounds: id-0',
  'POST /collaborations/:collaboration/mandates/information/:informationKind/edit: party-:id',
  'POST /collaborations/:collaboration/mandates/information/new: party-:id',
  'POST /collaborations/:collaboration/mandates/interpretations/:interpretation/edit: matter',
  'POST /collaborations/:collaboration/mandates/interpretations/:interpretation/edit: parties',
  'POST /collaborations/:collaboration/mandates/interpretations/new: matter',
  'POST /collaborations/:collaboration/mandates/interpretations/new: parties',
  'POST /collaborations/:collaboration/mandates/technical-conditions/:technicalCondition/edit: acting',
  'POST /collaborations/:collaboration/mandates/technical-conditions/:technicalCondition/edit: ownerParty',
  'POST /collaborations/:collaboration/mandates/technical-conditions/new: acting',
  'POST /collaborations/:collaboration/mandates/technical-conditions/new: ownerParty',
  'POST /collaborations/:collaboration/outcomes/:outcome/closing: parties',
  'POST /collaborations/:collaboration/outcomes/:outcome/edit: rule',
  'POST /collaborations/:collaboration/outcomes/new: group',
  'POST /collaborations/:collaboration/outcomes/new: rule',
  'POST /collaborations/:collaboration/results/:result: ownerParty',
  'POST /collaborations/:collaboration/results/new: ownerParty',
  'POST /collaborations/:collaboration/secrecy/:subjectType/:subject/disclosure: to',
  'POST /collaborations/:collaboration/shared-view/:exercise/ratings: rating-how-:id',
  'POST /collaborations/:collaboration/shared-view/:exercise/ratings: rating-what-:id',
  'POST /collaborations/:collaboration/shared-view/:exercise/ratings: rating-when-and-where-:id',
  'POST /collaborations/:collaboration/shared-view/:exercise/ratings: rating-who-:id',
  'POST /collaborations/:collaboration/shared-view/:exercise/ratings: rating-why-:id',
  'POST /collaborations/:collaboration/shared-view/:exercise/ratings: version-how-:id',
  'POST /collaborations/:collaboration/shared-view/:exercise/ratings: version-what-:id',
  'POST /collaborations/:collaboration/shared-view/:exercise/ratings: version-when-and-where-:id',
  'POST /collaborations/:collaboration/shared-view/:exercise/ratings: version-who-:id',
  'POST /collaborations/:collaboration/shared-view/:exercise/ratings: version-why-:id',
  'POST /collaborations/:collaboration/shared-view/new: parties',
  'POST /collaborations/:collaboration/shared-view/new: previous',
  'POST /collaborations/:collaboration/situation-analysis/causes/new: under',
];

test('an id of another collaboration in a field of a form, alone or among one’s own, is refused or passed over', async () => {
  const forms = await findForms();
  const { counterparts } = of.world;
  const seen = new Set<string>();
  const wrong: string[] = [];
  for (const form of forms) {
    const cookie = cookieOf(form.by, own, of.world);
    const carrying = form.offered.filter(([name, value]) => anId.test(name) || counterparts.has(value));
    for (const [name, value] of carrying) {
      const told = `${routeOf(form.action)}: ${fieldName(name)}`;
      if (seen.has(told)) continue;
      seen.add(told);
      const other = (text: string): string => text.replace(new RegExp(anId, 'g'), (id) => counterparts.get(id) ?? id);
      const rest = form.fields.filter(([field]) => field !== name);
      for (const sent of [
        [...rest, [other(name), other(value)] as const],
        [...rest, [name, value] as const, [other(name), other(value)] as const],
      ]) {
        const answer = await ask(server, of.house.now, 'POST', form.action, cookie, sent);
        wrong.push(...faultsOf(answer).map((fault) => `${told}: ${fault}`));
      }
    }
  }
  console.log(`form fields: ${seen.size} with an id, in ${forms.length} forms`);
  expect([...new Set(wrong)]).toEqual([]);
  expect([...seen].sort()).toEqual(fieldsWithAnId);
});

test('fields that a form does not have, twice the same and lists for one change nothing', async () => {
  const forms = await findForms();
  const { another, people } = of.world;
  const planted: readonly (readonly [string, string])[] = [
    ['organisation_id', people.otherLeader?.organisation ?? ''],
    ['organisationId', people.otherLeader?.organisation ?? ''],
    ['collaboration_id', another.collaboration ?? ''],
    ['collaborationId', another.collaboration ?? ''],
    ['owner_org', people.otherLeader?.organisation ?? ''],
    ['archive_organisation_id', people.otherLeader?.organisation ?? ''],
    ['is_system_administrator', 'true'],
    ['confidentiality_', extra],
    ['__proto__', extra],
    ['__proto__[polluted]', extra],
    ['constructor.prototype.polluted', extra],
    ['note[]', extra],
  ];
  const wrong: string[] = [];
  for (const form of forms) {
    const cookie = cookieOf(form.by, own, of.world);
    // The first of two stands; the second would be seen.
    const twice = form.fields.flatMap(([name, value]) => [
      [name, value] as const,
      ...(form.offered.filter(([offered]) => offered === name).length > 1 ? [] : [[name, extra] as const]),
    ]);
    const answer = await ask(server, of.house.now, 'POST', form.action, cookie, [...twice, ...planted]);
    wrong.push(...faultsOf(answer).map((fault) => `${routeOf(form.action)}: ${fault}`));
  }
  expect([...new Set(wrong)]).toEqual([]);
  expect(forms.length).toBeGreaterThan(30);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('what is not one’s own and what does not exist are one answer, in status and in words', async () => {
  const { world } = of;
  const app = of.compose();
  const nowhere = '01890000-0000-7000-8000-00000000dead';
  const without = (text: string): string =>
    text.replace(/[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}/g, 'token').replace(new RegExp(anId, 'g'), 'id');
  // What is open to all, such as how an organisation's provider knows us, is nobody's in particular.
  const pages = routes.filter(
    (route) => route.method === 'GET' && isAction(route.access) && /:(collaboration|organisation)\b/.test(route.path),
  );
  const wrong = await inTurn(pages, async (route) => {
    const found: string[] = [];
    for (const name of ['representative', 'systemAdministrator']) {
      const isOrganisation = route.path.includes(':organisation');
      if (isOrganisation && name === 'systemAdministrator') continue;
      const place = places.find((one) => one.name === (isOrganisation ? 'anotherOrganisation' : 'another')) as Place;
      const address = addressOf(route, asker(name), place, world);
      const cookie = world.cookies[name];
      const theirs = await ask(app, of.house.now, 'GET', address, cookie);
      const none = await ask(app, of.house.now, 'GET', address.replace(new RegExp(anId, 'g'), nowhere), cookie);
      if (theirs.status !== none.status || without(theirs.body) !== without(none.body)) {
        found.push(`${nameOf(route)} for ${name}: ${theirs.status} and ${none.status}`);
      }
      if ([canary, otherCanary, quietCanary].some((word) => theirs.body.includes(word)))
        found.push(`${nameOf(route)} tells`);
    }
    return found;
  });
  expect(wrong).toEqual([]);
  expect(pages.length).toBeGreaterThan(70);
});
