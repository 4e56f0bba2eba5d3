import { aCollaboration, type Someone } from '../../src/collaborations/testing.ts';
import { aGoal } from '../../src/goals/testing.ts';
import { identify } from '../../src/identity/index.ts';
import { aHost, anOrganisation, aPerson, emailOf, testPassword } from '../../src/identity/testing.ts';
import { openDatabase } from '../../src/platform/database/database.ts';
import { Visitor } from './visitor.ts';

export interface Settled {
  readonly leader: Someone;
  readonly collaboration: string;
  readonly goal: string;
  /** Where goals are written. */
  readonly newGoal: string;
}

/** A host, a collaboration and its process leader in a system that has been started, through the verbs. */
export async function settle(appUrl: string): Promise<Settled> {
  const database = openDatabase({ url: appUrl, poolSize: 1, identify });
  const host = await aHost({ database, now: new Date() });
  const organisation = await anOrganisation(host, 'Region Test', { kind: 'region' });
  const leader = await aPerson(host, 'Amina Holm', organisation);
  const collaboration = await aCollaboration(host, leader);
  const goal = await aGoal(host, leader, collaboration);
  await database.close();
  return { leader, collaboration, goal, newGoal: `/collaborations/${collaboration}/goals/new` };
}

/** Somebody signed in over the network, wherever the system answers just then. */
export async function signedInAt(address: () => string, name = 'Amina Holm'): Promise<Visitor> {
  const visitor = new Visitor({
    fetch: (path, init) => fetch(`${address()}${path}`, { ...init, redirect: 'manual' }),
  });
  return await visitor.signIn(emailOf(name), testPassword);
}
