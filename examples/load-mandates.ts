import { readFileSync } from 'node:fs';
import type { ActingPerson, SeatLevel, User } from '../src/identity/index.ts';
import {
  answerMatter,
  assessInformation,
  type Direction,
  emptyCard,
  type GroundFacts,
  type InformationFacts,
  keepInterpretation,
  listCards,
  type MandateNeed,
  noteCondition,
  planMatter,
  writeCard,
  writeDecisionRights,
  writeDialogues,
  writeGrounds,
} from '../src/mandates/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import type { BothLanguages } from '../src/platform/texts.ts';
import { type Cast, type Keyed, morningOf, need } from './load-rounds.ts';

/** How a party that never signs in has said it. */
interface Heard {
  readonly channel: 'email' | 'phone' | 'meeting' | 'document';
  readonly statedOn: string;
}
interface Written {
  readonly party: string;
  readonly entered: Heard | null;
}

/** examples/fler-unga-i-arbete/mandates.json: what the invented parties may, and what they need. */
interface ExampleMandates {
  readonly matters: readonly {
    readonly key: string;
    readonly title: BothLanguages;
    readonly detail: BothLanguages;
    readonly year: number;
    readonly plannedOn: string;
  }[];
  readonly cards: readonly (Written & {
    readonly writtenBy: string | null;
    readonly writtenOn: string;
    readonly scope: BothLanguages;
    readonly limits: BothLanguages;
    readonly representative: BothLanguages;
    readonly assignment: 'yes' | 'no' | 'asked';
    readonly assignmentWhy: BothLanguages;
    readonly grounds: readonly {
      readonly kind: GroundFacts['kind'];
      readonly reference: BothLanguages;
      readonly text: BothLanguages;
    }[];
    readonly decisionRights: readonly {
      readonly subject: BothLanguages;
      readonly decidedBy: BothLanguages;
      readonly level: SeatLevel;
      readonly upTo: number | null;
    }[];
    readonly dialogues: readonly {
      readonly principal: BothLanguages;
      readonly heldOn: string;
      readonly outcome: BothLanguages;
    }[];
  })[];
  readonly interpretations: readonly {
    readonly key: string;
    readonly keptOn: string;
    readonly agreedOn: string;
    readonly question: BothLanguages;
    readonly interpretation: BothLanguages;
    readonly legalReference: BothLanguages;
    readonly source: BothLanguages;
    readonly parties: readonly string[];
  }[];
  readonly answers: readonly (Written & {
    readonly matter: string;
    readonly need: MandateNeed;
    readonly answeredBy: string | null;
    readonly answeredOn: string;
    readonly note: BothLanguages | null;
    readonly instance: BothLanguages | null;
    readonly expectedOn: string | null;
    readonly alternatives: BothLanguages | null;
    readonly noAlternativesBecause: BothLanguages | null;
    readonly cites: string | null;
  })[];
  readonly information: readonly {
    readonly writtenOn: string;
    readonly name: BothLanguages;
    readonly state: InformationFacts['state'];
    readonly between: Readonly<Record<string, Direction>>;
    readonly isSecret: boolean;
    readonly section: string;
    readonly basis: string;
    readonly basisNote: BothLanguages | null;
    readonly hasPersonalData: boolean;
    readonly article6: InformationFacts['personal_data_basis'];
    readonly isSensitive: boolean | null;
    readonly article9: InformationFacts['sensitive_data_basis'];
    readonly conditions: BothLanguages;
    readonly assessedBy: BothLanguages | null;
    readonly assessedOn: string | null;
  }[];
  readonly conditions: readonly {
    readonly writtenOn: string;
    readonly name: BothLanguages;
    readonly ownerParty: string | null;
    readonly ownerName: BothLanguages | null;
    readonly version: string;
    readonly hinders: BothLanguages | null;
    readonly acting: string | null;
    readonly action: BothLanguages;
    readonly isSettled: boolean;
  }[];
}

export const mandatesText = readFileSync(new URL('fler-unga-i-arbete/mandates.json', import.meta.url), 'utf8');
const example = JSON.parse(mandatesText) as ExampleMandates;
const words = (text: BothLanguages | null): string => text?.sv ?? '';

/** Each party writes its own card and its own column; the process leader writes for the one that never signs in. */
export async function loadMandates(database: Database<User>, cast: Cast, organisations: Keyed): Promise<void> {
  const { leader, as, parties, collaborationId } = cast;
  const write = <Result>(by: ActingPerson, day: string, work: Parameters<Database<User>['write']>[2]) =>
    database.write(by, morningOf(day), work) as Promise<Result>;
  const matters = new Map<string, string>();
  for (const { key, title, detail, year, plannedOn } of example.matters) {
    const facts = { title: title.sv, detail: detail.sv, planned_year: year };
    matters.set(key, await write(leader, plannedOn, async (tx) => planMatter(tx, collaborationId, facts)));
  }
  for (const card of example.cards) await loadCard(database, cast, organisations, card);

  const interpretations = new Map<string, string>();
  for (const { key, keptOn, agreedOn, parties: agreeing, ...texts } of example.interpretations) {
    const id = await write<string>(leader, keptOn, (tx) =>
      keepInterpretation(tx, collaborationId, {
        question: texts.question.sv,
        interpretation: texts.interpretation.sv,
        legal_reference: texts.legalReference.sv,
        source: texts.source.sv,
        agreed_on: agreedOn,
        party_ids: agreeing.map((party) => need(parties, party)),
        matter_id: null,
      }),
    );
    interpretations.set(key, id);
  }
  const titles = new Map(example.matters.map(({ key, title }) => [key, title.sv]));
  for (const answer of example.answers) {
    const by = answer.answeredBy ? as(answer.answeredBy) : leader;
    const summary = `${need(titles, answer.matter)}. ${words(answer.note)}`.trim();
    await write(by, answer.answeredOn, (tx) =>
      answerMatter(tx, collaborationId, {
        matterId: need(matters, answer.matter),
        partyId: need(parties, answer.party),
        organisationId: need(organisations, answer.party),
        facts: {
          need: answer.need,
          note: words(answer.note),
          instance: words(answer.instance),
          expected_on: answer.expectedOn,
          alternatives: words(answer.alternatives),
          no_alternatives_because: words(answer.noAlternativesBecause),
          interpretation_id: answer.cites ? need(interpretations, answer.cites) : null,
          interpretation_number: answer.cites ? 1 : null,
        },
        before: undefined,
        version: 0,
        entered: answer.entered ? { ...answer.entered, summary } : undefined,
      }),
    );
  }
  for (const kind of example.information) {
    await write(leader, kind.writtenOn, (tx) =>
      assessInformation(
        tx,
        collaborationId,
        {
          name: kind.name.sv,
          state: kind.state,
          is_secret: kind.isSecret,
          secrecy_section: kind.section,
          disclosure_basis: kind.basis,
          disclosure_note: words(kind.basisNote),
          has_personal_data: kind.hasPersonalData,
          personal_data_basis: kind.article6,
          is_sensitive: kind.isSensitive,
          sensitive_data_basis: kind.article9,
          personal_data_note: '',
          conditions: kind.conditions.sv,
          assessed_by: words(kind.assessedBy),
          assessed_on: kind.assessedOn,
        },
        new Map(Object.entries(kind.between).map(([party, direction]) => [need(parties, party), direction])),
      ),
    );
  }
  for (const one of example.conditions) {
    await write(leader, one.writtenOn, (tx) =>
      noteCondition(tx, collaborationId, {
        name: one.name.sv,
        owner_party_id: one.ownerParty ? need(parties, one.ownerParty) : null,
        owner_name: words(one.ownerName),
        standard_version: one.version,
        hinders: words(one.hinders),
        acting_party_id: one.acting ? need(parties, one.acting) : null,
        action: one.action.sv,
        is_settled: one.isSettled,
      }),
    );
  }
}

/** The card first, then its lists, each as a writing of its own with the version that the one before left. */
async function loadCard(
  database: Database<User>,
  { leader, as, parties, collaborationId }: Cast,
  organisations: Keyed,
  card: ExampleMandates['cards'][number],
): Promise<void> {
  const by = card.writtenBy ? as(card.writtenBy) : leader;
  const partyId = need(parties, card.party);
  const steps: readonly ((
    tx: Parameters<typeof writeCard>[0],
    writing: Parameters<typeof writeCard>[2],
  ) => Promise<string>)[] = [
    (tx, writing) =>
      writeGrounds(
        tx,
        collaborationId,
        writing,
        card.grounds.map((one) => ({ id: null, kind: one.kind, reference: one.reference.sv, text: one.text.sv })),
      ),
    (tx, writing) =>
      writeDecisionRights(
        tx,
        collaborationId,
        writing,
        card.decisionRights.map((one) => ({
          id: null,
          subject: one.subject.sv,
          decided_by: one.decidedBy.sv,
          level: one.level,
          up_to_amount: one.upTo,
        })),
      ),
    (tx, writing) =>
      writeDialogues(
        tx,
        collaborationId,
        writing,
        card.dialogues.map((one) => ({
          id: null,
          principal: one.principal.sv,
          held_on: one.heldOn,
          outcome: one.outcome.sv,
        })),
      ),
    // Last, so that what stands as entered for a party is the whole in its own words.
    (tx, writing) =>
      writeCard(tx, collaborationId, writing, {
        ...emptyCard,
        scope: card.scope.sv,
        limits: card.limits.sv,
        representative_mandate: card.representative.sv,
        government_assignment: card.assignment,
        government_assignment_why: card.assignmentWhy.sv,
      }),
  ];
  for (const step of steps) {
    await database.write(by, morningOf(card.writtenOn), async (tx) => {
      const before = (await tx.all(listCards(collaborationId))).find((one) => one.party_id === partyId);
      await step(tx, {
        partyId,
        organisationId: need(organisations, card.party),
        before,
        version: before?.version ?? 0,
        entered: card.entered ?? undefined,
      });
    });
  }
}
