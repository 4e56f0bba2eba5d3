import type { Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import { addClause, addDuty, setTerms, type Terms, termsOf } from './clauses.ts';
import { stateDecision } from './deciding.ts';
import { lockVersion } from './locking.ts';
import { findVersion, listAgreementParties } from './queries.ts';
import { drawUpAgreement, type NewAgreement } from './writing.ts';

export interface Drawn {
  readonly agreementId: string;
  readonly versionId: string;
  /** By kind, of the clauses that the builder writes. */
  readonly purpose: string;
  readonly roles: string;
}

/** An agreement to be signed by the parties given, with a purpose and a duty for the first of them. */
export async function anAgreement(
  host: Host,
  leader: Someone,
  collaboration: string,
  partyIds: readonly string[],
  more: Partial<NewAgreement> = {},
): Promise<Drawn> {
  return await host.database.write(leader, host.now, async (tx) => {
    const drawn = drawUpAgreement(tx, collaboration, {
      kind: 'agreement',
      ground: 'signed',
      title: 'Överenskommelse om fler unga i arbete',
      adoptingPartyId: null,
      mainAgreementId: null,
      isOpenToOthers: null,
      parties: partyIds.map((partyId) => ({ partyId, isRequired: false })),
      ...more,
    });
    const purpose = addClause(tx, collaboration, drawn.versionId, {
      kind: 'purpose',
      heading: 'Utmaning och syfte',
      text: 'Ingen part når ensam de unga som varken arbetar eller studerar.',
    });
    const roles = addClause(tx, collaboration, drawn.versionId, {
      kind: 'roles',
      heading: 'Parternas roller',
      text: 'Varje part svarar för sina egna uppgifter.',
    });
    const [first] = partyIds;
    if (first) {
      addDuty(tx, collaboration, drawn.versionId, roles, {
        party_id: first,
        text: 'Samordnar arbetet',
        amount: 'en halv tjänst',
        until_on: '2025-12-31',
        goal_id: null,
      });
    }
    return { ...drawn, purpose, roles };
  });
}

/** Settles the text of a version. Its pages are those given. */
export async function lock(host: Host, leader: Someone, collaboration: string, versionId: string): Promise<string> {
  return await host.database.write(leader, host.now, async (tx) => {
    const version = await tx.one(findVersion(collaboration, versionId));
    return await lockVersion(tx, collaboration, {
      versionId,
      version: version.version,
      language: 'sv',
      pages: async (_, hash) => Buffer.from(`%PDF-1.7\n% ${hash}\n%%EOF\n`),
    });
  });
}

/** As anAgreement, with the text settled: ready to be decided and signed. */
export async function aLockedVersion(
  host: Host,
  leader: Someone,
  collaboration: string,
  partyIds: readonly string[],
  more: Partial<NewAgreement> = {},
): Promise<Drawn & { readonly contentHash: string }> {
  const drawn = await anAgreement(host, leader, collaboration, partyIds, more);
  return { ...drawn, contentHash: await lock(host, leader, collaboration, drawn.versionId) };
}

/** An agreement that each of the parties has adopted, in force, with the terms given. The first party has a duty. */
export async function anAgreementInForce(
  host: Host,
  leader: Someone,
  collaboration: string,
  parties: readonly { readonly partyId: string; readonly by: Someone }[],
  terms: Partial<Terms> = {},
  more: Partial<NewAgreement> = {},
): Promise<Drawn> {
  const drawn = await anAgreement(
    host,
    leader,
    collaboration,
    parties.map(({ partyId }) => partyId),
    { ground: 'adoptedByEach', ...more },
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
