import { describe, expect, test } from 'vitest';
import { type CheckedGroup, type CheckedRule, checkOrder, type Finding } from './checking.ts';
import { canHave, effects, usualSubjects } from './decision-order.ts';
import { natures, placesIn } from './joint-group.ts';
import { ownStateOf } from './outcome.ts';
import { readPhaseChanges } from './phase-changes.ts';

const group = (facts: Partial<CheckedGroup> = {}): CheckedGroup => ({
  id: 'styr',
  name: 'Styrgruppen',
  kind: 'steeringGroup',
  nature: 'withinOwnMandate',
  mandate_basis: 'Överenskommelsen, punkt 4',
  is_borrowed: false,
  may_decide: null,
  ...facts,
});
const rule = (facts: Partial<CheckedRule> = {}): CheckedRule => ({
  id: 'regel',
  subject: 'Gemensamma mål',
  usual_subject: 'jointGoals',
  group_id: 'styr',
  way: 'consensus',
  effect: 'standpoint',
  agreed_by: [],
  ...facts,
});
const everySubject = usualSubjects.map((subject) =>
  rule({ id: subject.key, subject: subject.text.sv, usual_subject: subject.key }),
);
/** What is found, besides what belongs to every order. */
const kinds = (groups: readonly CheckedGroup[], rules: readonly CheckedRule[], parties: readonly string[] = []) =>
  checkOrder({ groups, rules: [...everySubject, ...rules], parties }).map((finding) => finding.kind);

test('an order where everything usual is decided by somebody who can has no fault', () => {
  expect(kinds([group()], [])).toEqual([]);
});

test.each(usualSubjects.map(({ key, isExpected }) => [key, isExpected] as const))(
  'that nobody decides %s is found only where it has to be decided',
  (key, isExpected) => {
    const rest = everySubject.filter((one) => one.usual_subject !== key);
    const found = checkOrder({ groups: [group()], rules: rest, parties: [] });
    expect(found.map((finding) => finding.kind === 'undecided' && finding.subject.key)).toEqual(
      isExpected ? [key] : [],
    );
  },
);

describe('a group that decides nothing', () => {
  test.each<[string, Partial<CheckedGroup>, Finding['kind'][]]>([
    ['a steering group', {}, ['decidesNothing']],
    ['a political steering group', { kind: 'politicalSteeringGroup' }, ['decidesNothing']],
    ['a coordination body', { kind: 'coordinationBody' }, ['decidesNothing']],
    ['one that prepares', { kind: 'preparationGroup' }, []],
    ['a forum', { kind: 'forum', nature: 'forum' }, []],
    ['one that is said to decide nothing', { may_decide: false }, []],
    ['one that is borrowed', { is_borrowed: true }, []],
    ['one whose kind is not known', { kind: null }, []],
  ])('%s', (_, facts, found) => {
    expect(kinds([group(), group({ id: 'annan', name: 'Annan', ...facts })], [])).toEqual(found);
  });
});

describe('an informal structure', () => {
  test.each<[string, Partial<CheckedRule>, string, Finding['kind'][]]>([
    ['decides without a basis', { effect: 'decisionWithinMandate' }, '', ['informal']],
    ['spends without a basis', { usual_subject: 'spending' }, '', ['informal']],
    ['decides with a basis', { effect: 'decisionWithinMandate' }, 'Avtalet', []],
    ['only takes a stand', { effect: 'standpoint', usual_subject: null }, '', []],
    ['recommends', { effect: 'recommendation', usual_subject: null }, '', []],
  ])('%s', (_, facts, basis, found) => {
    const other = group({ id: 'annan', kind: 'workingGroup', mandate_basis: basis });
    expect(kinds([group(), other], [rule({ id: 'dess', group_id: 'annan', ...facts })])).toEqual(found);
  });
});

test.each([
  ['forum', [true, true, false, false]],
  ['withinOwnMandate', [true, true, true, false]],
  ['contractual', [true, true, true, false]],
  ['jointCommittee', [true, true, true, true]],
  ['municipalFederation', [true, true, true, true]],
  ['coordinationFederation', [true, true, true, true]],
  ['company', [true, true, true, true]],
  [null, [true, true, false, false]],
] as const)('what the outcome of %s can be, from standpoint to decision of a legal body', (nature, can) => {
  expect(effects.map((effect) => canHave(nature, effect))).toEqual(can);
  const found = effects.map((effect) =>
    kinds([group(), group({ id: 'annan', kind: null, nature })], [rule({ id: 'dess', group_id: 'annan', effect })]),
  );
  expect(found).toEqual(can.map((may) => (may ? [] : ['beyondNature'])));
});

test('every nature is tried above', () => {
  expect(natures).toHaveLength(7);
});

test('a majority is found until every party has agreed to it, and names those who have not', () => {
  const majority = (agreed_by: readonly string[]) =>
    rule({ id: 'flest', way: 'majority', usual_subject: null, agreed_by });
  const found = (agreed: readonly string[]) =>
    checkOrder({ groups: [group()], rules: [...everySubject, majority(agreed)], parties: ['a', 'b', 'c'] });
  expect(found(['a', 'b', 'c'])).toEqual([]);
  expect(found(['a'])).toMatchObject([{ kind: 'notAgreedTo', parties: ['b', 'c'] }]);
});

test('places are counted for each of a kind, and by the seat where there is one', () => {
  const counts = { party: 9, municipality: 5, region: 1, agency: 2 };
  const place = { each: null, count: 1, taken: 0, seat_id: null, holder_name: null };
  expect(placesIn([{ ...place, each: 'municipality', taken: 3 }], counts)).toMatchObject({
    all: 5,
    taken: 3,
    empty: 2,
  });
  expect(
    placesIn(
      [
        { ...place, seat_id: 'ett', holder_name: 'Maria' },
        { ...place, seat_id: 'två' },
      ],
      counts,
    ),
  ).toMatchObject({ all: 2, taken: 1, empty: 1 });
  expect(placesIn([{ ...place, count: null, taken: 2 }], counts)).toMatchObject({ isKnown: false, empty: 0 });
});

test('a group comes and goes with the phases that it names, and so does a place in one that stays', () => {
  const groups = [
    { id: 'alltid', phases: [] },
    { id: 'projekt', phases: ['establish'] },
    { id: 'nämnd', phases: ['operate', 'handOver'] },
  ];
  const places = [{ id: 'plats', group_id: 'alltid', phases: ['operate'] }];
  const change = readPhaseChanges(groups, places).find(({ from }) => from === 'establish');
  expect(change?.goes.map(({ id }) => id)).toEqual(['projekt']);
  expect(change?.comes.map(({ id }) => id)).toEqual(['nämnd']);
  expect(change?.stays.map(({ group: { id }, come }) => [id, come.length])).toEqual([['alltid', 1]]);
});

test.each([
  [null, null, 'toDecide'],
  ['approved', null, 'toCarryOut'],
  ['rejected', null, 'rejected'],
  ['approved', 'partly', 'partly'],
  ['partlyApproved', 'no', 'no'],
] as const)('a party that decided %s and carried out %s stands at %s', (decision, carried_out, state) => {
  expect(ownStateOf({ decision, carried_out })).toBe(state);
});
