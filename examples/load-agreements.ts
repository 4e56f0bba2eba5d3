import { readFileSync } from 'node:fs';
import {
  type AgreementGround,
  type AgreementKind,
  type Attesting,
  addClause,
  addDuty,
  agreementTexts,
  answerComment,
  beginVersion,
  type ClauseKind,
  type CommentAnswer,
  changeClause,
  commentOn,
  drawUpAgreement,
  listAgreementParties,
  listClauses,
  listComments,
  listVersions,
  type Stance,
  sayPlaces,
  sendToParties,
  setConditions,
  setTerms,
  settleText,
  signOnPaper,
  stateDecision,
  takeStance,
  termsOf,
  type VersionRow,
} from '../src/agreements/index.ts';
import { attachFiles } from '../src/attachments/index.ts';
import type { Channel } from '../src/collaborations/index.ts';
import { listPlans } from '../src/financing/index.ts';
import type { ActingPerson, Tx, User } from '../src/identity/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import type { Documents } from '../src/platform/documents/documents.ts';
import type { Files } from '../src/platform/files/files.ts';
import { formatsFor } from '../src/platform/texts.ts';
import { type Cast, type Keyed, morningOf, need } from './load-rounds.ts';

/** What the installation makes and keeps things with: the pages, the scanned papers, and its word for both. */
export interface ExampleHouse {
  readonly documents: Documents;
  readonly files: Files;
  readonly attesting: Attesting;
}

interface ExampleDecision {
  readonly party: string;
  /** Who enters it; null where the leader does for a party. */
  readonly by: string | null;
  readonly instance: string;
  readonly decidedOn: string;
  readonly paragraph: string;
  readonly registrationNumber: string;
  /** Null where nobody may appeal. */
  readonly appealEndsOn: string | null;
  readonly places: readonly { readonly title: string; readonly signatory: string; readonly signedOn: string }[];
}

interface ExampleVersion {
  readonly changeNote: string;
  readonly writtenOn: string;
  readonly leastBound: number;
  readonly terms: {
    readonly fromOn: string | null;
    readonly endsOn: string | null;
    readonly noticeMonths: number;
    readonly reviewOn: string;
    readonly followUpMonths: number;
  };
  readonly clauses?: readonly {
    readonly key: string;
    readonly kind: ClauseKind;
    readonly heading: string;
    readonly text: string;
  }[];
  readonly changes?: readonly { readonly key: string; readonly text: string }[];
  readonly duties: readonly {
    readonly party: string;
    readonly text: string;
    readonly amount: string;
    readonly untilOn: string | null;
    readonly goal: string;
  }[];
  readonly sentOn: string;
  readonly answersDueOn: string;
  readonly comments: readonly {
    readonly party: string;
    readonly by: string;
    readonly on: string;
    readonly clause: string;
    readonly text: string;
    readonly proposal: string;
    readonly answer: CommentAnswer;
    readonly answerText: string;
    readonly answeredOn: string;
  }[];
  readonly stances: readonly {
    readonly party: string;
    readonly by: string;
    readonly on: string;
    readonly stance: Stance;
    readonly note: string;
  }[];
  readonly lockedOn: string;
  readonly decisions: readonly ExampleDecision[];
  readonly planned: readonly {
    readonly party: string;
    readonly by: string | null;
    readonly on: string;
    readonly instance: string;
    readonly plannedOn: string | null;
    readonly plannedNote: string;
    readonly registrationNumber: string;
    readonly places: readonly string[];
    readonly entered: { readonly channel: Channel; readonly statedOn: string; readonly summary: string } | null;
  }[];
}

interface ExampleAgreement {
  readonly title: string;
  readonly kind: AgreementKind;
  readonly ground: AgreementGround;
  readonly isOpenToOthers: boolean;
  readonly versions: readonly ExampleVersion[];
}

export const agreementsText = readFileSync(new URL('fler-unga-i-arbete/agreements.json', import.meta.url), 'utf8');
const example = JSON.parse(agreementsText) as ExampleAgreement;
const formats = formatsFor('sv');
const texts = agreementTexts('sv');
const [firstVersion] = example.versions;
const headings = new Map(firstVersion?.clauses?.map(({ key, heading }) => [key, heading]));

/** The agreement in its three versions, as the parties wrote, answered, decided and signed each. */
export async function loadAgreements(
  database: Database<User>,
  cast: Cast,
  organisations: Keyed,
  house: ExampleHouse,
): Promise<void> {
  const { collaborationId: id, leader, parties, goals } = cast;
  let agreementId = '';
  for (const [at, version] of example.versions.entries()) {
    const number = at + 1;
    const of = (): readonly [string, string, number] => [id, agreementId, number];
    const row = async (tx: Tx): Promise<VersionRow> => {
      const found = (await tx.all(listVersions(...of()))).find((one) => one.is_shown);
      if (!found) throw new Error(`the example has no version ${number}`);
      return found;
    };
    const clauseOf = async (tx: Tx, key: string) => {
      const clauses = await tx.all(listClauses(...of()));
      const found = clauses.find((one) => one.number === number && one.heading === headings.get(key));
      if (!found) throw new Error(`the example has no clause ${key}`);
      return found;
    };
    const partyRow = async (tx: Tx, key: string) => {
      const found = (await tx.all(listAgreementParties(...of()))).find((one) => one.party_id === need(parties, key));
      if (!found) throw new Error(`${key} is no party of the text`);
      return found;
    };
    const all = [...parties.values()].map((partyId) => ({ partyId, isRequired: false }));

    await database.write(leader, morningOf(version.writtenOn), async (tx) => {
      if (number === 1) {
        const { title, kind, ground, isOpenToOthers } = example;
        const facts = { title, kind, ground, isOpenToOthers, adoptingPartyId: null, mainAgreementId: null };
        const drawn = drawUpAgreement(tx, id, { ...facts, parties: all });
        agreementId = drawn.agreementId;
        for (const { key: _, ...clause } of version.clauses ?? []) addClause(tx, id, drawn.versionId, clause);
      } else {
        const versions = await tx.all(listVersions(id, agreementId, number - 1));
        const before = versions.find((one) => one.is_shown);
        if (before) await beginVersion(tx, id, before, version.changeNote);
      }
      const begun = await row(tx);
      const { terms } = version;
      const plans = number === example.versions.length ? await tx.all(listPlans(id)) : [];
      await setTerms(tx, id, begun, begun.version, {
        ...termsOf(begun),
        from_on: terms.fromOn,
        ends_on: terms.endsOn,
        notice_months: terms.noticeMonths,
        review_on: terms.reviewOn,
        follow_up_months: terms.followUpMonths,
        financing_plan_id: plans[0]?.id ?? null,
      });
      await setConditions(tx, id, begun.id, begun.version + 1, {
        leastBound: version.leastBound,
        isSignedInOrder: false,
        parties: all,
      });
      for (const { key, text } of version.changes ?? []) {
        const clause = await clauseOf(tx, key);
        await changeClause(tx, id, clause, clause.version, { kind: clause.kind, heading: clause.heading, text });
      }
      const roles = await clauseOf(tx, 'parter');
      for (const duty of version.duties)
        addDuty(tx, id, begun.id, roles.id, {
          party_id: need(parties, duty.party),
          text: duty.text,
          amount: duty.amount,
          until_on: duty.untilOn,
          goal_id: need(goals, duty.goal),
        });
    });
    await database.write(leader, morningOf(version.sentOn), async (tx) => {
      const open = await row(tx);
      await sendToParties(tx, id, open.id, open.version, version.answersDueOn);
    });
    for (const said of version.comments)
      await database.write(cast.as(said.by), morningOf(said.on), async (tx) => {
        commentOn(tx, id, await clauseOf(tx, said.clause), await partyRow(tx, said.party), said);
      });
    for (const said of version.comments)
      await database.write(leader, morningOf(said.answeredOn), async (tx) => {
        const comments = await tx.all(listComments(...of()));
        const comment = comments.find((one) => one.text === said.text);
        if (!comment) throw new Error(`the comment of ${said.party} is not there`);
        await answerComment(tx, id, comment, comment.version, said.answer, said.answerText);
        if (said.proposal === '') return;
        const clause = await clauseOf(tx, said.clause);
        const { kind, heading } = clause;
        const proposedByPartyId = comment.party_id;
        await changeClause(tx, id, clause, clause.version, { kind, heading, text: said.proposal, proposedByPartyId });
      });
    for (const { party, by, on, stance, note } of version.stances)
      await database.write(cast.as(by), morningOf(on), async (tx) => {
        const before = await partyRow(tx, party);
        await takeStance(tx, id, before, before.version, { stance, note }, texts.stances[stance]);
      });
    const versionId = await database.write(leader, morningOf(version.lockedOn), async (tx) => {
      const open = await row(tx);
      await settleText(tx, id, house.documents, { versionId: open.id, version: open.version });
      return open.id;
    });

    const ofParty = async (tx: Tx, key: string) => {
      const { id: rowId, party_id, version: read } = await partyRow(tx, key);
      return { read, of: { versionId, id: rowId, partyId: party_id, organisationId: need(organisations, key) } };
    };
    const isOwn = ({ party, by }: ExampleDecision): boolean => by !== null || party === 'region-f';
    const placeIds = new Map<string, readonly string[]>();
    for (const decision of version.decisions.toSorted((a, b) => a.decidedOn.localeCompare(b.decidedOn)))
      await database.write(actingFor(cast, decision.by), morningOf(decision.decidedOn), async (tx) => {
        const { read, of: one } = await ofParty(tx, decision.party);
        const entered = isOwn(decision)
          ? undefined
          : {
              channel: 'document' as const,
              statedOn: decision.decidedOn,
              summary: `${decision.instance}, ${decision.paragraph}`,
            };
        const facts = {
          instance: decision.instance,
          plannedOn: null,
          plannedNote: '',
          decidedOn: decision.decidedOn,
          outcome: 'approved' as const,
          paragraph: decision.paragraph,
          registrationNumber: decision.registrationNumber,
          appeal: decision.appealEndsOn ? ('running' as const) : ('none' as const),
          appealEndsOn: decision.appealEndsOn,
          mandateText: 'Enligt beslutet',
        };
        await stateDecision(tx, id, one, read, facts, entered);
        const places = decision.places.map(({ title }) => ({ title, seatIds: [] }));
        placeIds.set(decision.party, await sayPlaces(tx, id, one, places, entered));
      });
    const scanned = await scan(house, version, number);
    const attachmentId = await database.write(leader, morningOf(version.lockedOn), async (tx) => {
      const to = { type: 'collaboration', id, concernedOrganisationId: null };
      const { limits, scanning } = house.files;
      const [made = ''] = await attachFiles(tx, id, to, [scanned], {
        most: limits.most,
        isScanned: scanning.isScanned,
      });
      return made;
    });
    const signatures = version.decisions.flatMap((decision) =>
      decision.places.map((place, at) => ({ decision, place, placeId: placeIds.get(decision.party)?.[at] ?? '' })),
    );
    for (const { decision, place, placeId } of signatures.toSorted((a, b) =>
      a.place.signedOn.localeCompare(b.place.signedOn),
    ))
      await database.write(actingFor(cast, decision.by), morningOf(place.signedOn), async (tx) => {
        const paper = { ...place, attachmentId, sha256: scanned.sha256.toString('hex') };
        const summary = `${place.title}: ${place.signatory}`;
        const entered = { channel: 'document' as const, statedOn: place.signedOn, summary };
        await signOnPaper(tx, id, placeId, isOwn(decision) ? paper : { ...paper, entered }, house.attesting);
      });
    for (const plan of version.planned)
      await database.write(actingFor(cast, plan.by), morningOf(plan.on), async (tx) => {
        const { read, of: one } = await ofParty(tx, plan.party);
        const entered = plan.entered ?? undefined;
        const facts = {
          instance: plan.instance,
          plannedOn: plan.plannedOn,
          plannedNote: plan.plannedNote,
          decidedOn: null,
          outcome: null,
          paragraph: '',
          registrationNumber: plan.registrationNumber,
          appeal: null,
          appealEndsOn: null,
          mandateText: '',
        };
        await stateDecision(tx, id, one, read, facts, entered);
        await sayPlaces(
          tx,
          id,
          one,
          plan.places.map((title) => ({ title, seatIds: [] })),
          entered,
        );
      });
  }
}

/** The sheet with the parties’ signatures, as it was scanned. */
async function scan(house: ExampleHouse, version: ExampleVersion, number: number) {
  const pages = await house.documents.pdf(
    {
      language: 'sv',
      title: `Underskrifter, version ${number}`,
      author: 'Region F',
      date: version.lockedOn,
      label: 'Påhittat exempel',
      head: { name: example.title, detail: `Version ${number}`, pairs: [] },
      foot: 'Påhittade namn. Ingen har skrivit under.',
      blocks: [
        {
          kind: 'table',
          caption: 'Underskrifter',
          rowHeadings: true,
          columns: [
            { heading: 'Plats', share: 3 },
            { heading: 'Namn', share: 3 },
            { heading: 'Dag', fit: true },
          ],
          rows: version.decisions.flatMap(({ places }) =>
            places.map(({ title, signatory, signedOn }) => ({ cells: [title, signatory, formats.date(signedOn)] })),
          ),
        },
      ],
    },
    'ua-1',
  );
  async function* content(): AsyncGenerator<Uint8Array> {
    yield pages;
  }
  const received = await house.files.receive(content(), house.files.limits.largest);
  await house.files.keep(received);
  return {
    name: `underskrifter-version-${number}.pdf`,
    mediaType: 'application/pdf',
    bytes: received.bytes,
    sha256: received.sha256,
    alternative: '',
    isDecorative: false,
  };
}

const actingFor = (cast: Cast, by: string | null): ActingPerson => (by ? cast.as(by) : cast.leader);
