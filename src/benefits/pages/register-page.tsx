import type { Reading } from '../../collaborations/index.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import { Section } from '../../ui/section.tsx';
import { readTradeOff, registerBenefits } from '../policy.ts';
import type { BenefitRow, PrincipleRow } from '../queries.ts';
import { type BenefitRows, speaksHere } from '../reading-benefits.ts';
import { benefitTexts } from '../texts.ts';
import { BenefitLines, baseOf, isReal } from './benefit-lines.tsx';
import { PrincipleSection } from './principle-section.tsx';

/** The benefits by who receives them: the reader's own party first, then the others, then those who are no party. */
export function RegisterPage(props: { of: Reading; rows: BenefitRows; principle: PrincipleRow | undefined }) {
  const { of, rows } = props;
  const t = benefitTexts(of.language);
  const isOwn = (one: { readonly organisation_id: string }) => one.organisation_id === of.user.organisation_id;
  const parties = [...rows.parties.filter(isOwn), ...rows.parties.filter((one) => !isOwn(one))];
  const those = (test: (one: BenefitRow) => boolean) => rows.benefits.filter(test);
  const groups: readonly (readonly [key: string, heading: string, benefits: readonly BenefitRow[], main: boolean])[] = [
    ...parties.map(
      (party) => [party.id, party.name, those((one) => one.receiver_party_id === party.id), isOwn(party)] as const,
    ),
    ...(['targetGroup', 'society', 'other'] as const).map(
      (receiver) => [receiver, t.receivers[receiver], those((one) => one.receiver === receiver), false] as const,
    ),
  ];
  const mayWrite = of.may(registerBenefits);
  const isParty = parties.some(isOwn);
  const links = (
    <ul class="plain benefit-links no-print">
      <li>
        <a href={`${baseOf(of)}/balance`}>{t.balanceLink}</a>
      </li>
      {isReal(of) ? null : (
        <li>
          <a href={`/collaborations/${of.collaboration.id}/action-plan?view=parties`}>{t.planLink}</a>
        </li>
      )}
      {isParty && of.may(readTradeOff, of.user.organisation_id) ? (
        <li>
          <a href={`${baseOf(of)}/trade-off`}>{t.tradeOffLink}</a>. <span class="quiet">{t.tradeOffNote}</span>
        </li>
      ) : null}
    </ul>
  );
  const add = (text: string): Children =>
    mayWrite ? (
      <p class="actions no-print">
        <a class="button" href={`${baseOf(of)}/new`}>
          {text}
        </a>
      </p>
    ) : null;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{isReal(of) ? t.leadReal : t.lead}</p>
      {rows.benefits.length > 0 ? add(t.add) : null}
      {links}
      {rows.benefits.length === 0 && !isReal(of) ? (
        <Section heading={t.empty.heading} main>
          <p class="section-lead">{t.empty.text}</p>
          {add(t.empty.first)}
          {of.collaboration.example === 'none' ? <p class="small">{t.empty.example}</p> : null}
        </Section>
      ) : null}
      {groups.map(([key, heading, benefits, main]) =>
        benefits.length > 0 ? (
          <Section key={key} heading={heading} main={main && speaksHere(of)}>
            <BenefitLines of={of} benefits={benefits} rows={rows} />
          </Section>
        ) : null,
      )}
      <PrincipleSection of={of} principle={props.principle} />
    </>
  );
}
