import type { EnteredRow, PartyRow, Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { ErrorSummary, Form, type FormState, Hidden, TextField, Version } from '../../ui/form.tsx';
import { TakeAway } from '../../ui/picture.tsx';
import { Scroll, Section, Switch } from '../../ui/section.tsx';
import { sayAmount } from '../amounts.ts';
import { planFinancing, reportMoney } from '../policy.ts';
import type { PlanRow } from '../queries.ts';
import { financingTexts } from '../texts.ts';
import { type Money, type Standing, type WhoPaysWhat, whoPaysWhat } from '../who-pays-what.ts';
import { LayerSection } from './layer-section.tsx';
import { MoneyDrawing } from './money-drawing.tsx';
import { isOfMany, MoneyMultiples } from './money-multiples.tsx';
import { PartySection } from './party-section.tsx';

const baseOf = (of: Reading): string => `/collaborations/${of.collaboration.id}/financing`;

export function NoPlanPage(props: { of: Reading }) {
  const { of } = props;
  const t = financingTexts(of.language);
  if (of.collaboration.example === 'real') {
    return (
      <>
        <h1>{t.title}</h1>
        <p class="lead">{t.untold}</p>
      </>
    );
  }
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Section heading={t.empty.heading} main>
        <p class="section-lead">{t.empty.text}</p>
        {of.may(planFinancing) ? (
          <p class="actions">
            <a class="button" href={`${baseOf(of)}/new`}>
              {t.plan.newTitle}
            </a>
          </p>
        ) : null}
        {of.collaboration.example === 'none' ? <p class="small">{t.empty.example}</p> : null}
      </Section>
    </>
  );
}

function WhoPaysTable(props: { of: Reading; table: WhoPaysWhat; label: string }) {
  const { of, table } = props;
  const { formats } = of;
  const t = financingTexts(of.language).table;
  const isHours = table.measure === 'hours';
  const say = (amount: bigint | null): string => (amount === null ? '–' : sayAmount(amount, table.measure, formats));
  const plan = ({ planned }: Standing): string => {
    if (!planned) return '–';
    if (planned.isOpen) return planned.amount === 0n ? t.open : t.andOpen(say(planned.amount));
    return say(planned.amount);
  };
  const cells = (standing: Standing, year: number | null) => [
    <td class="number first-of-year">{plan(standing)}</td>,
    ...(year === null
      ? []
      : [<td class="number">{say(standing.decided)}</td>, <td class="number">{say(standing.paid)}</td>]),
  ];
  return (
    <Scroll label={props.label}>
      <table class="payers">
        <caption class="visually-hidden">{props.label}</caption>
        <thead>
          <tr>
            <th scope="col" rowspan={2}>
              {t.party}
            </th>
            {table.years.map((year) => (
              <th key={year} scope="colgroup" colspan={year === null ? 1 : 3} class="year first-of-year">
                {year ?? t.whole}
              </th>
            ))}
          </tr>
          <tr>
            {table.years.flatMap((year) => [
              <th scope="col" class="number first-of-year">
                {t.planned}
              </th>,
              ...(year === null
                ? []
                : [
                    <th scope="col" class="number">
                      {isHours ? t.pledged : t.decided}
                    </th>,
                    <th scope="col" class="number">
                      {isHours ? t.given : t.paid}
                    </th>,
                  ]),
            ])}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.party.id} class={row.isOwn ? 'ours' : undefined}>
              <th scope="row">
                {row.party.name}
                {row.isOwn ? <span class="quiet"> ({t.you})</span> : null}
              </th>
              {row.byYear.flatMap((standing, at) => cells(standing, table.years[at] ?? null))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.sum}</th>
            {table.sums.flatMap((standing, at) => cells(standing, table.years[at] ?? null))}
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

function AboutPlan(props: { visit: Visit; of: Reading; plan: PlanRow; state: FormState }) {
  const { visit, of, plan, state } = props;
  const { formats } = of;
  const t = financingTexts(of.language).plan;
  const percent =
    plan.indexation === null ? '' : formats.percent(plan.indexation / 100, plan.indexation % 100 === 0 ? 0 : 2);
  const invoicing = plan.invoicing ? t.invoicings[plan.invoicing] : '';
  const here = `${baseOf(of)}/${plan.id}`;
  const isReal = of.collaboration.example === 'real';
  const price =
    plan.price_year === null ? '' : percent ? t.priceAndRise(plan.price_year, percent) : t.priceLine(plan.price_year);
  const facts: readonly (readonly [term: string, text: string])[] = [
    [t.years, plan.first_year === null ? '' : `${plan.first_year}–${plan.last_year}`],
    [t.terms.price, price],
    [t.terms.invoicing, [invoicing, plan.invoicing_note].filter(Boolean).join('. ')],
    [t.terms.surplus, plan.surplus_rule],
    [t.terms.deficit, plan.deficit_rule],
  ];
  return (
    <Section heading={t.about}>
      <dl class="pairs ruled">
        {facts.map(([term, text]) =>
          text === '' && isReal ? null : (
            <>
              <dt>{term}</dt>
              <dd>{text || (term === t.years ? t.notKnown : t.notSaid)}</dd>
            </>
          ),
        )}
        {of.collaboration.example === 'real' ? null : (
          <>
            <dt>{t.terms.state}</dt>
            <dd>{plan.decided_on ? t.settledLine(formats.date(plan.decided_on)) : t.draftLine}</dd>
          </>
        )}
        {plan.source_note ? (
          <>
            <dt>{t.terms.source}</dt>
            <dd>{plan.source_note}</dd>
          </>
        ) : null}
      </dl>
      {of.may(planFinancing) ? (
        <>
          <p class="actions">
            <a class="button" href={`${here}/layers/new`}>
              {t.add}
            </a>
            <a href={`${here}/edit`}>{t.edit}</a>
            <a href={`${baseOf(of)}/new`}>{t.another}</a>
          </p>
          <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
          <Form token={visit.formToken()} action={`${here}/state`}>
            <Version value={plan.version} state={state} />
            {plan.state === 'draft' ? (
              <>
                <Hidden name="to" value="decided" />
                <TextField name="decidedOn" type="date" short label={t.settledOn} state={state} />
              </>
            ) : (
              <Hidden name="to" value="draft" />
            )}
            <p class="actions">
              <button class="button second" type="submit">
                {plan.state === 'draft' ? t.settle : t.reopen}
              </button>
            </p>
          </Form>
        </>
      ) : null}
    </Section>
  );
}

export function MoneyPage(props: {
  visit: Visit;
  of: Reading;
  money: Money;
  plans: readonly PlanRow[];
  entered: readonly EnteredRow[];
  party: PartyRow | undefined;
  state: FormState;
}) {
  const { visit, of, money, party } = props;
  const t = financingTexts(of.language);
  const own = of.user.organisation_id;
  const here = `${baseOf(of)}/${money.plan.id}`;
  const tables = (['money', 'hours'] as const).flatMap((measure) => {
    const table = whoPaysWhat(money, measure, own);
    return table ? [table] : [];
  });
  const isOpen = tables.some(({ rows }) => rows.some(({ byYear }) => byYear.some(({ planned }) => planned?.isOpen)));
  const hasAmounts = tables.some(({ rows }) =>
    rows.some(({ byYear }) => byYear.some((one) => (one.planned?.amount ?? 0n) > 0n || one.paid !== null)),
  );
  const drawn = tables[0];
  const mayReport = (one: PartyRow) => of.may(reportMoney, one.organisation_id);
  const isOwn = party?.organisation_id === own;
  const labelOf = ({ measure, years }: WhoPaysWhat): string =>
    `${t.picture.label(years.map((year) => year ?? t.table.whole).join(', '))} ${measure === 'hours' ? t.table.hoursUnit : t.table.kronor}.`;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {props.plans.length > 1 ? (
        <Switch
          label={t.plan.plans}
          choices={props.plans.map((plan) => ({
            text: plan.title,
            href: `${baseOf(of)}?plan=${plan.id}`,
            isCurrent: plan.id === money.plan.id,
          }))}
        />
      ) : null}
      {drawn && hasAmounts ? (
        <Section heading={t.picture.title} unruled>
          <p class="section-lead">
            {t.picture.lead}
            {tables.some(isOfMany) ? ` ${t.picture.many}` : ''}
          </p>
          {tables.map((table) => (
            <figure key={table.measure} class="money-figure">
              {tables.length > 1 ? (
                <figcaption class="small">{table.measure === 'hours' ? t.table.hoursUnit : t.table.kronor}</figcaption>
              ) : null}
              {isOfMany(table) ? (
                <MoneyMultiples of={of} table={table} label={labelOf(table)} />
              ) : (
                <Scroll label={`${t.picture.title}: ${table.measure === 'hours' ? t.table.hoursUnit : t.table.kronor}`}>
                  <MoneyDrawing of={of} table={table} label={labelOf(table)} />
                </Scroll>
              )}
            </figure>
          ))}
          <TakeAway href={`${here}/picture`} text={t.picture.take} title={t.picture.title} />
        </Section>
      ) : null}
      {tables.map((table) => (
        <Section
          key={table.measure}
          heading={`${table.measure === 'hours' ? t.table.hours : t.table.money}, ${table.measure === 'hours' ? t.table.hoursWord : t.table.kronorWord}`}
          unruled
        >
          <WhoPaysTable of={of} table={table} label={table.measure === 'hours' ? t.table.hours : t.table.money} />
        </Section>
      ))}
      {isOpen ? <p class="small">{t.table.openNote}</p> : null}
      <p class="take-away no-print">
        {t.table.files}{' '}
        {(['xlsx', 'csv', 'json'] as const).map((form, at) => (
          <>
            {at > 0 ? ' · ' : ''}
            <a href={`${here}/table/${form}`} download>
              {form === 'xlsx' ? 'Excel' : form.toUpperCase()}
            </a>
          </>
        ))}
      </p>
      <div class={party ? 'money-beside main-thing' : 'main-thing'}>
        <div>
          <h2>{t.table.layers}</h2>
          {money.layerRows.map((layer) => (
            <LayerSection key={layer.id} of={of} money={money} layer={layer} />
          ))}
        </div>
        {party ? (
          <aside aria-label={isOwn ? t.own.heading(party.name) : t.own.of(party.name)}>
            <PartySection
              visit={visit}
              of={of}
              money={money}
              party={party}
              entered={props.entered}
              heading={isOwn ? t.own.heading(party.name) : t.own.of(party.name)}
            />
            {of.may(planFinancing) ? (
              <nav aria-label={t.own.parties}>
                <h3>{t.own.parties}</h3>
                <ul class="plain">
                  {money.parties.filter(mayReport).map((one) => (
                    <li key={one.id}>
                      <a href={`${baseOf(of)}?plan=${money.plan.id}&party=${one.id}#own`}>{one.name}</a>
                    </li>
                  ))}
                </ul>
              </nav>
            ) : null}
          </aside>
        ) : null}
      </div>
      <AboutPlan visit={visit} of={of} plan={money.plan} state={props.state} />
    </>
  );
}
