import type { PartyRow } from '../collaborations/index.ts';
import { dayOf, type SeatLevel } from '../identity/index.ts';
import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import { legalBases, secrecySections } from '../secrecy/index.ts';
import type { Between } from './assessing-information.ts';
import { type Direction, directions, type InformationFacts, informationStates } from './information.ts';
import type { InterpretationFacts } from './keeping-interpretations.ts';
import {
  type CardFacts,
  type DecisionRightFacts,
  type DialogueFacts,
  type GroundFacts,
  governmentAssignments,
  groundKinds,
  takesStance,
} from './mandate.ts';
import { type AnswerFacts, asksForAlternatives, mandateNeeds } from './mandate-map.ts';
import { personalDataBases, sensitiveDataBases } from './personal-data-basis.ts';
import type { MatterFacts } from './planning-matters.ts';
import type { ConditionFacts, InterpretationRow, MatterRow } from './queries.ts';
import { mandateTexts } from './texts.ts';
import type { Listed } from './writing-card.ts';

export const levels: readonly SeatLevel[] = ['political', 'head', 'manager', 'officer'];
const longest = 3000;

const oneOrNull = <Choice extends string>(form: FormInput, field: string, choices: readonly Choice[]): Choice | null =>
  choices.find((choice) => choice === form.text(field)) ?? null;
/** Yes, no, or not said. */
function truth(form: FormInput, field: string): boolean | null {
  const said = form.text(field);
  return said === 'yes' ? true : said === 'no' ? false : null;
}

export function readCard(reader: FormReader, form: FormInput, party: PartyRow, language: Language): CardFacts {
  const t = mandateTexts(language).form;
  const words = (field: string, missing?: string) => reader.text(field, missing, longest, t.tooLong);
  const assignment = oneOrNull(form, 'assignment', governmentAssignments);
  const card = {
    scope: words('scope', t.nothing),
    limits: words('limits'),
    government_assignment: assignment,
    government_assignment_why: words('assignmentWhy', assignment ? t.assignmentWhyMissing : undefined),
    representative_mandate: words('representative'),
  };
  const asked = takesStance(party.kind);
  const stance = (field: string) => (asked ? words(field) : '');
  return {
    ...card,
    conflict_of_interest: stance('conflict'),
    procurement: stance('procurement'),
    state_aid: stance('stateAid'),
    insight: stance('insight'),
  };
}

/** The rows that a form was posted with: each has a field of its own for its id, empty where it is new. */
function postedRows(form: FormInput, known: readonly { readonly id: string }[]) {
  const rows: { readonly at: number; readonly id: string | null }[] = [];
  for (let at = 0; `id-${at}` in form.typed && at < 100; at += 1) {
    rows.push({ at, id: known.find(({ id }) => id === form.text(`id-${at}`))?.id ?? null });
  }
  return rows;
}

/** A row with nothing in any of its fields is not one. */
const isEmpty = (form: FormInput, at: number, fields: readonly string[]): boolean =>
  fields.every((field) => form.text(`${field}-${at}`) === '');

export function readGrounds(
  reader: FormReader,
  form: FormInput,
  known: readonly { readonly id: string }[],
  language: Language,
): readonly Listed<GroundFacts>[] {
  const t = mandateTexts(language).form;
  return postedRows(form, known).flatMap(({ at, id }) => {
    if (isEmpty(form, at, ['reference', 'text'])) return [];
    const kind = oneOrNull(form, `kind-${at}`, groundKinds) ?? 'otherGround';
    const reference = reader.text(`reference-${at}`, t.referenceMissing(at + 1), 300);
    return [{ id, kind, reference, text: reader.text(`text-${at}`, undefined, longest, t.tooLong) }];
  });
}

export function readDecisionRights(
  reader: FormReader,
  form: FormInput,
  known: readonly { readonly id: string }[],
  language: Language,
): readonly Listed<DecisionRightFacts>[] {
  const t = mandateTexts(language).form;
  return postedRows(form, known).flatMap(({ at, id }) => {
    if (isEmpty(form, at, ['subject', 'decidedBy', 'amount'])) return [];
    return [
      {
        id,
        subject: reader.text(`subject-${at}`, t.subjectMissing(at + 1), 300),
        decided_by: reader.text(`decidedBy-${at}`, t.decidedByMissing(at + 1), 300),
        level: oneOrNull(form, `level-${at}`, levels),
        up_to_amount: reader.whole(`amount-${at}`, t.amountWrong(at + 1), 1, 2_000_000_000),
      },
    ];
  });
}

export function readDialogues(
  reader: FormReader,
  form: FormInput,
  known: readonly { readonly id: string }[],
  language: Language,
): readonly Listed<DialogueFacts>[] {
  const t = mandateTexts(language).form;
  return postedRows(form, known).flatMap(({ at, id }) => {
    if (isEmpty(form, at, ['principal', 'heldOn', 'outcome'])) return [];
    const principal = reader.text(`principal-${at}`, t.principalMissing(at + 1), 300);
    const heldOn = reader.date(`heldOn-${at}`, t.heldOnWrong(at + 1));
    if (heldOn === null) reader.wrong(`heldOn-${at}`, t.heldOnWrong(at + 1));
    const outcome = reader.text(`outcome-${at}`, t.outcomeMissing(at + 1), longest, t.tooLong);
    return [{ id, principal, held_on: heldOn ?? '', outcome }];
  });
}

export function readMatter(reader: FormReader, language: Language): MatterFacts {
  const t = mandateTexts(language);
  return {
    title: reader.text('title', t.matter.nameMissing, 160, t.matter.nameLong),
    detail: reader.text('detail', undefined, longest, t.form.tooLong),
    planned_year: reader.whole('year', t.matter.yearWrong, 1900, 2200),
  };
}

/** What can be cited: the newest wording of each interpretation, and the one that the answer cites already. */
export const citable = (
  interpretations: readonly InterpretationRow[],
  cited: Pick<AnswerFacts, 'interpretation_id' | 'interpretation_number'> | undefined,
): readonly InterpretationRow[] =>
  interpretations.filter(
    (one) =>
      one.number === one.newest || (one.id === cited?.interpretation_id && one.number === cited.interpretation_number),
  );

export function readAnswer(
  reader: FormReader,
  form: FormInput,
  interpretations: readonly InterpretationRow[],
  language: Language,
): AnswerFacts {
  const t = mandateTexts(language);
  const need = reader.oneOf('need', mandateNeeds, t.answer.needMissing);
  const isDecision = need === 'ownDecision';
  const asks = need !== undefined && asksForAlternatives(need);
  const note = reader.text('note', undefined, longest, t.form.tooLong);
  const instance = reader.text('instance', isDecision ? t.answer.instanceMissing : undefined, 300);
  const expected = reader.date('expected', t.answer.expectedWrong);
  const alternatives = reader.text('alternatives', undefined, longest, t.form.tooLong);
  const because = reader.text('noAlternatives', undefined, longest, t.form.tooLong);
  if (asks && alternatives === '' && because === '') reader.wrong('alternatives', t.answer.alternativesMissing);
  const [id, number] = form.text('interpretation').split(' ');
  const cited = interpretations.find((one) => one.id === id && one.number === Number(number));
  return {
    need: need ?? 'withinMandate',
    note,
    instance: isDecision ? instance : '',
    expected_on: isDecision ? expected : null,
    alternatives: asks ? alternatives : '',
    no_alternatives_because: asks && alternatives === '' ? because : '',
    interpretation_id: cited?.id ?? null,
    interpretation_number: cited?.number ?? null,
  };
}

/** A day that has been, or today. */
function dayGone(reader: FormReader, field: string, wrong: string, now: Date): string {
  const day = reader.date(field, wrong);
  if (!day || day > dayOf(now)) reader.wrong(field, wrong);
  return day ?? '';
}

export function readInterpretation(
  reader: FormReader,
  form: FormInput,
  parties: readonly PartyRow[],
  matters: readonly MatterRow[],
  language: Language,
  now: Date,
): InterpretationFacts {
  const t = mandateTexts(language);
  const words = t.interpretations.form;
  const question = reader.text('question', words.questionMissing, 500);
  const interpretation = reader.text('interpretation', words.interpretationMissing, longest, t.form.tooLong);
  const reference = reader.text('reference', words.referenceMissing, 300);
  const agreedOn = dayGone(reader, 'agreedOn', words.agreedOnWrong, now);
  const agreeing = reader.someOf(
    'parties',
    parties.map(({ id }) => id),
  );
  if (agreeing.length < 2) reader.wrong('parties', words.partiesMissing);
  return {
    question,
    interpretation,
    legal_reference: reference,
    source: reader.text('source', undefined, 500),
    agreed_on: agreedOn,
    party_ids: agreeing,
    matter_id: matters.find(({ id }) => id === form.text('matter'))?.id ?? null,
  };
}

export function readInformation(
  reader: FormReader,
  form: FormInput,
  parties: readonly PartyRow[],
  language: Language,
  now: Date,
): { readonly facts: InformationFacts; readonly between: Between } {
  const t = mandateTexts(language);
  const words = t.information.form;
  const name = reader.text('name', words.nameMissing, 300);
  const state = reader.oneOf('state', informationStates, words.stateMissing) ?? 'planned';
  const between = new Map<string, Direction>();
  for (const { id } of parties) {
    const direction = oneOrNull(form, `party-${id}`, directions);
    if (direction) between.set(id, direction);
  }
  const sides = [...between.values()];
  const gives = sides.filter((side) => side !== 'receives').length;
  const receives = sides.filter((side) => side !== 'gives').length;
  const first = parties[0];
  if (first && (gives === 0 || receives === 0 || between.size < 2)) {
    reader.wrong(`party-${first.id}`, words.partiesMissing);
  }
  const isSecret = truth(form, 'secret');
  const chosen = secrecySections.find(({ section }) => section === form.text('section'))?.section;
  const section = chosen ?? reader.text('otherSection', undefined, 100);
  if (isSecret && section === '') reader.wrong('section', words.sectionMissing);
  const basis = oneOrNull(
    form,
    'basis',
    legalBases.map(({ code }) => code),
  );
  const basisNote = reader.text('basisNote', undefined, longest, t.form.tooLong);
  const hasPersonalData = truth(form, 'personal');
  const isSensitive = hasPersonalData ? truth(form, 'sensitive') : null;
  const personalNote = reader.text('personalNote', undefined, longest, t.form.tooLong);
  const conditions = reader.text('conditions', undefined, longest, t.form.tooLong);
  const assessedBy = reader.text('assessedBy', undefined, 300);
  const day = form.text('assessedOn');
  const assessedOn = assessedBy === '' && day === '' ? null : dayGone(reader, 'assessedOn', words.assessedOnWrong, now);
  if (assessedBy === '' && day !== '') reader.wrong('assessedBy', words.assessedByMissing);
  return {
    between,
    facts: {
      name,
      state,
      is_secret: isSecret,
      secrecy_section: isSecret ? section : '',
      disclosure_basis: isSecret ? (basis ?? '') : '',
      disclosure_note: isSecret ? basisNote : '',
      has_personal_data: hasPersonalData,
      personal_data_basis: hasPersonalData ? oneOrNull(form, 'article6', personalDataBases) : null,
      is_sensitive: isSensitive,
      sensitive_data_basis: isSensitive ? oneOrNull(form, 'article9', sensitiveDataBases) : null,
      personal_data_note: hasPersonalData ? personalNote : '',
      conditions,
      assessed_by: assessedBy,
      assessed_on: assessedOn,
    },
  };
}

export function readCondition(
  reader: FormReader,
  form: FormInput,
  parties: readonly PartyRow[],
  language: Language,
): ConditionFacts {
  const t = mandateTexts(language);
  const words = t.conditions.form;
  const partyIn = (field: string) => parties.find(({ id }) => id === form.text(field))?.id ?? null;
  const name = reader.text('name', words.nameMissing, 300);
  const owner = partyIn('ownerParty');
  const ownerName = reader.text('ownerName', undefined, 300);
  if (owner && ownerName !== '') reader.wrong('ownerName', words.ownerBoth);
  return {
    name,
    owner_party_id: owner,
    owner_name: owner ? '' : ownerName,
    standard_version: reader.text('standard', undefined, 100),
    hinders: reader.text('hinders', undefined, longest, t.form.tooLong),
    acting_party_id: partyIn('acting'),
    action: reader.text('action', undefined, longest, t.form.tooLong),
    is_settled: form.text('settled') === 'yes',
  };
}

/** The version of the card that the writer read: 0 where there was none. */
export const versionOf = (form: FormInput): number => Number(form.text('version') || 0);
