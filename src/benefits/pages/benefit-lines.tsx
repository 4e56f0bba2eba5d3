import type { PartyRow, Reading } from '../../collaborations/index.ts';
import { sayKronor } from '../../financing/index.ts';
import { State, type StateOf } from '../../ui/state.tsx';
import { byYear, type YearOfFigures } from '../benefit.ts';
import { countedOf } from '../gains.ts';
import type { BenefitRow, EstimateRow } from '../queries.ts';
import { type BenefitRows, estimatesToSee, isToSee, speaksHere } from '../reading-benefits.ts';
import { benefitTexts } from '../texts.ts';

export const baseOf = (of: Reading): string => `/collaborations/${of.collaboration.id}/benefits`;
export const addressOf = (of: Reading, id: string): string => `${baseOf(of)}/${id}`;
export const isReal = (of: Reading): boolean => of.collaboration.example === 'real';

type Named = Pick<PartyRow, 'id' | 'name'>;

export const nameOfParty = (id: string | null, parties: readonly Named[]): string =>
  parties.find((party) => party.id === id)?.name ?? '';

/** Who receives it, in words. */
export function sayReceiver(one: BenefitRow, of: Reading, parties: readonly Named[]): string {
  const t = benefitTexts(of.language);
  if (one.receiver_party_id) return nameOfParty(one.receiver_party_id, parties);
  if (one.receiver === 'other') return one.receiver_words;
  return [t.receivers[one.receiver], one.receiver_words].filter(Boolean).join(': ');
}

/** Money in kronor, anything else as whole numbers; the unit is said where it is counted. */
export const sayFigure = (amount: bigint, one: Pick<BenefitRow, 'kind'>, of: Pick<Reading, 'formats'>): string =>
  one.kind === 'economic' ? sayKronor(amount, of.formats) : of.formats.number(Number(amount));

export const unitOf = (one: Pick<BenefitRow, 'kind' | 'unit'>, of: Pick<Reading, 'language'>): string =>
  one.kind === 'economic' ? benefitTexts(of.language).kronor : one.unit;

/** The newest year that has something realised, else the first that something is expected of. */
export function sayInShort(figures: readonly YearOfFigures[], one: BenefitRow, of: Reading): string {
  const t = benefitTexts(of.language).figures;
  const came = figures.findLast(({ realised }) => realised !== null);
  const next = figures.find(({ expected }) => expected !== null);
  const told = came ?? next;
  if (!told) return '';
  const [word, amount] = came ? [t.realised, came.realised] : [t.expected, next?.expected];
  const said = [sayFigure(amount ?? 0n, one, of), unitOf(one, of)].filter(Boolean).join(' ');
  return `${word} ${told.year}: ${said}`;
}

/** Who sees to it: named and answered, named and not answered, or nobody. */
export function stateOfRealising(one: BenefitRow, of: Reading, parties: readonly Named[]): StateOf {
  const t = benefitTexts(of.language).list;
  const party = nameOfParty(one.realiser_party_id, parties);
  if (!one.realiser_party_id) return { shape: 'missing', text: t.nobody };
  if (one.realiser_answer === 'declines') return { shape: 'missing', text: t.declined(party) };
  if (one.realiser_answer === null) return { shape: 'notAnswered', text: t.asked(party) };
  return { shape: 'linkedArms', text: t.takes(party) };
}

/** Benefits, a line each. */
export function BenefitLines(props: { of: Reading; benefits: readonly BenefitRow[]; rows: BenefitRows }) {
  const { of, rows } = props;
  const t = benefitTexts(of.language);
  return (
    <ul class="rows benefit-rows">
      {props.benefits.map((one) => {
        const counted = countedOf(one, rows.estimates, rows.parties);
        const isWaiting = speaksHere(of) && (isToSee(of, one) || estimatesToSee(of, one, rows).length > 0);
        const short = counted ? sayInShort(byYear(counted.estimate), one, of) : '';
        const words = [one.kind ? t.kinds[one.kind] : '', short || (isReal(of) ? '' : t.list.noFigures)].filter(
          Boolean,
        );
        return (
          <li key={one.id}>
            <div>
              <div class="title">
                <a href={addressOf(of, one.id)}>{one.title}</a>
              </div>
              {words.length > 0 ? <p>{words.join(' · ')}</p> : null}
              {counted?.isEstimated ? <p>{t.list.estimated(counted.estimate.organisation_name)}</p> : null}
              {one.is_visible ? null : <p>{t.list.unseen(otherOfTwo(one, of, rows.parties))}</p>}
              {one.measure === '' && !isReal(of) ? (
                <p>
                  <State shape="missing" text={t.list.noMeasure} />
                </p>
              ) : null}
            </div>
            {isWaiting ? (
              <State shape="waits" text={t.list.toSee} />
            ) : isReal(of) ? null : (
              <State {...stateOfRealising(one, of, rows.parties)} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Who else sees what is not yet seen by all: those it is about, or whoever wrote it. */
export function otherOfTwo(one: BenefitRow, of: Reading, parties: readonly PartyRow[]): string {
  const own = of.user.organisation_id;
  const names = [one.organisation_id, ...one.concerned]
    .filter((id, at, all) => id !== own && all.indexOf(id) === at)
    .map(
      (id) =>
        parties.find((party) => party.organisation_id === id)?.name ??
        (id === one.organisation_id ? one.organisation_name : ''),
    )
    .filter(Boolean);
  return of.formats.list(names);
}

export const estimatesOf = (one: BenefitRow, estimates: readonly EstimateRow[]): readonly EstimateRow[] =>
  estimates.filter(({ benefit_id }) => benefit_id === one.id);
