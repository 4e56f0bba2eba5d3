import type { Reading } from '../../collaborations/index.ts';
import { sayKronor } from '../../financing/index.ts';
import { TakeAway } from '../../ui/picture.tsx';
import { Scroll, Section } from '../../ui/section.tsx';
import {
  type Balance,
  type BalanceRow,
  type CountedInUnits,
  isSaid,
  nameOfRow,
  sayPlanned,
  weighed,
  type YearOfBalance,
} from '../gains.ts';
import { readTradeOff } from '../policy.ts';
import { benefitTexts } from '../texts.ts';
import { BalanceDrawing } from './balance-drawing.tsx';
import { addressOf, baseOf, isReal } from './benefit-lines.tsx';

function KronorTable(props: { of: Reading; balance: Balance }) {
  const { of, balance } = props;
  const t = benefitTexts(of.language).balance;
  const say = (amount: bigint | null) => (amount === null ? '–' : sayKronor(amount, of.formats));
  const body = (key: string, name: string, years: readonly YearOfBalance[], isOwn: boolean) => {
    const lines = years.filter(isSaid);
    return (
      <tbody key={key} class={isOwn ? 'ours' : undefined}>
        {lines.map((one, at) => (
          <tr key={at}>
            {at === 0 ? (
              <th scope="rowgroup" rowspan={lines.length}>
                {name}
                {isOwn ? <span class="quiet"> ({t.you})</span> : null}
              </th>
            ) : null}
            <th scope="row" class="year">
              {one.year ?? t.wholePeriod}
            </th>
            <td class="number">{sayPlanned(one, of)}</td>
            <td class="number">{say(one.paid)}</td>
            <td class="number">{say(one.expected)}</td>
            <td class="number">{say(one.realised)}</td>
            <td>{one.isEstimated ? t.estimated : ''}</td>
          </tr>
        ))}
      </tbody>
    );
  };
  return (
    <Scroll label={t.table}>
      <table class="balance">
        <caption class="visually-hidden">{t.table}</caption>
        <thead>
          <tr>
            <th scope="col">{t.who}</th>
            <th scope="col">{t.year}</th>
            {[t.planned, t.paid, t.expected, t.realised].map((heading) => (
              <th key={heading} scope="col" class="number">
                {heading}
              </th>
            ))}
            <th scope="col">{t.note}</th>
          </tr>
        </thead>
        {weighed(balance).map((row) => body(row.key, nameOfRow(row, of), row.byYear, row.isOwn))}
        {weighed(balance).length > 1 ? body('whole', t.whole, balance.whole, false) : null}
      </table>
    </Scroll>
  );
}

function UnitsTable(props: { of: Reading; balance: Balance }) {
  const { of, balance } = props;
  const all = benefitTexts(of.language);
  const t = all.balance;
  const lines = balance.rows.flatMap((row) => row.inUnits.map((one) => ({ row, one })));
  const years = [...new Set(lines.flatMap(({ one }) => one.figures.map(({ year }) => year)))].toSorted((a, b) => a - b);
  const say = (one: CountedInUnits, year: number) => {
    const told = one.figures.find((figure) => figure.year === year);
    const number = (amount: bigint) => of.formats.number(Number(amount));
    if (!told) return '–';
    if (told.realised !== null && told.expected !== null)
      return t.ofExpected(number(told.realised), number(told.expected));
    if (told.realised !== null) return number(told.realised);
    return told.expected === null ? '–' : t.onlyExpected(number(told.expected));
  };
  return (
    <Scroll label={t.units}>
      <table class="balance units">
        <caption class="visually-hidden">{t.units}</caption>
        <thead>
          <tr>
            <th scope="col">{t.who}</th>
            <th scope="col">{t.benefit}</th>
            <th scope="col">{t.kind}</th>
            <th scope="col">{t.unit}</th>
            {years.map((year) => (
              <th key={year} scope="col" class="number">
                {year}
              </th>
            ))}
            <th scope="col">{t.note}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ row, one }) => (
            <tr key={one.benefit.id} class={row.isOwn ? 'ours' : undefined}>
              <td>{nameOfRow(row, of)}</td>
              <th scope="row">
                <a href={addressOf(of, one.benefit.id)}>{one.benefit.title}</a>
              </th>
              <td>{one.benefit.kind ? all.kinds[one.benefit.kind] : ''}</td>
              <td>{one.benefit.unit}</td>
              {years.map((year) => (
                <td key={year} class="number">
                  {say(one, year)}
                </td>
              ))}
              <td>{one.isEstimated && one.estimate ? all.list.estimated(one.estimate.organisation_name) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const hasUnits = (rows: readonly BalanceRow[]): boolean => rows.some(({ inUnits }) => inUnits.length > 0);

/** Who pays and who gains: money against money, and each other benefit by itself. */
export function BalancePage(props: { of: Reading; balance: Balance }) {
  const { of, balance } = props;
  const all = benefitTexts(of.language);
  const t = all.balance;
  const hasMoney = weighed(balance).length > 0;
  const inCollaboration = `/collaborations/${of.collaboration.id}`;
  const isParty = balance.rows.some(({ isOwn }) => isOwn);
  return (
    <>
      <p class="trail">
        <a href={baseOf(of)}>{all.page.back}</a>
      </p>
      <h1>{t.title}</h1>
      <p class="lead">{isReal(of) ? t.leadReal : t.lead}</p>
      {balance.rows.length === 0 ? (
        <Section heading={t.none} main>
          <p class="section-lead">{t.noneText}</p>
        </Section>
      ) : null}
      {hasMoney ? (
        <>
          <Section heading={t.picture} unruled>
            <p class="section-lead">{t.pictureLead}</p>
            <figure class="balance-figure">
              <Scroll label={t.picture}>
                <BalanceDrawing
                  of={of}
                  balance={balance}
                  label={t.pictureLabel(balance.years.map((year) => year ?? t.wholePeriod).join(', '))}
                />
              </Scroll>
            </figure>
            <TakeAway href={`${baseOf(of)}/balance/picture`} text={t.take} title={t.picture} />
          </Section>
          <Section heading={t.table} unruled>
            <KronorTable of={of} balance={balance} />
          </Section>
        </>
      ) : balance.rows.length > 0 ? (
        <p class="section-lead">{t.noMoney}</p>
      ) : null}
      {hasUnits(balance.rows) ? (
        <Section heading={t.units} unruled>
          <p class="section-lead">{t.unitsLead}</p>
          <UnitsTable of={of} balance={balance} />
        </Section>
      ) : null}
      {balance.rows.length > 0 ? (
        <>
          {balance.isDraft && !isReal(of) ? <p class="small balance-note">{t.draft}</p> : null}
          {isReal(of) ? null : <p class="small balance-note">{t.forReader}</p>}
          <p class="take-away no-print">
            {t.files}{' '}
            {(['xlsx', 'csv'] as const).map((form, at) => (
              <>
                {at > 0 ? ' · ' : ''}
                <a href={`${baseOf(of)}/balance/table/${form}`} download>
                  {form === 'xlsx' ? 'Excel' : 'CSV'}
                </a>
              </>
            ))}
          </p>
        </>
      ) : null}
      <ul class="plain benefit-links no-print">
        <li>
          <a href={`${inCollaboration}/financing`}>{t.money}</a>
        </li>
        <li>
          <a href={`${inCollaboration}/action-plan?view=parties`}>{t.plan}</a>
        </li>
        {isParty && of.may(readTradeOff, of.user.organisation_id) ? (
          <li>
            <a href={`${baseOf(of)}/trade-off`}>{all.tradeOffLink}</a>. <span class="quiet">{all.tradeOffNote}</span>
          </li>
        ) : null}
      </ul>
    </>
  );
}
