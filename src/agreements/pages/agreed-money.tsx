import { Blocks } from '../../ui/document-page.tsx';
import { agreementTexts } from '../texts.ts';
import type { AgreementParts } from './agreement-parts.ts';

/** What the clause on money says of the plan, and where the plan stands. */
export function AgreedMoney(props: Pick<AgreementParts, 'of' | 'version' | 'money'>) {
  const { of, version, money } = props;
  const t = agreementTexts(of.language).page;
  const plan = `/collaborations/${of.collaboration.id}/financing?plan=${version.financing_plan_id}`;
  return (
    <>
      {/* A settled text stands in the language that it was settled in. */}
      <div class="agreed-money" lang={version.locked_at && of.language !== 'sv' ? 'sv' : undefined}>
        <Blocks blocks={money} texts={{ showAsTable: '' }} />
      </div>
      <p class="source">
        {version.locked_at ? t.moneySettled : t.moneyToday} <a href={plan}>{t.moneyPlan}</a>
      </p>
    </>
  );
}
