import { type AboutRound, type Reading, roundPart, type SaidInRound } from '../collaborations/index.ts';
import { moneyOverPlans, plansOf, sayKronor } from '../financing/index.ts';
import type { Marked, RichText } from '../platform/documents/document.ts';
import { markedState } from '../ui/document-parts.tsx';
import { byYear, type YearOfFigures } from './benefit.ts';
import {
  balanceOf,
  countedOf,
  isSaid,
  nameOfRow,
  sayPlanned,
  type Weighed,
  weighed,
  type YearOfBalance,
} from './gains.ts';
import { isReal, nameOfParty, sayFigure, sayReceiver, stateOfRealising, unitOf } from './pages/benefit-lines.tsx';
import { type BenefitOfRoundRow, type BenefitRow, type EstimateRow, listBenefitsOfRound } from './queries.ts';
import { benefitTexts } from './texts.ts';

interface Told {
  readonly benefits: readonly BenefitRow[];
  readonly estimates: readonly EstimateRow[];
  readonly parties: readonly Weighed[];
}

/** Who sees to it: the name where it takes it on, else how it stands. Of one that has not said, no more than that. */
function realising(one: BenefitRow, of: Reading, parties: readonly Weighed[]): string | Marked {
  const name = nameOfParty(one.realiser_party_id, parties);
  if (one.realiser_answer === 'takes') return name;
  if (isReal(of)) return name || '–';
  if (name !== '' && one.realiser_answer === null)
    return markedState({ shape: 'notAnswered', text: benefitTexts(of.language).inRound.notAnswered(name) });
  return markedState(stateOfRealising(one, of, parties));
}

/** Each benefit in each year of the round that something is said of: what was expected, what came. */
function sayBenefits(told: Told, isWithin: (year: number) => boolean, of: Reading): SaidInRound {
  const all = benefitTexts(of.language);
  const t = all.inRound;
  const lines = told.benefits.map((benefit) => {
    const counted = countedOf(benefit, told.estimates, told.parties);
    const years = counted ? byYear(counted.estimate).filter(({ year }) => isWithin(year)) : [];
    return { benefit, counted, years };
  });
  const came = lines.filter(({ years }) => years.some(({ realised }) => realised !== null && realised > 0n)).length;
  const say = (amount: bigint | null, benefit: BenefitRow): string =>
    amount === null ? '–' : [sayFigure(amount, benefit, of), unitOf(benefit, of)].filter(Boolean).join(' ');
  return {
    heading: all.title,
    sentence: t.sentence(lines.length, came),
    table: {
      kind: 'table',
      caption: all.title,
      underItsHeading: true,
      rowHeadings: true,
      columns: [
        { heading: all.balance.benefit, share: 3 },
        { heading: all.page.receives, share: 2 },
        { heading: all.page.realises, share: 2 },
        { heading: all.figures.year, fit: true },
        { heading: all.figures.expected, numeric: true, share: 1 },
        { heading: all.figures.realised, numeric: true, share: 1 },
      ],
      rows: lines.flatMap(({ benefit, counted, years }) => {
        const name: RichText =
          counted?.isEstimated && years.length > 0
            ? [`${benefit.title} `, { text: t.estimated(counted.estimate.organisation_name), emphasis: true }]
            : benefit.title;
        const said: readonly (YearOfFigures | undefined)[] = years.length > 0 ? years : [undefined];
        return said.map((one) => ({
          cells: [
            name,
            sayReceiver(benefit, of, told.parties),
            realising(benefit, of, told.parties),
            one ? String(one.year) : '–',
            say(one?.expected ?? null, benefit),
            say(one?.realised ?? null, benefit),
          ],
        }));
      }),
      notes: [t.onlySeen],
    },
  };
}

const sum = (years: readonly YearOfBalance[], of: (one: YearOfBalance) => bigint | null): bigint | null =>
  years.map(of).reduce((all, one) => (one === null ? all : (all ?? 0n) + one), null);

/** In a sentence what is paid and what is gained over the years of the round. */
function inShort(years: readonly YearOfBalance[], of: Reading): string {
  const t = benefitTexts(of.language).inRound;
  const isOpen = years.some((one) => one.isOpen);
  const said = (amount: bigint | null, words: (kronor: string) => string): string[] =>
    amount === null ? [] : [words(sayKronor(amount, of.formats))];
  const text = of.formats.list([
    ...said(
      sum(years, (one) => one.planned),
      (kronor) => t.planned(kronor, isOpen),
    ),
    ...said(
      sum(years, (one) => one.paid),
      t.paid,
    ),
    ...said(
      sum(years, (one) => one.expected),
      t.expected,
    ),
    ...said(
      sum(years, (one) => one.realised),
      t.realised,
    ),
  ]);
  return text ? `${text.charAt(0).toLocaleUpperCase(of.language)}${text.slice(1)}.` : '';
}

/** What each pays against what it gains, in kronor: of one party its own alone, of the whole everyone's and the sum. */
function sayBalance(
  told: Told,
  rows: readonly BenefitOfRoundRow[],
  about: AboutRound,
  isWithin: (year: number) => boolean,
  of: Reading,
): SaidInRound | null {
  const all = benefitTexts(of.language);
  const t = all.balance;
  const isWhole = about.partyId === null;
  const balance = balanceOf(told.benefits, told.estimates, told.parties, moneyOverPlans(plansOf(rows)), null);
  const within = (years: readonly YearOfBalance[]) =>
    years.filter((one) => isSaid(one) && (one.year === null || isWithin(one.year)));
  const concerned = weighed(balance)
    .filter(({ party }) => isWhole || party?.id === about.partyId)
    .map((row) => ({ name: nameOfRow(row, of), years: within(row.byYear), isWhole: false }))
    .filter(({ years }) => years.length > 0);
  if (concerned.length === 0) return null;
  const whole = { name: t.whole, years: within(balance.whole), isWhole: true };
  const lines = isWhole && concerned.length > 1 ? [...concerned, whole] : concerned;
  const isEstimated = lines.some(({ years }) => years.some((one) => one.isEstimated));
  const say = (amount: bigint | null) => (amount === null ? '–' : sayKronor(amount, of.formats));
  return {
    heading: t.title,
    sentence: [inShort(isWhole ? whole.years : (concerned[0]?.years ?? []), of), balance.isDraft ? t.draft : '']
      .filter(Boolean)
      .join(' '),
    table: {
      kind: 'table',
      caption: t.table,
      underItsHeading: true,
      rowHeadings: true,
      columns: [
        ...(isWhole ? [{ heading: t.who, share: 2 }] : []),
        { heading: t.year, fit: true },
        { heading: t.planned, numeric: true, share: 1 },
        { heading: t.paid, numeric: true, share: 1 },
        { heading: t.expected, numeric: true, share: 1 },
        { heading: t.realised, numeric: true, share: 1 },
        ...(isEstimated ? [{ heading: t.note, share: 1 }] : []),
      ],
      rows: lines.flatMap(({ name, years, isWhole: strong }) =>
        years.map((one) => ({
          strong,
          cells: [
            ...(isWhole ? [name] : []),
            one.year === null ? t.wholePeriod : String(one.year),
            sayPlanned(one, of),
            say(one.paid),
            say(one.expected),
            say(one.realised),
            ...(isEstimated ? [one.isEstimated ? t.estimated : ''] : []),
          ],
        })),
      ),
    },
  };
}

const rowsOf = <Row,>(rows: readonly BenefitOfRoundRow[], kind: BenefitOfRoundRow['kind']): readonly Row[] =>
  rows.filter((row) => row.kind === kind).map(({ row }) => row as Row);

function sayOfRound(rows: readonly BenefitOfRoundRow[], about: AboutRound, of: Reading): readonly SaidInRound[] {
  const first = Number(about.from.slice(0, 4));
  const last = Number(about.to.slice(0, 4));
  const isWithin = (year: number) => year >= first && year <= last;
  const told: Told = {
    benefits: rowsOf(rows, 'benefits'),
    estimates: rowsOf(rows, 'estimates'),
    parties: rowsOf(rows, 'parties'),
  };
  // Who pays stands with the money; it is weighed here where there is something to weigh it against.
  if (told.benefits.length === 0) return [];
  const own = told.benefits.filter(
    (one) =>
      about.partyId === null || one.receiver_party_id === about.partyId || one.realiser_party_id === about.partyId,
  );
  return [
    own.length > 0 ? sayBenefits({ ...told, benefits: own }, isWithin, of) : null,
    sayBalance(told, rows, about, isWithin, of),
  ].filter((one) => one !== null);
}

/** Benefits in the report of a round and in each party's package: what was expected and what came, who pays and who gains. */
export const benefitsInRound = roundPart<BenefitOfRoundRow>({
  place: 40,
  question: (id) => listBenefitsOfRound(id),
  say: sayOfRound,
});
