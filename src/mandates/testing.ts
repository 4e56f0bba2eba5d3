import type { Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import { answerMatter } from './answering.ts';
import { assessInformation } from './assessing-information.ts';
import type { Direction, InformationFacts } from './information.ts';
import { type InterpretationFacts, keepInterpretation } from './keeping-interpretations.ts';
import { type CardFacts, emptyCard } from './mandate.ts';
import type { AnswerFacts } from './mandate-map.ts';
import { noteCondition } from './noting-conditions.ts';
import { planMatter } from './planning-matters.ts';
import { type ConditionFacts, listCards } from './queries.ts';
import { writeCard } from './writing-card.ts';

/** Something that is planned: a joint reception unless told otherwise. */
export const aMatter = (
  host: Host,
  leader: Someone,
  collaboration: string,
  title = 'Gemensam mottagning',
): Promise<string> =>
  host.database.write(leader, host.now, async (tx) =>
    planMatter(tx, collaboration, { title, detail: '', planned_year: null }),
  );

export const withinMandate: AnswerFacts = {
  need: 'withinMandate',
  note: '',
  instance: '',
  expected_on: null,
  alternatives: '',
  no_alternatives_because: '',
  interpretation_id: null,
  interpretation_number: null,
};

/** What a party answers of a matter: that it may, unless told otherwise. */
export const anAnswer = (
  host: Host,
  someone: Someone,
  collaboration: string,
  of: { readonly matter: string; readonly party: string; readonly organisation?: string },
  facts: Partial<AnswerFacts> = {},
): Promise<string> =>
  host.database.write(someone, host.now, (tx) =>
    answerMatter(tx, collaboration, {
      matterId: of.matter,
      partyId: of.party,
      organisationId: of.organisation ?? someone.organisation,
      facts: { ...withinMandate, ...facts },
      before: undefined,
      version: 0,
    }),
  );

/** A party's card, with what can be done inside it. */
export const aCard = (
  host: Host,
  someone: Someone,
  collaboration: string,
  partyId: string,
  facts: Partial<CardFacts> = {},
): Promise<string> =>
  host.database.write(someone, host.now, async (tx) => {
    const before = (await tx.all(listCards(collaboration))).find((card) => card.party_id === partyId);
    return writeCard(
      tx,
      collaboration,
      { partyId, organisationId: someone.organisation, before, version: before?.version ?? 0 },
      { ...emptyCard, scope: 'Får lova upp till tio platser.', ...facts },
    );
  });

/** How two parties read the law together. */
export const anInterpretation = (
  host: Host,
  leader: Someone,
  collaboration: string,
  parties: readonly string[],
  facts: Partial<InterpretationFacts> = {},
): Promise<string> =>
  host.database.write(leader, host.now, (tx) =>
    keepInterpretation(tx, collaboration, {
      question: 'Får vi ha en gemensam mottagning?',
      interpretation: 'Ja, var och en beslutar i sina egna ärenden.',
      legal_reference: 'Kommunallagen 9 kap. 37 §',
      source: '',
      agreed_on: '2023-11-01',
      party_ids: parties,
      matter_id: null,
      ...facts,
    }),
  );

/** A kind of information that is planned to be shared, and of which nothing has been assessed. */
export const anInformationKind = (
  host: Host,
  leader: Someone,
  collaboration: string,
  between: readonly (readonly [party: string, direction: Direction])[],
  facts: Partial<InformationFacts> = {},
): Promise<string> =>
  host.database.write(leader, host.now, (tx) =>
    assessInformation(
      tx,
      collaboration,
      {
        name: 'Kontaktuppgifter till unga',
        state: 'planned',
        is_secret: null,
        secrecy_section: '',
        disclosure_basis: '',
        disclosure_note: '',
        has_personal_data: null,
        personal_data_basis: null,
        is_sensitive: null,
        sensitive_data_basis: null,
        personal_data_note: '',
        conditions: '',
        assessed_by: '',
        assessed_on: null,
        ...facts,
      },
      new Map(between),
    ),
  );

/** A technical condition that nobody owns yet. */
export const aCondition = (
  host: Host,
  leader: Someone,
  collaboration: string,
  facts: Partial<ConditionFacts> = {},
): Promise<string> =>
  host.database.write(leader, host.now, (tx) =>
    noteCondition(tx, collaboration, {
      name: 'Gemensam inloggning',
      owner_party_id: null,
      owner_name: '',
      standard_version: '',
      hinders: '',
      acting_party_id: null,
      action: '',
      is_settled: false,
      ...facts,
    }),
  );
