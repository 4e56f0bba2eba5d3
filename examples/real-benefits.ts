import { nothingSaid, registerBenefit, setBenefitPrinciple } from '../src/benefits/index.ts';
import type { Tx } from '../src/identity/index.ts';
import type { PresentFact } from './facts.ts';
import { citeCase, subjectsOf } from './real-case.ts';

/** What open sources tell of benefits: who receives one, and how benefits are weighed. Nobody's figures are made up. */
export async function registerRealBenefits(
  tx: Tx,
  collaborationId: string,
  facts: readonly PresentFact[],
): Promise<void> {
  const source = citeCase(facts);
  const [principle] = subjectsOf(facts, 'benefitPrinciple');
  if (principle) {
    await setBenefitPrinciple(
      tx,
      collaborationId,
      {
        weighing: principle.fields.weighing ?? null,
        is_given_and_taken: principle.fields.isGivenAndTaken ?? null,
        words: '',
        source_note: source,
      },
      0,
    );
  }
  for (const { fields } of subjectsOf(facts, 'benefit')) {
    const saying = { organisationId: tx.user.organisation_id ?? '' };
    await registerBenefit(tx, collaborationId, saying, {
      ...nothingSaid,
      title: fields.title?.sv ?? '',
      receiver: fields.receiver ?? 'society',
      receiver_words: fields.receiverWords?.sv ?? '',
      source_note: source,
    });
  }
}
