import { describe, expect, test } from 'vitest';
import { lackingOf } from './information.ts';
import { type MandateNeed, mandateNeeds, mapCells, readMap } from './mandate-map.ts';

const answer = (matter: string, party: string, need: MandateNeed, interpretation: string | null = null) => ({
  matter_id: matter,
  party_id: party,
  need,
  interpretation_id: interpretation,
});

/** The same numbers every time, so that a fault can be seen again. */
function* numbers(seed: number): Generator<number> {
  let at = seed;
  for (;;) {
    at = (at * 48271) % 2147483647;
    yield at;
  }
}

test('every cell is exactly one of the six, whoever has answered what', () => {
  const draw = numbers(20231120);
  const next = (below: number): number => (draw.next().value as number) % below;
  for (let round = 0; round < 300; round += 1) {
    const matters = Array.from({ length: next(11) }, (_, at) => ({ id: `m${at}` }));
    const parties = Array.from({ length: next(13) }, (_, at) => ({ id: `p${at}` }));
    const answers = matters.flatMap(({ id }) =>
      parties.flatMap((party) => {
        const which = next(6);
        const need = mandateNeeds[which];
        return need ? [answer(id, party.id, need, next(2) === 0 ? 'i' : null)] : [];
      }),
    );
    // Of a party that has left and a matter that has been withdrawn there may be answers still.
    const map = readMap(matters, parties, [
      ...answers,
      answer('gone', 'p0', 'statuteChange'),
      answer('m0', 'gone', 'ownDecision'),
    ]);
    expect(map.matters.length).toBe(matters.length);
    for (const { matter, cells, standing } of map.matters) {
      expect(cells.map(({ party }) => party.id)).toEqual(parties.map(({ id }) => id));
      for (const { party, cell } of cells) {
        expect(mapCells.filter((one) => one === cell)).toHaveLength(1);
        const given = answers.find((one) => one.matter_id === matter.id && one.party_id === party.id);
        expect(cell).toBe(given?.need ?? 'notAnswered');
      }
      expect(standing.silent).toBe(cells.filter(({ cell }) => cell === 'notAnswered').length);
    }
  }
});

describe('where a matter stands', () => {
  const parties = [{ id: 'a' }, { id: 'b' }];
  const standingOf = (...needs: readonly (readonly [MandateNeed, string?] | undefined)[]) =>
    readMap(
      [{ id: 'm' }],
      parties,
      needs.flatMap((need, at) => (need ? [answer('m', parties[at]?.id ?? '', need[0], need[1] ?? null)] : [])),
    ).matters[0]?.standing;
  test.each([
    ['both may', [['withinMandate'], ['withinMandate']], 'canBeDone', 0, false],
    ['one is silent', [['withinMandate'], undefined], 'notAnswered', 1, false],
    ['both are silent', [undefined, undefined], 'notAnswered', 2, false],
    ['one needs its own decision', [['withinMandate'], ['ownDecision']], 'needsMore', 0, false],
    ['a need is told before a silence', [['statuteChange'], undefined], 'needsMore', 1, false],
    [
      'an interpretation is needed and none is kept',
      [['sharedInterpretation'], ['withinMandate']],
      'needsMore',
      0,
      true,
    ],
    [
      'an interpretation is needed and cited',
      [['sharedInterpretation', 'i'], ['withinMandate']],
      'canBeDone',
      0,
      false,
    ],
    ['citing one takes no other need away', [['governmentAssignment', 'i'], ['withinMandate']], 'needsMore', 0, false],
  ] as const)('%s', (_, needs, state, silent, lacksInterpretation) => {
    expect(standingOf(...needs)).toEqual({ state, silent, lacksInterpretation });
  });
});

test.each([
  ['nothing has been assessed', {}, ['secrecyNotAssessed', 'personalDataNotAssessed']],
  ['neither secret nor about persons', { is_secret: false, has_personal_data: false }, []],
  ['secret, without what lets it be disclosed', { is_secret: true, has_personal_data: false }, ['disclosureBasis']],
  ['secret, with a basis', { is_secret: true, disclosure_basis: 'generalClause', has_personal_data: false }, []],
  ['about persons without a legal basis', { is_secret: false, has_personal_data: true }, ['personalDataBasis']],
  [
    'sensitive without a basis of its own',
    { is_secret: false, has_personal_data: true, personal_data_basis: 'publicTask', is_sensitive: true } as const,
    ['sensitiveDataBasis'],
  ],
] as const)('what sharing lacks: %s', (_, facts, gaps) => {
  expect(
    lackingOf({
      is_secret: null,
      disclosure_basis: '',
      has_personal_data: null,
      personal_data_basis: null,
      is_sensitive: null,
      sensitive_data_basis: null,
      ...facts,
    }),
  ).toEqual(gaps);
});
