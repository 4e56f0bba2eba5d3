import type { PartyRow } from '../collaborations/index.ts';
import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import { agreementGrounds, agreementKinds } from './agreement.ts';
import type { AgreementRow } from './queries.ts';
import { agreementTexts } from './texts.ts';
import type { AgreementFacts, Conditions } from './writing.ts';

export const openAnswers = ['unknown', 'yes', 'no'] as const;

/** What it is and how it binds. */
export function readAgreement(
  reader: FormReader,
  form: FormInput,
  parties: readonly { readonly id: string }[],
  others: readonly AgreementRow[],
  language: Language,
): AgreementFacts {
  const t = agreementTexts(language).forms;
  const title = reader.text('title', t.titleMissing, 300);
  const kind = reader.oneOf('kind', agreementKinds, t.kindMissing) ?? 'agreement';
  const ground = reader.oneOf('ground', agreementGrounds, t.groundMissing) ?? 'signed';
  const adopting = parties.find((one) => one.id === form.text('adoptingParty'))?.id ?? null;
  if (ground === 'adoptedByOne' && !adopting) reader.wrong('adoptingParty', t.adoptingPartyMissing);
  const main = others.find((one) => one.id === form.text('main'))?.id ?? null;
  if (main && kind !== 'assignmentAgreement') reader.wrong('main', t.mainWrong);
  const open = openAnswers.find((one) => one === form.text('open'));
  return {
    title,
    kind,
    ground,
    adoptingPartyId: ground === 'adoptedByOne' ? adopting : null,
    mainAgreementId: kind === 'assignmentAgreement' ? main : null,
    isOpenToOthers: open === 'yes' ? true : open === 'no' ? false : null,
  };
}

/** Between whom, and which of them the text names as a condition. */
export function readConditions(
  reader: FormReader,
  form: FormInput,
  parties: readonly PartyRow[],
  language: Language,
): Conditions {
  const t = agreementTexts(language).forms;
  const chosen = parties.filter((one) => form.all('parties').includes(one.id));
  if (chosen.length === 0) reader.wrong('parties', t.partiesMissing);
  const leastBound = reader.whole('least', t.leastWrong, 1, 1000);
  if (leastBound !== null && leastBound > chosen.length) reader.wrong('least', t.leastWrong);
  return {
    leastBound,
    isSignedInOrder: form.text('order') === 'inOrder',
    parties: chosen.map((one) => ({ partyId: one.id, isRequired: form.all('required').includes(one.id) })),
  };
}
