import { noteJointResult, noteProject } from '../../../src/collaborations/index.ts';
import type { Someone } from '../../../src/collaborations/testing.ts';
import type { Host } from '../../../src/identity/testing.ts';

/** A project within a collaboration, and what it hands on to the first party. */
export async function fillLasting(
  host: Host,
  id: string,
  canary: string,
  of: { readonly leader: Someone },
  party: Readonly<Record<'first', string>>,
): Promise<Readonly<Record<string, string>>> {
  return await host.database.write(of.leader, host.now, async (tx) => ({
    project: await noteProject(tx, id, {
      name: `Projekt, ${canary}`,
      relation: 'within',
      began_on: '2023-01-01',
      ended_on: null,
      ended_year: null,
      funder: canary,
      participant_count: 40,
      participants: canary,
      source_note: '',
    }),
    result: await noteJointResult(tx, id, {
      name: `Metod, ${canary}`,
      kind: 'method',
      owner_party_id: party.first,
      owner_name: '',
      money: canary,
      review_on: null,
      source_note: '',
    }),
  }));
}
