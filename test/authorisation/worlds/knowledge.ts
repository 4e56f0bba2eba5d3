import type { Someone } from '../../../src/collaborations/testing.ts';
import type { Host } from '../../../src/identity/testing.ts';
import { noteEvidence, noteFinding, notePriorWork, saveStatedBenefit } from '../../../src/situation-analysis/index.ts';

/** What is known and done in a collaboration: a row of each, and what the first and the second party have to gain. */
export async function fillKnowledge(
  host: Host,
  id: string,
  canary: string,
  of: { readonly leader: Someone; readonly first: Someone },
  party: Readonly<Record<'first' | 'second', string>>,
): Promise<Readonly<Record<string, string>>> {
  await host.database.write(of.first, host.now, (tx) =>
    saveStatedBenefit(tx, id, party.first, 0, `Vi vinner, ${canary}`, undefined),
  );
  return await host.database.write(of.leader, host.now, async (tx) => {
    const priorWork = await notePriorWork(tx, id, {
      kind: 'studyVisit',
      what: `Besök, ${canary}`,
      party_id: party.first,
      actor_id: null,
      other_name: '',
      since_year: 2022,
      area_code: null,
      place_name: canary,
      source_note: canary,
    });
    const finding = await noteFinding(tx, id, {
      text: `Fynd, ${canary}`,
      source: canary,
      link: '',
      published_year: 2021,
      grade: 'untested',
    });
    const evidence = await noteEvidence(
      tx,
      id,
      {
        section: 'problem',
        cause_id: null,
        statement: `Påstående, ${canary}`,
        series_id: null,
        area_code: null,
        finding_id: finding,
      },
      canary,
    );
    await saveStatedBenefit(tx, id, party.second, 0, `De vinner, ${canary}`, {
      channel: 'email',
      statedOn: '2023-11-01',
    });
    return { priorWork, finding, evidence };
  });
}
