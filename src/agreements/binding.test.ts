import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boundOn,
  finalOn,
  inForceFrom,
  isBound,
  mayStepForward,
  type PartyActs,
  stateOfVersion,
  type VersionActs,
} from './binding.ts';

const party = (more: Partial<PartyActs> = {}): PartyActs => ({
  partyId: 'b',
  isRequired: false,
  isJoiningLater: false,
  declines: false,
  decidedOn: '2023-10-17',
  outcome: 'approved',
  appeal: 'running',
  appealEndsOn: '2023-11-07',
  signedOn: ['2023-10-19', '2023-10-20'],
  leftOn: null,
  ...more,
});
const version = (more: Partial<VersionActs> = {}): VersionActs => ({
  ground: 'signed',
  adoptingPartyId: null,
  leastBound: null,
  fromOn: null,
  endsOn: null,
  renewsByMonths: null,
  sentAt: new Date('2023-09-01T08:00:00Z'),
  lockedAt: new Date('2023-10-02T08:00:00Z'),
  enteredIntoForceOn: null,
  replacedOn: null,
  endedOn: null,
  ...more,
});
const agency = (partyId: string, day: string, more: Partial<PartyActs> = {}): PartyActs =>
  party({ partyId, decidedOn: day, appeal: 'none', appealEndsOn: null, signedOn: [day], ...more });
const undecided = (partyId: string, more: Partial<PartyActs> = {}): PartyActs =>
  party({ partyId, decidedOn: null, outcome: null, appeal: null, appealEndsOn: null, signedOn: [null], ...more });

describe('a party is bound', () => {
  test.each([
    ['a municipality the day after the time to appeal', {}, '2023-11-08'],
    ['an agency by its decision and signature', { appeal: 'none', appealEndsOn: null }, '2023-10-20'],
    ['when the last place is signed, if that is later', { signedOn: ['2023-10-19', '2023-11-20'] }, '2023-11-20'],
    [
      'from the decision, when the time is over and its day not told',
      { appeal: 'over', appealEndsOn: null },
      '2023-10-20',
    ],
    ['not while one place is empty', { signedOn: ['2023-10-19', null] }, null],
    ['not before it has said who signs', { signedOn: [] }, null],
    ['not while nobody knows whether it may be appealed against', { appeal: null, appealEndsOn: null }, null],
    ['not when it decided against', { outcome: 'rejected' }, null],
    [
      'not when it has signed and not decided',
      { outcome: null, decidedOn: null, appeal: null, appealEndsOn: null },
      null,
    ],
  ] as const)('%s', (_, more, day) => {
    expect(boundOn(version(), party(more))).toBe(day);
  });

  test.each([
    ['adoptedByEach', 'b', null, '2023-11-08'],
    ['adoptedByOne', 'b', 'b', '2023-11-08'],
    ['adoptedByOne', 'b', 'c', null],
    ['notYetFormal', 'b', null, null],
  ] as const)('on the ground %s', (ground, partyId, adoptingPartyId, day) => {
    expect(boundOn(version({ ground, adoptingPartyId }), party({ partyId, signedOn: [] }))).toBe(day);
  });

  test('until the day it leaves', () => {
    const leaving = party({ leftOn: '2024-06-30' });
    expect(
      ['2023-11-07', '2023-11-08', '2024-06-29', '2024-06-30'].map((day) => isBound(version(), leaving, day)),
    ).toEqual([false, true, true, false]);
  });
});

describe('a version is in force', () => {
  const seven = ['2023-11-02', '2023-10-16', '2023-10-16', '2023-11-01', '2023-11-08', '2023-11-15', '2023-11-15'].map(
    (day, at) => agency(`p${at}`, day),
  );
  test.each([
    [
      'with the last of as many as the text says',
      { leastBound: 7 },
      [...seven, undecided('d'), undecided('j')],
      '2023-11-15',
    ],
    ['from the day that the text says', { leastBound: 7, fromOn: '2024-01-01' }, seven, '2024-01-01'],
    ['from the conditions, when its day has passed', { leastBound: 7, fromOn: '2023-01-01' }, seven, '2023-11-15'],
    ['not with one less', { leastBound: 8 }, [...seven, undecided('d')], null],
    [
      'not without one that the text demands',
      { leastBound: 7 },
      [...seven, undecided('d', { isRequired: true })],
      null,
    ],
    [
      'when that one is bound',
      { leastBound: 2 },
      [...seven, agency('d', '2023-12-05', { isRequired: true })],
      '2023-12-05',
    ],
    ['with all who are named, when the text says nothing', {}, seven, '2023-11-15'],
    ['not while one of them is not', {}, [...seven, undecided('d')], null],
    ['not when one of them has said no', {}, [...seven, agency('d', '2023-10-10', { outcome: 'rejected' })], null],
    ['without waiting for who joins later', {}, [...seven, undecided('d', { isJoiningLater: true })], '2023-11-15'],
    ['not by nobody', {}, [], null],
    ['not by who left first', { leastBound: 1 }, [agency('d', '2023-10-10', { leftOn: '2023-10-10' })], null],
    ['when the adopting one has adopted', { ground: 'adoptedByOne', adoptingPartyId: 'p0' }, seven, '2023-11-02'],
    ['not when not formal', { ground: 'notYetFormal' }, seven, null],
  ] as const)('%s', (_, more, parties, day) => {
    expect(inForceFrom(version(more), parties)).toBe(day);
  });

  test.each([
    ['draft', { sentAt: null, lockedAt: null }],
    ['sent', { lockedAt: null }],
    ['awaits', { leastBound: 9 }],
    ['comes', { fromOn: '2024-06-01' }],
    ['inForce', { fromOn: '2024-01-01' }],
    ['inForce', { endsOn: '2024-05-30' }],
    ['expired', { endsOn: '2024-05-29' }],
    ['inForce', { endsOn: '2024-05-29', renewsByMonths: 12 }],
    ['replaced', { replacedOn: '2024-05-30' }],
    ['inForce', { replacedOn: '2024-05-31' }],
    ['ended', { endedOn: '2024-05-30' }],
    ['inForce', { leastBound: 9, enteredIntoForceOn: '2023-12-01' }],
  ] as const)('%s on 30 May 2024', (state, more) => {
    expect(stateOfVersion(version(more), seven, '2024-05-30').state).toBe(state);
  });
});

describe('in order', () => {
  const signed = {
    partyId: 'a',
    signedOn: ['2023-10-19'],
    declines: false,
    outcome: 'approved' as const,
    isJoiningLater: false,
  };
  const waits = (partyId: string, more = {}) => ({ ...signed, partyId, signedOn: [null], ...more });
  test('it is the turn of the first that has not signed', () => {
    const parties = [signed, waits('b'), waits('c')];
    expect(['a', 'b', 'c'].map((id) => mayStepForward(true, parties, id))).toEqual([false, true, false]);
    expect(['a', 'b', 'c'].map((id) => mayStepForward(false, parties, id))).toEqual([true, true, true]);
  });
  test('nobody waits for one that stands outside', () => {
    expect(mayStepForward(true, [signed, waits('b', { declines: true }), waits('c')], 'c')).toBe(true);
    expect(mayStepForward(true, [signed, waits('b', { outcome: 'rejected' }), waits('c')], 'c')).toBe(true);
  });
  test('who joins later is in no queue', () => {
    const parties = [signed, waits('b', { isJoiningLater: true }), waits('c'), waits('d')];
    expect(['b', 'c', 'd'].map((id) => mayStepForward(true, parties, id))).toEqual([true, true, false]);
  });
});

const day = fc
  .integer({ min: 0, max: 700 })
  .map((at) => new Date(Date.UTC(2023, 0, 1 + at)).toISOString().slice(0, 10));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const acts: fc.Arbitrary<Omit<PartyActs, 'partyId'>> = fc.record({
  isRequired: fc.boolean(),
  isJoiningLater: fc.boolean(),
  declines: fc.boolean(),
  decidedOn: maybe(day),
  outcome: maybe(fc.constantFrom('approved' as const, 'rejected' as const)),
  appeal: maybe(fc.constantFrom('none' as const, 'running' as const, 'over' as const)),
  appealEndsOn: maybe(day),
  signedOn: fc.array(maybe(day), { maxLength: 3 }),
  leftOn: maybe(day),
});
const someParties = fc
  .array(acts, { maxLength: 8 })
  .map((all) => all.map((one, at): PartyActs => ({ ...one, partyId: `p${at}` })));
const someVersion: fc.Arbitrary<VersionActs> = fc.record({
  ground: fc.constantFrom(
    'signed' as const,
    'adoptedByEach' as const,
    'adoptedByOne' as const,
    'notYetFormal' as const,
  ),
  adoptingPartyId: maybe(fc.constantFrom('p0', 'p1')),
  leastBound: maybe(fc.integer({ min: 1, max: 8 })),
  fromOn: maybe(day),
  endsOn: maybe(day),
  renewsByMonths: maybe(fc.constant(12)),
  sentAt: maybe(fc.constant(new Date('2023-01-01T00:00:00Z'))),
  lockedAt: maybe(fc.constant(new Date('2023-02-01T00:00:00Z'))),
  enteredIntoForceOn: fc.constant(null),
  replacedOn: fc.constant(null),
  endedOn: fc.constant(null),
});

describe('whatever is done', () => {
  test('nobody is bound before the decision, its appeal and every signature', () => {
    fc.assert(
      fc.property(someVersion, acts, (terms, one) => {
        const some = { ...one, partyId: 'p0' };
        const bound = boundOn(terms, some);
        if (bound === null) return;
        expect(terms.lockedAt).not.toBeNull();
        expect(some.outcome).toBe('approved');
        expect(bound >= (finalOn(some) ?? '9')).toBe(true);
        if (terms.ground === 'signed') {
          expect(some.signedOn.length).toBeGreaterThan(0);
          expect(some.signedOn.every((signed) => signed !== null && signed <= bound)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a text that can be changed is signed by nobody, binds nobody and is not in force', () => {
    fc.assert(
      fc.property(someVersion, someParties, day, (terms, parties, on) => {
        const open = { ...terms, lockedAt: null };
        expect(parties.every((one) => boundOn(open, one) === null)).toBe(true);
        expect(['draft', 'sent']).toContain(stateOfVersion(open, parties, on).state);
      }),
      { numRuns: 1000 },
    );
  });

  test('on the day of entry into force, as many are bound as the text demands and each that it names', () => {
    fc.assert(
      fc.property(someVersion, someParties, (terms, parties) => {
        const from = inForceFrom(terms, parties);
        if (from === null) return;
        const bound = parties.filter((one) => (boundOn(terms, one) ?? '9') <= from);
        if (terms.ground === 'adoptedByOne') expect(bound.map((one) => one.partyId)).toContain(terms.adoptingPartyId);
        else {
          const named = parties.filter((one) => !one.isJoiningLater);
          expect(bound.length).toBeGreaterThanOrEqual(terms.leastBound ?? named.length);
          for (const one of named.filter((each) => each.isRequired)) expect(bound).toContain(one);
        }
        if (terms.fromOn !== null) expect(from >= terms.fromOn).toBe(true);
        expect(stateOfVersion(terms, parties, from).from).toBe(from);
      }),
      { numRuns: 2000 },
    );
  });

  test('one more who becomes bound never puts off entry into force', () => {
    fc.assert(
      fc.property(someVersion, someParties, fc.nat(), (terms, parties, at) => {
        const before = inForceFrom(terms, parties);
        const chosen = parties[at % Math.max(1, parties.length)];
        if (before === null || !chosen || boundOn(terms, chosen) !== null) return;
        const more = parties.map((one) =>
          one === chosen
            ? { ...agency(one.partyId, before), isRequired: one.isRequired, isJoiningLater: one.isJoiningLater }
            : one,
        );
        const after = inForceFrom(terms, more);
        expect(after !== null && after <= before).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
