import type { Someone } from '../../../src/collaborations/testing.ts';
import type { Host } from '../../../src/identity/testing.ts';
import { listCards } from '../../../src/mandates/queries.ts';
import {
  aCard,
  aCondition,
  aMatter,
  anAnswer,
  anInformationKind,
  anInterpretation,
} from '../../../src/mandates/testing.ts';
import { writeDecisionRights, writeDialogues, writeGrounds } from '../../../src/mandates/writing-card.ts';

/** The mandates of a collaboration: a card and an answer for each party that has people, and one of everything else. */
export async function fillMandates(
  host: Host,
  id: string,
  canary: string,
  of: { readonly leader: Someone; readonly first: Someone; readonly second: Someone },
  party: Readonly<Record<'leading' | 'first' | 'second', string>>,
): Promise<Readonly<Record<string, string>>> {
  const matter = await aMatter(host, of.leader, id, `Mottagning, ${canary}`);
  const interpretation = await anInterpretation(host, of.leader, id, [party.first, party.second], {
    question: `Får vi, ${canary}?`,
    interpretation: canary,
    legal_reference: canary,
    source: canary,
  });
  const information = await anInformationKind(
    host,
    of.leader,
    id,
    [
      [party.first, 'gives'],
      [party.second, 'receives'],
    ],
    { name: `Kontaktuppgifter, ${canary}`, conditions: canary },
  );
  const condition = await aCondition(host, of.leader, id, {
    name: `Inloggning, ${canary}`,
    owner_party_id: party.first,
    hinders: canary,
    action: canary,
  });
  for (const [by, partyId] of [
    [of.leader, party.leading],
    [of.first, party.first],
    [of.second, party.second],
  ] as const) {
    await aCard(host, by, id, partyId, { scope: `Får, ${canary}`, limits: canary, representative_mandate: canary });
    await anAnswer(host, by, id, { matter, party: partyId }, { note: canary });
    await host.database.write(by, host.now, async (tx) => {
      const writing = async () => {
        const before = (await tx.all(listCards(id))).find((card) => card.party_id === partyId);
        return { partyId, organisationId: by.organisation, before, version: before?.version ?? 0 };
      };
      await writeGrounds(tx, id, await writing(), [{ id: null, kind: 'statute', reference: canary, text: canary }]);
      await writeDecisionRights(tx, id, await writing(), [
        { id: null, subject: canary, decided_by: canary, level: 'head', up_to_amount: null },
      ]);
      await writeDialogues(tx, id, await writing(), [
        { id: null, principal: canary, held_on: '2023-11-01', outcome: canary },
      ]);
    });
  }
  return { plannedMatter: matter, interpretation, informationKind: information, technicalCondition: condition };
}
