import { openWorkspace, readChannel, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { may, type Route, speaksFor, type Tx, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import type { Markup } from '../platform/markup/jsx-runtime.ts';
import { formatsFor } from '../platform/texts.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { sayAmount } from './amounts.ts';
import { readOptional } from './forms.ts';
import { AccountPage, DecisionPage, PaymentPage, type ReportPage } from './pages/report-pages.tsx';
import { moneyQuestions } from './plan-questions.ts';
import { reportMoney } from './policy.ts';
import { bookOn, decideYear, type Reported, takeBackPayment, tellPayment } from './reporting-money.ts';
import { financingTexts } from './texts.ts';
import { type MoneyRows, readMoney, standingOf } from './who-pays-what.ts';

/** What each party says of its own money, or somebody who enters it for the party. */
export function partyRoutes(house: WorkspaceHouse): readonly Route[] {
  const idOf = (visit: Visit) => visit.params.collaboration ?? '';
  const find = (visit: Visit, rows: MoneyRows) => {
    const money = readMoney(rows, visit.params.plan ?? '', null);
    const party = rows.parties.find((one) => one.id === visit.params.party);
    if (!money || !party) throw notFound();
    return { money, party };
  };
  const yearOf = (visit: Visit): number => {
    const year = Number(visit.params.year);
    if (!/^\d{4}$/.test(visit.params.year ?? '') || year < 1900 || year > 2200) throw notFound();
    return year;
  };

  const show = async (
    visit: Visit,
    state: FormState,
    draw: (page: ReportPage) => { title: string; children: Markup },
  ) => {
    const { of, said, rows, user } = await openWorkspace(visit, house.workspace, moneyQuestions(idOf(visit)));
    const { money, party } = find(visit, rows);
    if (!of.may(reportMoney, party.organisation_id)) throw notFound();
    const isForAnother = !speaksFor(user, idOf(visit), party.organisation_id);
    const { title, children } = draw({ visit, of, state, money, party, isForAnother });
    return visit.page(
      workspacePage(visit, of, said, { title, current: 'financing', narrow: true, status: statusOf(state), children }),
    );
  };

  /** Reads what the form is about, in the transaction that writes it. */
  const begin = async (visit: Visit, tx: Tx) => {
    const id = idOf(visit);
    const rows = await tx.batch(moneyQuestions(id));
    const { money, party } = find(visit, rows);
    if (!may(tx.user, reportMoney, { collaboration: id, organisation: party.organisation_id })) throw notFound();
    const isOwn = speaksFor(tx.user, id, party.organisation_id);
    const reported = (reader: FormReader): Omit<Reported, 'summary'> => ({
      planId: money.plan.id,
      partyId: party.id,
      organisationId: party.organisation_id,
      ...(isOwn ? {} : { entered: readChannel(reader, visit.language) }),
    });
    const led = isOwn
      ? `?plan=${money.plan.id}&done=saved#own`
      : `?plan=${money.plan.id}&party=${party.id}&done=saved#own`;
    return { id, money, party, reported, location: `/collaborations/${id}/financing${led}` };
  };
  const both = (visit: Visit, { amount, minutes }: { amount: string | null; minutes: string | null }): string => {
    const t = financingTexts(visit.language).table;
    const formats = formatsFor(visit.language);
    return [
      amount === null ? '' : `${sayAmount(BigInt(amount), 'money', formats)} ${t.kronorWord}`,
      minutes === null ? '' : `${sayAmount(BigInt(minutes), 'hours', formats)} ${t.hoursWord}`,
    ]
      .filter(Boolean)
      .join(', ');
  };

  const showDecision = (visit: Visit, state: FormState = untouched) =>
    show(visit, state, (page) => {
      const year = yearOf(visit);
      return {
        title: financingTexts(visit.language).decision.title(year),
        children: (
          <DecisionPage
            {...page}
            year={year}
            decision={page.money.decisions.find((one) => one.party_id === page.party.id && one.year === year)}
          />
        ),
      };
    });
  const showPayment = (visit: Visit, state: FormState = untouched) =>
    show(visit, state, (page) => {
      const year = yearOf(visit);
      return {
        title: financingTexts(visit.language).payment.title(year),
        children: <PaymentPage {...page} year={year} />,
      };
    });
  const showAccount = (visit: Visit, state: FormState = untouched) =>
    show(visit, state, (page) => ({
      title: financingTexts(visit.language).account.title,
      children: <AccountPage {...page} account={page.money.accounts.find((one) => one.party_id === page.party.id)} />,
    }));

  const at = '/collaborations/:collaboration/financing/:plan/parties/:party';
  return [
    get(`${at}/decisions/:year`, reportMoney, (visit) => showDecision(visit)),
    post(`${at}/decisions/:year`, reportMoney, (visit) =>
      visit.submit(
        async (tx, form) => {
          const year = yearOf(visit);
          const { id, money, party, reported, location } = await begin(visit, tx);
          const t = financingTexts(visit.language).decision;
          const reader = new FormReader(form);
          const amount = readOptional(reader, form, 'amount', 'money', t.amountWrong);
          const minutes = readOptional(reader, form, 'hours', 'hours', t.hoursWrong);
          if (form.text('amount') === '' && form.text('hours') === '') reader.wrong('amount', t.nothing);
          const instance = reader.text('instance', t.instanceMissing, 200);
          const paragraph = reader.text('paragraph', undefined, 40).replace(/^§\s*/, '');
          const registration = reader.text('registration', undefined, 60);
          const decidedOn = reader.date('decidedOn', t.onMissing);
          if (!decidedOn) reader.wrong('decidedOn', t.onMissing);
          const about = reported(reader);
          reader.done();
          const row = money.decisions.find((one) => one.party_id === party.id && one.year === year);
          const planned = (measure: 'money' | 'hours') => {
            const part = standingOf(money, party.id, year, measure).planned;
            return part && !part.isOpen ? String(part.amount) : null;
          };
          await decideYear(
            tx,
            id,
            { ...about, summary: t.summary(both(visit, { amount, minutes }), year) },
            {
              year,
              amount,
              minutes,
              planned_amount: planned('money'),
              planned_minutes: planned('hours'),
              instance,
              paragraph,
              registration_number: registration,
              decided_on: decidedOn ?? '',
            },
            row ? { row, version: Number(form.text('version')) } : undefined,
          );
          return location;
        },
        (state) => showDecision(visit, state),
      ),
    ),
    get(`${at}/payments/:year`, reportMoney, (visit) => showPayment(visit)),
    post(`${at}/payments/:year`, reportMoney, (visit) =>
      visit.submit(
        async (tx, form) => {
          const year = yearOf(visit);
          const { id, reported, location } = await begin(visit, tx);
          const t = financingTexts(visit.language);
          const reader = new FormReader(form);
          const measure = reader.oneOf('measure', ['money', 'hours'] as const, t.payment.measure) ?? 'money';
          const amount = readOptional(reader, form, 'amount', measure, t.payment.amountWrong);
          if (amount === null) reader.wrong('amount', t.payment.amountWrong);
          const paidOn = reader.date('paidOn', t.payment.onMissing);
          if (!paidOn) reader.wrong('paidOn', t.payment.onMissing);
          const note = reader.text('note', undefined, 300);
          const about = reported(reader);
          reader.done();
          const paid = { amount: measure === 'money' ? amount : null, minutes: measure === 'hours' ? amount : null };
          tellPayment(
            tx,
            id,
            { ...about, summary: t.decision.summary(both(visit, paid), year) },
            { year, ...paid, paid_on: paidOn ?? '', note },
          );
          return location;
        },
        (state) => showPayment(visit, state),
      ),
    ),
    post(`${at}/payments/:payment/withdrawal`, reportMoney, (visit) =>
      visit.submit(async (tx, form) => {
        const { id, money, party, location } = await begin(visit, tx);
        const payment = money.payments.find((one) => one.id === visit.params.payment && one.party_id === party.id);
        if (!payment) throw notFound();
        await takeBackPayment(tx, id, payment, Number(form.text('version')));
        return location;
      }),
    ),
    get(`${at}/account`, reportMoney, (visit) => showAccount(visit)),
    post(`${at}/account`, reportMoney, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { id, money, party, reported, location } = await begin(visit, tx);
          const reader = new FormReader(form);
          const facts = {
            account: reader.text('account', undefined, 60),
            cost_centre: reader.text('costCentre', undefined, 60),
            invoice_reference: reader.text('reference', undefined, 100),
          };
          const about = reported(reader);
          reader.done();
          const row = money.accounts.find((one) => one.party_id === party.id);
          await bookOn(
            tx,
            id,
            { ...about, summary: Object.values(facts).filter(Boolean).join(', ') },
            facts,
            row ? { row, version: Number(form.text('version')) } : undefined,
          );
          return location;
        },
        (state) => showAccount(visit, state),
      ),
    ),
  ];
}
