import { generateKeyPairSync } from 'node:crypto';
import { findDispute, noteDisputeStep, raiseDispute } from '../../../src/agreements/afterwards/dispute.ts';
import { answerTakeover, findTakeover } from '../../../src/agreements/afterwards/takeover.ts';
import {
  findWithdrawal,
  giveNotice,
  listPromised,
  settleWithdrawal,
} from '../../../src/agreements/afterwards/withdrawal.ts';
import { addClause, addDuty, setTerms, termsOf } from '../../../src/agreements/clauses.ts';
import { commentOn } from '../../../src/agreements/commenting.ts';
import { hashOf } from '../../../src/agreements/content.ts';
import { sayPlaces, stateDecision } from '../../../src/agreements/deciding.ts';
import { findVersion, listAgreementParties } from '../../../src/agreements/queries.ts';
import { signatoryLetters } from '../../../src/agreements/signatures/index.ts';
import { signatureStamper, signOnPaper } from '../../../src/agreements/signing.ts';
import { aLockedVersion, anAgreement, lock } from '../../../src/agreements/testing.ts';
import { beginVersion } from '../../../src/agreements/versions.ts';
import { sendToParties } from '../../../src/agreements/writing.ts';
import { anAttachment } from '../../../src/attachments/testing.ts';
import type { Someone } from '../../../src/collaborations/testing.ts';
import type { Host } from '../../../src/identity/testing.ts';
import type { FileStore } from '../../../src/platform/files/file-store.ts';
import type { Things } from '../world.ts';

const attesting = {
  origin: 'http://localhost',
  key: generateKeyPairSync('ed25519').privateKey,
  authority: undefined,
};
interface PartyOf {
  readonly name: string;
  readonly partyId: string;
  readonly by: Someone;
  /** Whose holders may sign for it. */
  readonly seats: readonly string[];
}

/**
 * An agreement with a settled text that waits for its signatures and a draft of the next that the parties have before them; one in force, signed on paper,
 * with disputes; and one in force that every party has given notice of, where the day has come.
 */
export async function fillAgreements(
  host: Host & { readonly store: FileStore },
  id: string,
  words: { readonly canary: string; readonly followedCanary: string },
  parties: readonly [leading: PartyOf, first: PartyOf, second: PartyOf],
  gone: string | undefined,
): Promise<Things> {
  const [leading, first, second] = parties;
  const { canary, followedCanary } = words;
  const leader = leading.by;
  const partyIds = parties.map(({ partyId }) => partyId);
  const named = (name: string) => ({ title: `${name}, ${canary}` });

  const ofText = async (agreementId: string, { partyId, by }: PartyOf) =>
    await host.database.write(by, host.now, async (tx) => {
      const rows = await tx.all(listAgreementParties(id, agreementId, 1));
      const row = rows.find((one) => one.party_id === partyId);
      if (!row) throw new Error('the party is not one of the text');
      return row;
    });

  const clock = () => host.now;
  const writeToSignatories = signatoryLetters({ database: host.database, clock, origin: 'http://localhost' });
  const inForce = async (name: string): Promise<Readonly<Record<'agreementId' | 'signature' | 'place', string>>> => {
    const drawn = await anAgreement(host, leader, id, partyIds, { ...named(name), isOpenToOthers: true });
    await host.database.write(leader, host.now, async (tx) => {
      for (const kind of ['withdrawal', 'conflict'] as const) {
        addClause(tx, id, drawn.versionId, { kind, heading: canary, text: canary });
      }
      for (const { partyId } of [first, second, second]) {
        const duty = { party_id: partyId, text: canary, amount: '', until_on: null, goal_id: null };
        addDuty(tx, id, drawn.versionId, drawn.roles, duty);
      }
      const version = await tx.one(findVersion(id, drawn.versionId));
      await setTerms(tx, id, version, version.version, { ...termsOf(version), ends_on: '2024-01-15' });
    });
    await lock(host, leader, id, drawn.versionId);
    const last = { signature: '', place: '' };
    for (const party of parties) {
      const { partyId, by } = party;
      const attachmentId = await anAttachment(host, by, id, { name: `Papper, ${canary}.txt`, content: canary });
      const row = await ofText(drawn.agreementId, party);
      const [place = ''] = await host.database.write(by, host.now, async (tx) => {
        const of = { versionId: drawn.versionId, id: row.id, partyId, organisationId: by.organisation };
        await stateDecision(tx, id, of, row.version, {
          instance: canary,
          plannedOn: null,
          plannedNote: canary,
          decidedOn: '2023-10-02',
          outcome: 'approved',
          paragraph: canary,
          registrationNumber: canary,
          appeal: 'none',
          appealEndsOn: null,
          mandateText: canary,
        });
        return await sayPlaces(tx, id, of, [{ title: canary, seatIds: [by.seat] }]);
      });
      await writeToSignatories({ collaboration: id, version: drawn.versionId });
      await host.database.write(by, host.now, async (tx) => {
        const paper = {
          signatory: canary,
          signedOn: '2023-10-16',
          attachmentId,
          sha256: hashOf(canary).toString('hex'),
        };
        last.place = place;
        last.signature = await signOnPaper(tx, id, place, paper, attesting);
      });
    }
    return { agreementId: drawn.agreementId, ...last };
  };

  // A settled text, and the next one, out among the parties.
  const settled = await aLockedVersion(host, leader, id, partyIds, named('Överenskommelse'));
  const places: Record<string, string> = {};
  for (const party of parties) {
    const row = await ofText(settled.agreementId, party);
    const of = { versionId: settled.versionId, id: row.id, partyId: party.partyId };
    const organisationId = party.by.organisation;
    const [place = ''] = await host.database.write(party.by, host.now, (tx) =>
      sayPlaces(tx, id, { ...of, organisationId }, [{ title: canary, seatIds: party.seats }]),
    );
    places[`${party.name} place`] = place;
  }
  const draft = await host.database.write(leader, host.now, async (tx) => {
    const version = await beginVersion(tx, id, await tx.one(findVersion(id, settled.versionId)), canary);
    const clause = addClause(tx, id, version, { kind: 'other', heading: canary, text: canary });
    const facts = { party_id: first.partyId, text: canary, amount: canary, until_on: null, goal_id: null };
    const duty = addDuty(tx, id, version, clause, facts);
    const row = await tx.one(findVersion(id, version));
    await sendToParties(tx, id, version, row.version, '2023-12-18');
    return { version, clause, duty };
  });
  const comment = await host.database.write(second.by, host.now, async (tx) =>
    commentOn(
      tx,
      id,
      { id: draft.clause, agreement_version_id: draft.version },
      { party_id: second.partyId, organisation_id: second.by.organisation },
      { text: canary, proposal: canary },
    ),
  );

  const standing = await inForce('I kraft');
  const raise = async (by: PartyOf, against: PartyOf, word: string) =>
    await host.database.write(by.by, host.now, async (tx) => {
      const dispute = raiseDispute(tx, id, {
        agreementId: standing.agreementId,
        clauseId: null,
        matter: word,
        with: [against.by.organisation],
      });
      const row = await tx.one(findDispute(id, standing.agreementId, dispute));
      noteDisputeStep(tx, id, row, { level: 'representatives', heldOn: '2023-11-06', outcome: word });
      return dispute;
    });
  const dispute = await raise(first, second, canary);
  // Between two others: seen by them, and by those who prepare.
  await raise(second, leading, followedCanary);

  const leaving = await inForce('Sägs upp');
  const withdrawals: Record<string, string> = {};
  const asks: Record<string, string> = {};
  for (const { name, partyId, by } of parties) {
    withdrawals[`${name} withdrawal`] = await host.database.write(by, host.now, async (tx) => {
      const withdrawal = await giveNotice(tx, id, leaving.agreementId, {
        partyId,
        organisationId: by.organisation,
        noticedOn: '2023-05-02',
        leavesOn: '2023-11-02',
        because: canary,
        instance: canary,
        decidedOn: '2023-05-01',
        paragraph: canary,
        registrationNumber: canary,
      });
      const promised = await tx.all(listPromised(id, leaving.agreementId, withdrawal));
      // Each is asked to take over what another has promised, and who leads what the second has.
      const asked = name === 'first' ? [second] : name === 'second' ? [first, leading] : [];
      const duties = promised.filter((one) => one.subject_type === 'agreementUndertaking');
      await settleWithdrawal(
        tx,
        id,
        leaving.agreementId,
        await tx.one(findWithdrawal(id, leaving.agreementId, withdrawal)),
        1,
        {
          leavesOn: '2023-11-02',
          money: canary,
          data: canary,
          undertakings: promised.map((one) => {
            const by = asked[duties.indexOf(one)]?.partyId ?? null;
            return { promised: one, becomes: by ? 'isTakenOver' : 'isKept', takenOverBy: by, note: canary };
          }),
        },
      );
      for (const one of await tx.all(listPromised(id, leaving.agreementId, withdrawal))) {
        const by = parties.find(({ partyId: other }) => other === one.taken_over_by_party_id);
        if (!by || !one.settlement_id) continue;
        asks[`${by.name} undertaking`] = one.settlement_id;
        asks[`${by.name} askedIn`] = withdrawal;
      }
      return withdrawal;
    });
  }
  await host.database.write(second.by, host.now, async (tx) => {
    const { 'second askedIn': askedIn = '', 'second undertaking': undertaking = '' } = asks;
    const one = await tx.one(findTakeover(id, leaving.agreementId, askedIn, undertaking));
    await answerTakeover(tx, id, one, 0, { isAccepted: false, note: canary });
  });
  // Settled while the party that has left was one.
  const kept = gone ? await aLockedVersion(host, leader, id, [gone], named('Med den som lämnat')) : undefined;
  await signatureStamper({
    database: host.database,
    clock,
    authority: { url: 'https://tid.example', stamp: async () => Buffer.from(canary) },
  })({ collaboration: id, signature: standing.signature });
  return {
    ...withdrawals,
    ...asks,
    ...(kept ? { text: kept.versionId } : {}),
    ...places,
    signature: standing.signature,
    signedPlace: standing.place,
    agreement: settled.agreementId,
    agreementInForce: standing.agreementId,
    agreementLeft: leaving.agreementId,
    clause: draft.clause,
    duty: draft.duty,
    comment,
    dispute,
  };
}
