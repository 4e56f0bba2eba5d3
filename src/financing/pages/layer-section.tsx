import type { Reading } from '../../collaborations/index.ts';
import { Scroll } from '../../ui/section.tsx';
import { sayAmount, sayFraction } from '../amounts.ts';
import { measureOf } from '../financing.ts';
import { layerSourceWords } from '../layer-source.ts';
import type { PlannedLayer } from '../planning.ts';
import { planFinancing } from '../policy.ts';
import type { LayerRow } from '../queries.ts';
import { financingTexts } from '../texts.ts';
import { type Money, reachesCoFinancing } from '../who-pays-what.ts';

/** What is said of a layer before its table: how much, how it is shared, and what is not known. */
export function layerWords(of: Reading, money: Money, layer: LayerRow): readonly string[] {
  const { formats } = of;
  const t = financingTexts(of.language);
  const measure = measureOf(layer.kind);
  const payer = money.shares.find((share) => share.financing_layer_id === layer.id && share.share_numerator !== null);
  const payerName = money.parties.find((party) => party.id === payer?.party_id)?.name;
  const isFirst = layer.key === 'onePaysRestPerInhabitant' || layer.key === 'onePaysRestNotKnown';
  const { price_year: priceYear } = money.plan;
  const prices = priceYear !== null && measure === 'money' ? ` ${t.layer.atPrices(priceYear)}` : '';
  const reached = reachesCoFinancing(money, layer);
  return [
    layer.kind === 'grant' ? t.layer.funderLine(layer.funder) : '',
    layer.total === null
      ? t.layer.amountNotKnown
      : t.layer.totalLine(
          sayAmount(BigInt(layer.total), measure, formats),
          measure === 'hours' ? t.table.hoursWord : t.table.kronorWord,
          `${t.layer.howOften[layer.covers]}${prices}`,
        ),
    isFirst && payer?.share_numerator != null && payer.share_denominator != null
      ? t.layer.onePart(
          payerName ?? '',
          sayFraction(
            { numerator: BigInt(payer.share_numerator), denominator: BigInt(payer.share_denominator) },
            formats,
          ),
        )
      : '',
    layer.key === 'onePaysRestPerInhabitant' ? t.layer.restPerInhabitant : '',
    layer.kind === 'grant' || isFirst ? '' : `${t.layer.keys[layer.key]}.`,
    layer.key === 'notKnown' ? t.layer.open : layer.key === 'onePaysRestNotKnown' ? t.layer.openRest : '',
    layer.co_financing === null ? '' : t.layer.coFinancingLine(formats.percent(layer.co_financing / 100, 0)),
    layer.co_financing_note,
    reached === null ? '' : reached ? t.layer.coFinancingReached : t.layer.coFinancingNotReached,
  ].filter((words) => words !== '' && words !== `${t.layer.keys.notKnown}.`);
}

/** How one layer is shared: the table that an agreement's clause on money has. */
export function LayerSection(props: { of: Reading; money: Money; layer: LayerRow }) {
  const { of, money, layer } = props;
  const { formats } = of;
  const t = financingTexts(of.language);
  const measure = measureOf(layer.kind);
  const columns = money.planned.filter((one) => one.layerId === layer.id);
  const shares = money.shares.filter((share) => share.financing_layer_id === layer.id);
  const hasInhabitants = shares.some((share) => share.inhabitants !== null);
  const hasFractions = shares.some((share) => share.share_numerator !== null);
  const payers = money.parties.filter((party) => shares.some((share) => share.party_id === party.id));
  const heading = ({ year }: PlannedLayer): string => {
    if (year === null) return measure === 'hours' ? t.layer.wholeHoursHeading : t.layer.wholeHeading;
    return measure === 'hours' ? t.layer.hoursHeading(year) : t.layer.heading(year);
  };
  const isTyped = shares.some((share) => share.inhabitants_source === 'typed');
  const marked = isTyped ? (of.collaboration.example === 'fictional' ? t.layer.inventedHere : t.layer.typedHere) : '';
  const people = shares.reduce((sum, share) => sum + (share.inhabitants ?? 0), 0);
  const source = layerSourceWords(money, layer, {
    language: of.language,
    isInvented: of.collaboration.example === 'fictional',
  });
  const isShared = layer.total !== null && !['notKnown', 'onePaysRestNotKnown', 'funder'].includes(layer.key);
  return (
    <section class="layer" aria-label={layer.title}>
      <header>
        <h3>{layer.title}</h3>
        {of.may(planFinancing) ? (
          <a
            class="small"
            href={`/collaborations/${of.collaboration.id}/financing/${money.plan.id}/layers/${layer.id}`}
            aria-label={t.layer.editTitle(layer.title)}
          >
            {t.layer.edit}
          </a>
        ) : null}
      </header>
      <p>{layerWords(of, money, layer).join(' ')}</p>
      {payers.length > 0 ? (
        <Scroll label={layer.title}>
          <table class="payers">
            <thead>
              <tr>
                <th scope="col">{t.table.party}</th>
                {hasFractions ? (
                  <th scope="col" class="number">
                    {t.layer.share}
                  </th>
                ) : null}
                {hasInhabitants ? (
                  <th scope="col" class="number">
                    {[t.layer.inhabitants, marked].filter(Boolean).join(', ')}
                  </th>
                ) : null}
                {columns.map((column) => (
                  <th key={column.year} scope="col" class="number">
                    {heading(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {payers.map((party) => {
                const share = shares.find((one) => one.party_id === party.id);
                const isOwn = party.organisation_id === of.user.organisation_id;
                return (
                  <tr key={party.id} class={isOwn ? 'ours' : undefined}>
                    <th scope="row">
                      {party.name}
                      {isOwn ? <span class="quiet"> ({t.table.you})</span> : null}
                    </th>
                    {hasFractions ? (
                      <td class="number">
                        {share?.share_numerator != null && share.share_denominator != null
                          ? sayFraction(
                              {
                                numerator: BigInt(share.share_numerator),
                                denominator: BigInt(share.share_denominator),
                              },
                              formats,
                            )
                          : ''}
                      </td>
                    ) : null}
                    {hasInhabitants ? (
                      <td class="number">{share?.inhabitants == null ? '' : formats.number(share.inhabitants)}</td>
                    ) : null}
                    {columns.map((column) => {
                      const part = column.parts.get(party.id);
                      return (
                        <td key={column.year} class="number">
                          {part === null || part === undefined ? t.table.open : sayAmount(part, measure, formats)}
                        </td>
                      );
                    })}
                  </tr>
                );
              })}
            </tbody>
            {columns.some(({ total }) => total !== null) ? (
              <tfoot>
                <tr>
                  <th scope="row">{t.layer.sum}</th>
                  {hasFractions ? <td /> : null}
                  {hasInhabitants ? <td class="number">{formats.number(people)}</td> : null}
                  {columns.map(({ year, total }) => (
                    <td key={year} class="number">
                      {total === null ? t.table.open : sayAmount(total, measure, formats)}
                    </td>
                  ))}
                </tr>
              </tfoot>
            ) : null}
          </table>
        </Scroll>
      ) : null}
      {isShared || source ? (
        <p class="small">{[isShared ? t.layer.exact : '', source].filter(Boolean).join(' ')}</p>
      ) : null}
    </section>
  );
}
