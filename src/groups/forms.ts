import type { CollaborationSeatRow, PartyRow } from '../collaborations/index.ts';
import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import { canHave, effects, needsBasis, ruleEffects, usualSubjects, ways } from './decision-order.ts';
import type { GroupFacts, PlaceFacts } from './forming.ts';
import { eaches, formedKinds, groupPhases, levels, natures, placeRoles, rhythms, severals } from './joint-group.ts';
import { carriedOut, ownDecisions, results } from './outcome.ts';
import type { Closing, MatterFacts, OwnDecisionFacts } from './outcomes.ts';
import type { DecisionRuleRow, GroupRow, OwnDecisionRow } from './queries.ts';
import type { RuleFacts } from './rule-setting.ts';
import { groupTexts } from './texts.ts';

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];
const chosenOf = <Choice extends string>(choices: readonly Choice[], text: string): Choice | null =>
  choices.find((choice) => choice === text) ?? null;
const yesOrNo = (text: string): boolean | null => (text === 'yes' ? true : text === 'no' ? false : null);

export function readGroup(
  reader: FormReader,
  form: FormInput,
  rows: { readonly groups: readonly GroupRow[]; readonly parties: readonly PartyRow[] },
  before: GroupRow | undefined,
  language: Language,
): GroupFacts {
  const t = groupTexts(language).groupForm;
  const name = reader.text('name', t.nameMissing, 200);
  const mandate = reader.text('mandate', undefined, 4000);
  const basis = reader.text('basis', undefined, 500);
  const times = reader.whole('times', t.timesWrong, 1, 366);
  // A number says by itself what kind of rhythm it is.
  const rhythm = times === null ? chosenOf(rhythms, form.text('rhythm')) : 'timesAYear';
  if (rhythm === 'timesAYear' && times === null) reader.wrong('times', t.timesWrong);
  const competences = reader.text('competences', undefined, 2000);
  const under = rows.groups.find((one) => one.id === form.text('under') && one.id !== before?.id)?.id ?? null;
  const isAssigned = form.text('assigned') === 'yes';
  if (isAssigned && !under) reader.wrong('assigned', t.assignedByNobody);
  const borrowedFrom = reader.text('borrowedFrom', undefined, 200);
  return {
    name,
    kind: chosenOf(formedKinds, form.text('kind')),
    nature: chosenOf(natures, form.text('nature')),
    mandate,
    mandate_basis: basis,
    rhythm,
    times_a_year: times,
    is_times_at_least: times !== null && form.text('atLeast') === 'yes',
    has_minutes: yesOrNo(form.text('minutes')),
    may_decide: yesOrNo(form.text('decides')),
    is_cross_professional: before?.is_cross_professional ?? null,
    levels: reader.someOf('levels', levels),
    secretariat_party_id: rows.parties.find((party) => party.id === form.text('secretariat'))?.id ?? null,
    competences_needed: linesOf(competences),
    under_group_id: under,
    is_assigned: isAssigned,
    several: chosenOf(severals, form.text('several')),
    is_borrowed: borrowedFrom !== '' || form.text('borrowed') === 'yes',
    borrowed_from: borrowedFrom,
    phases: reader.someOf('phases', groupPhases),
  };
}

export function readPlace(
  reader: FormReader,
  form: FormInput,
  rows: { readonly parties: readonly PartyRow[]; readonly seats: readonly CollaborationSeatRow[] },
  language: Language,
): PlaceFacts {
  const t = groupTexts(language).placeForm;
  const title = reader.text('title', t.titleMissing, 200);
  const role = chosenOf(placeRoles, form.text('role')) ?? 'member';
  const from = form.text('from');
  const seat = rows.seats.find((one) => one.seat_id === form.text('seat'));
  const ofSeat = seat && rows.parties.find((party) => party.organisation_id === seat.organisation_id);
  const chosen = rows.parties.find((party) => party.id === from);
  const each = chosenOf(eaches, from);
  const represents = reader.text('represents', undefined, 200);
  if (represents !== '' && (chosen || each || ofSeat)) reader.wrong('represents', t.representsTwice);
  if (ofSeat && (each || (chosen && chosen.id !== ofSeat.id))) reader.wrong('seat', t.seatWrong);
  const count = reader.whole('count', t.countWrong, 1, 100);
  const taken = reader.whole('taken', t.takenWrong, 0, 10_000) ?? 0;
  return {
    title,
    role,
    party_id: ofSeat?.id ?? chosen?.id ?? null,
    each: ofSeat ? null : each,
    represents,
    seat_id: ofSeat && seat ? seat.seat_id : null,
    organisation_id: ofSeat?.organisation_id ?? null,
    // Whoever holds the seat is one, and takes one.
    count: ofSeat ? 1 : count,
    taken: ofSeat ? 0 : taken,
    level: chosenOf(levels, form.text('level')),
    competences: linesOf(reader.text('competences', undefined, 2000)),
    phases: reader.someOf('phases', groupPhases),
  };
}

export function readRule(
  reader: FormReader,
  form: FormInput,
  groups: readonly GroupRow[],
  language: Language,
): RuleFacts {
  const t = groupTexts(language).rules;
  const subject = reader.text('subject', t.subjectMissing, 200);
  const group = groups.find((one) => one.id === form.text('group'));
  const way = reader.oneOf('way', ways, t.wayMissing) ?? 'consensus';
  if ((way === 'eachParty') === Boolean(group)) reader.wrong('way', t.wayEachParty);
  const effect = reader.oneOf('effect', ruleEffects, t.effectMissing) ?? 'standpoint';
  if ((effect === 'partysDecision') === Boolean(group)) reader.wrong('effect', t.effectEachParty);
  else if (group && !canHave(group.nature, effect)) reader.wrong('effect', t.effectBeyond);
  const basis = reader.text('basis', undefined, 500);
  if (effect === 'decisionWithinMandate' && basis === '') reader.wrong('basis', t.basisMissing);
  return {
    subject,
    usual_subject: usualSubjects.find((one) => one.key === form.text('usual'))?.key ?? null,
    group_id: group?.id ?? null,
    way,
    effect,
    basis: needsBasis(effect) ? basis : '',
    if_not_agreed: reader.text('ifNotAgreed', undefined, 500),
  };
}

export function readMatter(
  reader: FormReader,
  form: FormInput,
  rows: { readonly groups: readonly GroupRow[]; readonly rules: readonly DecisionRuleRow[] },
  groupId: string | undefined,
  language: Language,
): MatterFacts {
  const t = groupTexts(language).outcome;
  const group = rows.groups.find((one) => one.id === (groupId ?? form.text('group')));
  if (!group) reader.wrong('group', t.groupMissing);
  return {
    group_id: group?.id ?? '',
    matter: reader.text('matter', t.matterMissing, 300),
    grounds: reader.text('grounds', undefined, 8000),
    decision_rule_id:
      rows.rules.find((rule) => rule.id === form.text('rule') && rule.group_id === group?.id)?.id ?? null,
  };
}

export function readClosing(
  reader: FormReader,
  form: FormInput,
  group: GroupRow | undefined,
  parties: readonly PartyRow[],
  opened: string,
  today: string,
  language: Language,
): Closing {
  const t = groupTexts(language);
  const result = reader.oneOf('result', results, t.outcome.resultMissing) ?? 'agreed';
  const wording = reader.text('wording', t.outcome.wordingMissing, 8000);
  const effect = reader.oneOf('effect', effects, t.outcome.effectMissing) ?? 'standpoint';
  if (group && !canHave(group.nature, effect)) reader.wrong('effect', t.rules.effectBeyond);
  const basis = reader.text('basis', undefined, 500);
  if (needsBasis(effect) && basis === '') reader.wrong('basis', t.rules.basisMissing);
  const decidedOn = reader.date('decidedOn', t.outcome.decidedOnMissing);
  if (!decidedOn || decidedOn > today) reader.wrong('decidedOn', t.outcome.decidedOnMissing);
  const lookAgainOn = reader.date('lookAgainOn', t.outcome.lookAgainWrong);
  if (lookAgainOn && decidedOn && lookAgainOn <= decidedOn) reader.wrong('lookAgainOn', t.outcome.lookAgainWrong);
  const chosen = form.all('parties');
  return {
    result,
    effect,
    basis: needsBasis(effect) ? basis : '',
    wording,
    decidedOn: decidedOn ?? opened,
    lookAgainOn,
    parties: parties.filter((party) => chosen.includes(party.id)),
  };
}

export function readOwnDecision(
  reader: FormReader,
  form: FormInput,
  before: OwnDecisionRow,
  today: string,
  language: Language,
): OwnDecisionFacts {
  const t = groupTexts(language).ownForm;
  const decision = chosenOf(ownDecisions, form.text('decision'));
  const instance = reader.text('instance', decision ? t.instanceMissing : undefined, 200);
  const plannedOn = reader.date('plannedOn', t.dateWrong);
  const decidedOn = reader.date('decidedOn', t.dateWrong);
  if (decidedOn && !decision) reader.wrong('decision', t.decisionMissing);
  if ((decision && !decidedOn) || (decidedOn && decidedOn > today)) reader.wrong('decidedOn', t.decidedOnMissing);
  const paragraph = reader.text('paragraph', undefined, 100);
  const registrationNumber = reader.text('registrationNumber', undefined, 100);
  const carried = chosenOf(carriedOut, form.text('carriedOut'));
  if (carried && !decision) reader.wrong('carriedOut', t.carriedOutEarly);
  const note = reader.text('carriedOutNote', undefined, 2000);
  if (carried && carried !== 'yes' && note === '') reader.wrong('carriedOutNote', t.carriedOutWhyMissing);
  return {
    instance,
    planned_on: plannedOn,
    decision,
    decided_on: decision ? decidedOn : null,
    paragraph,
    registration_number: registrationNumber,
    carried_out: carried,
    carried_out_note: note,
    carried_out_on: carried ? (before.carried_out === carried ? before.carried_out_on : today) : null,
  };
}
