import type { FormInput, FormReader } from '../../platform/http/form-input.ts';
import type { Formats, Language } from '../../platform/texts.ts';
import { type DisputeLevel, disputeLevels, type NewDispute } from './dispute.ts';
import type { BoundParty, ClauseInForce, TextInForce } from './text-in-force.ts';
import { afterwardsTexts } from './texts.ts';
import { fates, monthsAfter, type Notice, type PromisedRow, type Settlement } from './withdrawal.ts';

/** A notice, with the day it takes effect: as written, or reckoned from what the text says. */
export function readNotice(
  reader: FormReader,
  text: TextInForce,
  today: string,
  formats: Formats,
  language: Language,
): Omit<Notice, 'partyId' | 'organisationId' | 'entered'> {
  const t = afterwardsTexts(language).notice;
  const noticedOn = reader.date('noticedOn', t.noticedMissing);
  if (!noticedOn) reader.wrong('noticedOn', t.noticedMissing);
  else if (noticedOn > today) reader.wrong('noticedOn', t.noticedAhead);
  const earliest = noticedOn && text.notice_months !== null ? monthsAfter(noticedOn, text.notice_months) : null;
  const leavesOn = reader.date('leavesOn', t.leavesMissing) ?? earliest;
  if (!leavesOn) reader.wrong('leavesOn', t.leavesMissing);
  else if (noticedOn && leavesOn < noticedOn) reader.wrong('leavesOn', t.leavesEarly);
  else if (earliest && leavesOn < earliest) reader.wrong('leavesOn', t.leavesTooSoon(formats.date(earliest)));
  const because = reader.text('because', undefined, 1000);
  const decidedOn = reader.date('decidedOn', t.decidedWrong);
  const instance = reader.text('instance', decidedOn ? t.instanceMissing : undefined, 200);
  return {
    noticedOn: noticedOn ?? today,
    leavesOn: leavesOn ?? today,
    because,
    instance,
    decidedOn,
    paragraph: reader.text('paragraph', undefined, 40),
    registrationNumber: reader.text('registrationNumber', undefined, 60),
  };
}

/** What becomes of every promise, of money and of data; each promise needs an answer. */
export function readSettlement(
  reader: FormReader,
  form: FormInput,
  promised: readonly PromisedRow[],
  others: readonly BoundParty[],
  before: { readonly noticed_on: string },
  language: Language,
): Settlement {
  const t = afterwardsTexts(language);
  const undertakings = promised.map((one) => {
    const becomes = reader.oneOf(`becomes-${one.id}`, fates, t.withdrawal.fateMissing) ?? 'isKept';
    const chosen = others.find(({ party_id }) => party_id === form.text(`by-${one.id}`));
    if (becomes === 'isTakenOver' && !chosen) reader.wrong(`by-${one.id}`, t.withdrawal.takenOverMissing);
    return {
      promised: one,
      becomes,
      takenOverBy: becomes === 'isTakenOver' ? (chosen?.party_id ?? null) : null,
      note: reader.text(`note-${one.id}`, undefined, 500),
    };
  });
  const money = reader.text('money', t.withdrawal.moneyMissing, 2000);
  const data = reader.text('data', t.withdrawal.dataMissing, 2000);
  const leavesOn = reader.date('leavesOn', t.notice.leavesMissing);
  if (!leavesOn) reader.wrong('leavesOn', t.notice.leavesMissing);
  else if (leavesOn < before.noticed_on) reader.wrong('leavesOn', t.notice.leavesEarly);
  return { undertakings, money, data, leavesOn: leavesOn ?? before.noticed_on };
}

export function readDispute(
  reader: FormReader,
  form: FormInput,
  text: TextInForce,
  clauses: readonly ClauseInForce[],
  others: readonly BoundParty[],
  language: Language,
): NewDispute {
  const t = afterwardsTexts(language).dispute;
  const clause = clauses.find(({ id }) => id === form.text('clause'));
  const matter = reader.text('matter', t.matterMissing, 2000);
  const chosen = others.filter(({ organisation_id }) => form.all('with').includes(organisation_id));
  if (chosen.length === 0) reader.wrong('with', t.withMissing);
  return {
    agreementId: text.agreement_id,
    clauseId: clause?.id ?? null,
    matter,
    with: chosen.map(({ organisation_id }) => organisation_id),
  };
}

export function readDisputeStep(
  reader: FormReader,
  today: string,
  language: Language,
): { level: DisputeLevel; heldOn: string; outcome: string } {
  const t = afterwardsTexts(language).dispute;
  const level = reader.oneOf('level', disputeLevels, t.stepLevelMissing) ?? 'representatives';
  const heldOn = reader.date('heldOn', t.heldOnWrong);
  if (!heldOn || heldOn > today) reader.wrong('heldOn', t.heldOnWrong);
  return { level, heldOn: heldOn ?? today, outcome: reader.text('outcome', t.outcomeMissing, 2000) };
}
