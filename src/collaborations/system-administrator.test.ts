import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aHost, anApp, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { aCollaboration } from './testing.ts';

const countCollaborations = statement<{ found: string }, [id: string]>(
  'select count(*) as found from collaboration where id = $1::uuid',
);
const countHistory = statement<{ found: string }, [id: string]>(
  'select count(*) as found from history where collaboration_id = $1::uuid',
);

let house: TestHouse;
let host: Host;
const known: Record<'protected' | 'parties', string> = { protected: '', parties: '' };
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  const region = await anOrganisation(host, 'Region A', { kind: 'region' });
  const amina = await aPerson(host, 'Amina Ledare', region);
  known.parties = await aCollaboration(host, amina);
  known.protected = await aCollaboration(host, amina);
  await house.database.write(amina, house.now, async (tx) => {
    tx.send(
      statement<unknown, [string]>(`update collaboration set confidentiality = 'protected' where id = $1`)(
        known.protected,
      ),
    );
  });
});
afterAll(() => house.close());

test.each(['parties', 'protected'] as const)(
  'a system administrator reads nothing of a collaboration without a seat in it, however they have signed in: %s',
  async (kind) => {
    const siv = await new Visitor(house).signIn(emailOf('Siv Systemsson'), testPassword);
    if (kind === 'protected') await anApp(siv, house);
    const id = known[kind];
    for (const path of ['', '/parties', '/goals', '/history', '/challenge/edit']) {
      await siv.open(`/collaborations/${id}${path}`);
      expect(siv.status, `${siv.path} ${siv.text.slice(0, 200)}`).toBe(404);
    }
    expect((await siv.open('/')).page).not.toContain(id);
    // Nor in the database, had the policy been forgotten.
    const { rows } = await house.database.read(host.administrator, house.now, {
      collaborations: countCollaborations(id),
      history: countHistory(id),
    });
    expect([rows.collaborations[0]?.found, rows.history[0]?.found]).toEqual(['0', '0']);
  },
);
