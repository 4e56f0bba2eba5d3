import pg from 'pg';
import { composeApp } from '../src/app.tsx';
import { identify } from '../src/identity/user.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { newId } from '../src/platform/id.ts';
import { median } from './processes.ts';
import type { Seeded } from './seed.ts';

export interface DenialBench {
  /** Milliseconds to say no to a page of another collaboration, and of one that is not there. */
  readonly notYours: number;
  readonly notThere: number;
  /** How much the two differ, of the shorter. */
  readonly perCent: number;
}

/** The same page asked for in a collaboration that is another's and in none, in turns, by somebody signed in. */
export async function benchDenial(
  urls: { readonly app: string; readonly superuser: string },
  seeded: Seeded,
  rounds: number,
): Promise<DenialBench> {
  const superuser = new pg.Client({ connectionString: urls.superuser });
  await superuser.connect();
  const { rows } = await superuser.query<{ id: string }>(
    `select c.id from collaboration c where c.example <> 'real' and not exists (
       select from collaboration_seat s join seat_term t on t.organisation_id = s.organisation_id and t.seat_id = s.seat_id
       where s.collaboration_id = c.id and t.person_id = $1) order by c.id limit $2`,
    [seeded.person, rounds],
  );
  await superuser.end();
  if (rows.length === 0) throw new Error('everybody is in every collaboration');
  const database = openDatabase({ url: urls.app, poolSize: 1, identify });
  const app = composeApp({
    database,
    clock: () => new Date(),
    log: { info() {}, error() {} },
    secure: false,
    origin: 'http://localhost',
    demo: false,
    key: Buffer.alloc(32, 7),
  });
  const ask = async (id: string): Promise<number> => {
    const began = performance.now();
    const answer = await app.fetch(
      new Request(`http://localhost/collaborations/${id}/goals`, { headers: { cookie: `session=${seeded.cookie}` } }),
    );
    await answer.text();
    const spent = performance.now() - began;
    if (answer.status !== 404) throw new Error(`${id} was answered ${answer.status}`);
    return spent;
  };
  try {
    const found = { yours: [] as number[], there: [] as number[] };
    for (let round = -50; round < rounds; round += 1) {
      const theirs = rows[(round + 50) % rows.length]?.id ?? '';
      const none = newId();
      const spent = { yours: 0, there: 0 };
      for (const one of round % 2 === 0 ? (['yours', 'there'] as const) : (['there', 'yours'] as const)) {
        spent[one] = await ask(one === 'yours' ? theirs : none);
      }
      if (round < 0) continue;
      found.yours.push(spent.yours);
      found.there.push(spent.there);
    }
    const notYours = median(found.yours);
    const notThere = median(found.there);
    const perCent = (Math.abs(notYours - notThere) / Math.min(notYours, notThere)) * 100;
    return { notYours, notThere, perCent };
  } finally {
    await database.close();
  }
}
