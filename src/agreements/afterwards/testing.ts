import type { Someone } from '../../collaborations/testing.ts';
import type { Host } from '../../identity/testing.ts';
import { setTerms, type Terms, termsOf } from '../clauses.ts';
import { stateDecision } from '../deciding.ts';
import { findVersion, listAgreementParties } from '../queries.ts';
import { anAgreement, type Drawn, lock } from '../testing.ts';

/** An agreement that each of the parties has adopted, in force, with the terms given. The first party has a duty. */
export async function anAgreementInForce(
  host: Host,
  leader: Someone,
  collaboration: string,
  parties: readonly { readonly partyId: string; readonly by: Someone }[],
  terms: Partial<Terms> = {},
): Promise<Drawn> {
  const drawn = await anAgreement(
    host,
    leader,
    collaboration,
    parties.map(({ partyId }) => partyId),
    { ground: 'adoptedByEach' },
  );
  await host.database.write(leader, host.now, async (tx) => {
    const version = await tx.one(findVersion(collaboration, drawn.versionId));
    await setTerms(tx, collaboration, version, version.version, { ...termsOf(version), ...terms });
  });
  await lock(host, leader, collaboration, drawn.versionId);
  for (const { partyId, by } of parties) {
    await host.database.write(by, host.now, async (tx) => {
      const rows = await tx.all(listAgreementParties(collaboration, drawn.agreementId, 1));
      const row = rows.find((one) => one.party_id === partyId);
      if (!row) throw new Error('the party is not one of the text');
      await stateDecision(tx, collaboration, { versionId: drawn.versionId, id: row.id, partyId }, row.version, {
        instance: 'Kommunstyrelsen',
        plannedOn: null,
        plannedNote: '',
        decidedOn: '2023-10-17',
        outcome: 'approved',
        paragraph: '212',
        registrationNumber: '',
        appeal: 'none',
        appealEndsOn: null,
        mandateText: '',
      });
    });
  }
  return drawn;
}
