import {
  collaborationTexts,
  EnteredNote,
  type EnteredRow,
  type PartyRow,
  type Reading,
} from '../../collaborations/index.ts';
import type { Visit } from '../../identity/index.ts';
import { Form, untouched, Version } from '../../ui/form.tsx';
import { sayAmount } from '../amounts.ts';
import type { Measure } from '../financing.ts';
import { yearsOf } from '../planning.ts';
import { reportMoney } from '../policy.ts';
import type { DecisionRow, PaymentRow } from '../queries.ts';
import { financingTexts } from '../texts.ts';
import { type Money, standingOf } from '../who-pays-what.ts';

/** Money and time of one row, in words. */
export function sayBoth(row: Pick<DecisionRow, 'amount' | 'minutes'>, of: Reading): string {
  const t = financingTexts(of.language).table;
  const say = (amount: string | null, measure: Measure): string =>
    amount === null
      ? ''
      : `${sayAmount(BigInt(amount), measure, of.formats)} ${measure === 'hours' ? t.hoursWord : t.kronorWord}`;
  return [say(row.amount, 'money'), say(row.minutes, 'hours')].filter(Boolean).join(', ');
}

/** One party's own facts, year by year, with what it can do about each. */
export function PartySection(props: {
  visit: Visit;
  of: Reading;
  money: Money;
  party: PartyRow;
  entered: readonly EnteredRow[];
  heading: string;
}) {
  const { visit, of, money, party } = props;
  const { formats, language } = of;
  const t = financingTexts(language);
  const house = collaborationTexts(language);
  const base = `/collaborations/${of.collaboration.id}/financing/${money.plan.id}/parties/${party.id}`;
  const mayReport = of.may(reportMoney, party.organisation_id);
  const account = money.accounts.find((one) => one.party_id === party.id);
  const enteredOf = (id: string | undefined) => {
    const one = props.entered.find((row) => row.subject_id === id);
    return one ? <EnteredNote entered={one} party={party.name} texts={house} formats={formats} /> : null;
  };
  const planned = (year: number | null): string =>
    (['money', 'hours'] as const)
      .flatMap((measure) => {
        const part = standingOf(money, party.id, year, measure).planned;
        if (!part) return [];
        const word = measure === 'hours' ? t.table.hoursWord : t.table.kronorWord;
        return [
          part.isOpen && part.amount === 0n ? t.table.open : `${sayAmount(part.amount, measure, formats)} ${word}`,
        ];
      })
      .join(', ');
  const paid = (payment: PaymentRow) => t.own.paidLine(sayBoth(payment, of), formats.date(payment.paid_on));
  const years = [
    ...new Set([
      ...yearsOf(money.plan),
      ...money.decisions.filter((one) => one.party_id === party.id).map(({ year }) => year),
    ]),
  ].toSorted((a, b) => a - b);
  return (
    <section class="own-money" id="own" aria-label={props.heading}>
      <h2>{props.heading}</h2>
      {years.map((year) => {
        const decision = money.decisions.find((one) => one.party_id === party.id && one.year === year);
        const payments = money.payments.filter((one) => one.party_id === party.id && one.year === year);
        const was = decision ? sayBoth({ amount: decision.planned_amount, minutes: decision.planned_minutes }, of) : '';
        return (
          <div key={year} class="own-year">
            <h3>{year}</h3>
            <dl class="pairs">
              <dt>{t.table.planned}</dt>
              <dd>{planned(year) || '–'}</dd>
              <dt>{t.table.decided}</dt>
              <dd>
                {decision ? (
                  <>
                    {sayBoth(decision, of)}
                    <div class="small">
                      {[
                        [decision.instance, decision.paragraph ? `§ ${decision.paragraph}` : '']
                          .filter(Boolean)
                          .join(' '),
                        formats.date(decision.decided_on),
                        decision.registration_number,
                      ]
                        .filter(Boolean)
                        .join(', ')}
                    </div>
                    {was && was !== planned(year) ? <div class="small">{t.own.differs(was)}</div> : null}
                    {enteredOf(decision.id)}
                  </>
                ) : (
                  t.own.nothing
                )}
              </dd>
              <dt>{t.table.paid}</dt>
              <dd>
                {payments.length === 0 ? '–' : null}
                {payments.map((payment) => (
                  <div key={payment.id}>
                    {paid(payment)}
                    {payment.note ? <div class="small">{payment.note}</div> : null}
                    <div>{enteredOf(payment.id)}</div>
                    {mayReport ? (
                      <Form token={visit.formToken()} action={`${base}/payments/${payment.id}/withdrawal`} inline>
                        <Version value={payment.version} state={untouched} />
                        <button class="link-button" type="submit" aria-label={t.own.takeBackOf(paid(payment))}>
                          {t.own.takeBack}
                        </button>
                      </Form>
                    ) : null}
                  </div>
                ))}
              </dd>
            </dl>
            {mayReport ? (
              <p class="small">
                <a href={`${base}/decisions/${year}`}>{decision ? t.own.changeDecision(year) : t.own.decide(year)}</a>
                <br />
                <a href={`${base}/payments/${year}`}>{t.own.pay(year)}</a>
              </p>
            ) : null}
          </div>
        );
      })}
      <dl class="pairs">
        <dt>{t.own.accountTerm}</dt>
        <dd>{account?.account || t.plan.notSaid}</dd>
        <dt>{t.own.costCentre}</dt>
        <dd>{account?.cost_centre || t.plan.notSaid}</dd>
        <dt>{t.own.reference}</dt>
        <dd>
          {account?.invoice_reference || t.plan.notSaid} {enteredOf(account?.id)}
        </dd>
      </dl>
      {mayReport ? (
        <p class="small">
          <a href={`${base}/account`}>{t.own.changeAccount}</a>
        </p>
      ) : null}
    </section>
  );
}
