import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCollaborations, listEntered, makeCollaboration } from '../src/collaborations/index.ts';
import { listContributions } from '../src/goals/index.ts';
import { findExampleLibrarian, type Tx } from '../src/identity/index.ts';
import { aHost, anOrganisation, aPerson, type Host, testPassword } from '../src/identity/testing.ts';
import { readOwnValues, typeOwnValue } from '../src/indicators/index.ts';
import type { Bound } from '../src/platform/database/statement.ts';
import { openHouse, type TestHouse } from '../test/setup/composition.ts';
import { Visitor } from '../test/setup/visitor.ts';
import { inSwedish, readFact } from './fact-readers.ts';
import { type PresentFact, type RealCase, realCases } from './facts.ts';
import { readFound } from './found-case.ts';
import { listExampleLoads, loadRealCases } from './load-real-cases.ts';
import { readCase } from './real-case.ts';

let house: TestHouse;
let host: Host;
/** Somebody signed in who has no part in any of the cases. */
let reader: Awaited<ReturnType<typeof aPerson>>;

beforeAll(async () => {
  house = await openHouse();
  await loadRealCases(house.database, house.now);
  host = await aHost(house);
  reader = await aPerson(host, 'Lena Läsare', await anOrganisation(host, 'Läskommun'));
});
afterAll(() => house?.close());

const ask = async <Row>(question: Bound<Row>): Promise<Row[]> =>
  (await house.database.read(reader, house.now, { asked: question })).rows.asked;
const found = (name: RealCase) => readFound(ask, house.now, name);

describe('every fact of a real case is read back from its typed field by anyone signed in', () => {
  it.each(realCases)('%s', async (name) => {
    const read = await found(name);
    const { facts } = readCase(name);
    const differing = facts.flatMap((fact) => {
      const answer = readFact(read, fact);
      if (!answer) return [`${fact.id}: ${fact.field} of ${fact.subject} has no typed place`];
      const told = inSwedish(fact.value);
      return isDeepStrictEqual(answer.read, told)
        ? []
        : [`${fact.id}: ${JSON.stringify(told)} is ${JSON.stringify(answer.read)}`];
    });
    expect(differing.join('\n')).toBe('');
  });

  it('and a field that has no typed place is told', async () => {
    const read = await found('femkanten');
    const [fact] = readCase('femkanten').facts;
    expect(readFact(read, { ...fact, field: 'mood' } as unknown as PresentFact)).toBeUndefined();
  });
});

describe('the real cases', () => {
  it('are loaded once, however often the system starts', async () => {
    const before = (await ask(listCollaborations())).map(({ id }) => id);
    await Promise.all([loadRealCases(house.database, house.now), loadRealCases(house.database, house.now)]);
    expect((await ask(listCollaborations())).map(({ id }) => id)).toEqual(before);
    expect(before).toHaveLength(8);
    expect((await ask(listExampleLoads())).map(({ name }) => name)).toEqual(realCases);
  });

  it('are there in full or not at all: one that fails half-way leaves nothing, and is loaded at the next start', async () => {
    const broken = await openHouse();
    const owner = new pg.Client({ connectionString: broken.urls.ownerUrl });
    await owner.connect();
    const rename = (from: string, to: string) => owner.query('update series set code = $2 where code = $1', [from, to]);
    const countOf = async (what: string) =>
      (await owner.query(`select count(*)::integer as rows from ${what}`)).rows[0].rows;
    // The fourth case has its collaboration, parties and goals before it asks for the series.
    await rename('N03921', 'N0');
    await expect(loadRealCases(broken.database, broken.now)).rejects.toThrow();
    expect([await countOf('collaboration'), await countOf('example_load')]).toEqual([3, 3]);
    expect(await countOf(`organisation where name = 'Almi'`)).toBe(0);
    await rename('N0', 'N03921');
    await loadRealCases(broken.database, broken.now);
    expect([await countOf('collaboration'), await countOf('example_load')]).toEqual([8, 8]);
    await owner.end();
    await broken.close();
  });

  it('share the organisations that they have in common', async () => {
    const [blekinge, boras] = [await found('blekinges-unga-lyfter'), await found('boras-myndighetssamverkan')];
    const agency = blekinge.parties.get('arbetsformedlingen');
    expect(agency?.organisation_id).toBe(boras.parties.get('arbetsformedlingen')?.organisation_id);
    expect(agency?.is_fictional).toBe(false);
  });

  it('name their sources in one line', async () => {
    const sources = await Promise.all(realCases.map(async (name) => (await found(name)).collaboration.source));
    expect(sources[0]).toBe('SKR, Att hantera komplexa samhällsutmaningar, 2020; Kolada');
    expect(sources[3]).toBe(
      'SKR, Att hantera komplexa samhällsutmaningar, 2020; Kolada; Region Blekinge, nyhet 17 maj 2018; Region Blekinge, Ungdomskraft Blekinge; Region Blekinge, Aktuella utlysningar',
    );
    expect(new Set(sources).size).toBe(2);
  });

  it('hold no contribution, reading or decision of a real organisation, and no seat of the one that loaded them', async () => {
    for (const name of realCases) {
      const { collaboration, parties } = await found(name);
      expect(await ask(listContributions(collaboration.id))).toEqual([]);
      expect(await ask(listEntered(collaboration.id))).toEqual([]);
      for (const party of parties.values()) {
        expect(party).toMatchObject({ own_benefit: '', own_contribution: '', decision_planned: '', status_reason: '' });
        expect([party.ambition, party.bound_on, party.has_seat]).toEqual([null, null, false]);
      }
      expect([...parties.values()].map((party) => party.organisation_id)).not.toContain(collaboration.organisation_id);
    }
  });

  it('are not written in by the one that loaded them once they are there', async () => {
    const { collaboration, indicators } = await found('blekinges-unga-lyfter');
    const librarian = await findExampleLibrarian(house.database, house.now);
    const ownSeriesId = indicators.get('antal-arbetslosa-unga')?.own?.id ?? '';
    const value = { collaborationId: collaboration.id, ownSeriesId, period: 2017, value: 1300 };
    const write = (more: (tx: Tx) => void) =>
      house.database.write(librarian, house.now, async (tx) => {
        more(tx);
        await typeOwnValue(tx, value);
      });
    await expect(write(() => {})).rejects.toThrow('forbidden');
    const again = { name: 'Igen', challenge: '', whyNoneAlone: '', drivers: [], territory: [] };
    await expect(
      write((tx) => makeCollaboration(tx, librarian.organisation, again, collaboration.id)),
    ).rejects.toThrow();
    const { rows } = await house.database.read(reader, house.now, {
      values: readOwnValues(collaboration.id, [ownSeriesId], null),
    });
    expect(rows.values.map(({ period }) => period)).toEqual([2013, 2018]);
  });

  it('cannot be written in by those who read them', async () => {
    const { collaboration, goals } = await found('blekinges-unga-lyfter');
    const visitor = await new Visitor(house).signIn(reader.email, testPassword);
    for (const path of ['challenge/edit', 'goals/new', `goals/${goals[0]?.id}/edit`]) {
      await visitor.open(`/collaborations/${collaboration.id}/${path}`);
      expect([403, 404], path).toContain(visitor.status);
    }
  });
});
