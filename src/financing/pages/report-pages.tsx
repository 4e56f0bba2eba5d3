import { ChannelFields, type PartyRow } from '../../collaborations/index.ts';
import { Actions, Choices, Form, Hidden, TextField, Version } from '../../ui/form.tsx';
import { Notice } from '../../ui/section.tsx';
import { sayAmount } from '../amounts.ts';
import type { AccountRow, DecisionRow } from '../queries.ts';
import { financingTexts } from '../texts.ts';
import { type Money, standingOf } from '../who-pays-what.ts';
import { backTo, type FormPage, Summary } from './plan-pages.tsx';

export interface ReportPage extends FormPage {
  readonly money: Money;
  readonly party: PartyRow;
  readonly isForAnother: boolean;
}

function Frame(props: ReportPage & { title: string }) {
  const { of, money } = props;
  return (
    <>
      <p class="trail">
        <a href={backTo(of, money.plan.id).href}>{money.plan.title}</a>
      </p>
      <h1>{props.title}</h1>
      {props.isForAnother ? <Notice waits>{financingTexts(of.language).decision.forAnother}</Notice> : null}
      <Summary visit={props.visit} of={of} state={props.state} />
    </>
  );
}

export function DecisionPage(props: ReportPage & { year: number; decision: DecisionRow | undefined }) {
  const { visit, of, state, decision, money, party, year } = props;
  const t = financingTexts(of.language);
  const plan = (measure: 'money' | 'hours'): string | undefined => {
    const part = standingOf(money, party.id, year, measure).planned;
    if (!part) return undefined;
    const amount = sayAmount(part.amount, measure, of.formats);
    return part.isOpen ? (part.amount === 0n ? t.table.open : t.table.andOpen(amount)) : amount;
  };
  const shown = (amount: string | null | undefined, measure: 'money' | 'hours', planned: string | undefined) =>
    amount == null ? (decision ? '' : (planned ?? '')) : sayAmount(BigInt(amount), measure, of.formats);
  const isKnown = (measure: 'money' | 'hours') => !standingOf(money, party.id, year, measure).planned?.isOpen;
  return (
    <>
      <Frame {...props} title={props.isForAnother ? t.decision.titleFor(party.name, year) : t.decision.title(year)} />
      <Form token={visit.formToken()}>
        <Hidden
          name="version"
          value={state.conflict ? (decision?.version ?? 0) : (state.typed.version ?? decision?.version ?? 0)}
        />
        <TextField
          name="amount"
          short
          inputmode="decimal"
          label={t.decision.amount}
          hint={plan('money') ? t.decision.planned(plan('money') ?? '') : undefined}
          value={shown(decision?.amount, 'money', isKnown('money') ? plan('money') : undefined)}
          state={state}
        />
        <TextField
          name="hours"
          short
          inputmode="decimal"
          label={t.decision.hours}
          hint={plan('hours') ? t.decision.planned(plan('hours') ?? '') : undefined}
          value={shown(decision?.minutes, 'hours', isKnown('hours') ? plan('hours') : undefined)}
          state={state}
        />
        <TextField
          name="instance"
          label={t.decision.instance}
          hint={t.decision.instanceHint}
          value={decision?.instance}
          state={state}
        />
        <TextField name="paragraph" short label={t.decision.paragraph} value={decision?.paragraph} state={state} />
        <TextField
          name="registration"
          short
          label={t.decision.registration}
          value={decision?.registration_number}
          state={state}
        />
        <TextField
          name="decidedOn"
          type="date"
          short
          label={t.decision.on}
          value={decision?.decided_on}
          state={state}
        />
        {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <Actions submit={t.decision.save} cancel={backTo(of, money.plan.id)} />
      </Form>
    </>
  );
}

export function PaymentPage(props: ReportPage & { year: number }) {
  const { visit, of, state, money, party, year } = props;
  const t = financingTexts(of.language).payment;
  const hasMoney = standingOf(money, party.id, year, 'money').planned !== null;
  return (
    <>
      <Frame {...props} title={props.isForAnother ? t.titleFor(party.name, year) : t.title(year)} />
      <Form token={visit.formToken()}>
        <Choices
          name="measure"
          label={t.measure}
          value={hasMoney ? 'money' : 'hours'}
          options={(['money', 'hours'] as const).map((one) => ({ value: one, text: t.measures[one] }))}
          state={state}
        />
        <TextField name="amount" short inputmode="decimal" label={t.amount} state={state} />
        <TextField name="paidOn" type="date" short label={t.on} state={state} />
        <TextField name="note" label={t.note} state={state} />
        {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <Actions submit={t.save} cancel={backTo(of, money.plan.id)} />
      </Form>
    </>
  );
}

export function AccountPage(props: ReportPage & { account: AccountRow | undefined }) {
  const { visit, of, state, account, money, party } = props;
  const t = financingTexts(of.language);
  return (
    <>
      <Frame {...props} title={props.isForAnother ? t.account.titleFor(party.name) : t.account.title} />
      <Form token={visit.formToken()}>
        <Hidden
          name="version"
          value={state.conflict ? (account?.version ?? 0) : (state.typed.version ?? account?.version ?? 0)}
        />
        <TextField name="account" short label={t.own.accountTerm} value={account?.account} state={state} />
        <TextField name="costCentre" short label={t.own.costCentre} value={account?.cost_centre} state={state} />
        <TextField name="reference" short label={t.own.reference} value={account?.invoice_reference} state={state} />
        {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <Actions submit={t.account.save} cancel={backTo(of, money.plan.id)} />
      </Form>
    </>
  );
}
