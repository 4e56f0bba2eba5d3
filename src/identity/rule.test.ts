import { expect, test } from 'vitest';
import { action, may, type RuleRow, speaksFor } from './rule.ts';
import { roles } from './standing.ts';
import type { User } from './user.ts';

const here = '01890000-0000-7000-8000-000000000001';
const elsewhere = '01890000-0000-7000-8000-000000000002';
const ours = '01890000-0000-7000-8000-00000000000a';
const theirs = '01890000-0000-7000-8000-00000000000b';

/** Somebody who acts for our organisation, verified, and is this in the collaboration here. */
const somebody = (role: (typeof roles)[number] | null, more: Partial<User> & { standing?: string } = {}): User =>
  ({
    person_id: '01890000-0000-7000-8000-0000000000ff',
    organisation_id: ours,
    is_verified: true,
    is_system_administrator: false,
    reads: [here],
    administers: [],
    has_left: [],
    standings: `${(role === null ? 0 : 1 << roles.indexOf(role)).toString(16).padStart(2, '0')}${more.standing ?? 'po'}`,
    ...more,
  }) as User;
const byLink = somebody(null, { person_id: null as never, is_verified: false });
const declared = (...rows: RuleRow[]) => action('tryOut', 'Whoever the row of the test names.', rows);

test('a role holds in the collaboration where it is held, and nowhere else', () => {
  const read = declared({ roles: ['reader'], relation: 'collaboration' });
  expect(may(somebody('reader'), read, { collaboration: here })).toBe(true);
  expect(may(somebody('representative'), read, { collaboration: here })).toBe(false);
  expect(may(somebody('reader'), read, { collaboration: elsewhere })).toBe(false);
  expect(may(somebody('reader'), read)).toBe(false);
});

test('whoever speaks for a party does so for the own one; for another, whoever tells what it has said', () => {
  const own = declared({ roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty' });
  const another = declared({ roles: ['secretariat', 'processLeader'], relation: 'anotherParty' });
  for (const role of ['representative', 'deputy', 'processLeader'] as const) {
    expect(may(somebody(role), own, { collaboration: here, organisation: ours }), role).toBe(true);
    expect(may(somebody(role), own, { collaboration: here, organisation: theirs }), role).toBe(false);
    expect(may(somebody(role), another, { collaboration: here, organisation: ours }), role).toBe(false);
  }
  expect(may(somebody('processLeader'), another, { collaboration: here, organisation: theirs })).toBe(true);
});

test('whoever held a seat for a party that has left reads there what was its own, and by no other rule', () => {
  const keep = declared({ roles: ['signedIn'], relation: 'leftCollaboration' });
  const former = somebody('reader', { reads: [], standings: '', has_left: [here] });
  expect(may(former, keep, { collaboration: here })).toBe(true);
  expect(may(former, keep, { collaboration: elsewhere })).toBe(false);
  expect(may(former, declared({ roles: ['reader'], relation: 'collaboration' }), { collaboration: here })).toBe(false);
  expect(may(somebody('reader'), keep, { collaboration: here })).toBe(false);
  expect(may(byLink, keep, { collaboration: here })).toBe(false);
});

test('a secretariat speaks for no party, not even for the one where its seat is', () => {
  const secretariat = somebody('secretariat');
  const rows: RuleRow[] = [
    { roles: ['secretariat'], relation: 'ownParty' },
    { roles: ['secretariat'], relation: 'anotherParty' },
  ];
  const [own, another] = rows.map((row) => declared(row));
  if (!own || !another) throw new Error('two rows');
  expect(may(secretariat, own, { collaboration: here, organisation: ours })).toBe(false);
  expect(may(secretariat, another, { collaboration: here, organisation: ours })).toBe(true);
  expect(speaksFor(secretariat, here, ours)).toBe(false);
  expect(speaksFor(somebody('deputy'), here, ours)).toBe(true);
  expect(speaksFor(somebody('deputy'), here, theirs)).toBe(false);
  expect(speaksFor(somebody('reader'), here, ours)).toBe(false);
});

test('nobody speaks for an organisation that is not verified, but for the party’s own link', () => {
  const rows: RuleRow[] = [{ roles: ['representative', 'linkHolder'], relation: 'ownParty' }];
  const about = { collaboration: here, organisation: ours };
  expect(may(somebody('representative', { is_verified: false }), declared(...rows), about)).toBe(false);
  expect(may(byLink, declared(...rows), about)).toBe(true);
});

test('a row with phases or kinds of confidentiality holds in those', () => {
  const write = declared({ roles: ['processLeader'], relation: 'collaboration', phases: ['operate', 'handOver'] });
  expect(may(somebody('processLeader', { standing: 'ph' }), write, { collaboration: here })).toBe(true);
  expect(may(somebody('processLeader', { standing: 'pc' }), write, { collaboration: here })).toBe(false);
  const send = declared({ roles: ['processLeader'], relation: 'collaboration', confidentiality: ['open', 'parties'] });
  expect(may(somebody('processLeader', { standing: 'oo' }), send, { collaboration: here })).toBe(true);
  expect(may(somebody('processLeader', { standing: 'xo' }), send, { collaboration: here })).toBe(false);
});

test('a real example is read by whoever is signed in, and by no link', () => {
  const example = declared({ roles: ['signedIn'], relation: 'realExample' });
  expect(may(somebody(null), example, { collaboration: here })).toBe(true);
  expect(may(somebody('reader'), example, { collaboration: here })).toBe(false);
  expect(may(byLink, example, { collaboration: here })).toBe(false);
});

test('the holder of a link is nothing else than that', () => {
  const rows: RuleRow[] = [
    { roles: ['signedIn', 'seatHolder'], relation: 'nothing' },
    { roles: [...roles], relation: 'collaboration' },
  ];
  expect(may(byLink, declared(...rows), { collaboration: here })).toBe(false);
});

test('an administrator administers what is below, a system administrator every organisation', () => {
  const administer = declared(
    { roles: ['organisationAdministrator'], relation: 'itsOrganisation' },
    { roles: ['systemAdministrator'], relation: 'anyOrganisation' },
  );
  const administrator = somebody(null, { administers: [ours] });
  expect(may(administrator, administer, { organisation: ours })).toBe(true);
  expect(may(administrator, administer, { organisation: theirs })).toBe(false);
  expect(may(administrator, administer)).toBe(true);
  expect(may(somebody(null), administer)).toBe(false);
  expect(may(somebody(null, { is_system_administrator: true }), administer, { organisation: theirs })).toBe(true);
});

test('with the organisation left out it is asked whether there is any', () => {
  const another = declared({ roles: ['processLeader'], relation: 'anotherParty' });
  expect(may(somebody('processLeader'), another, { collaboration: here })).toBe(true);
  expect(may(somebody('reader'), another, { collaboration: here })).toBe(false);
});
