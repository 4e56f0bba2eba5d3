import type { Reading } from '../../collaborations/index.ts';
import { attributeProcessed, isRight, nameSeries, readRounding } from '../../indicators/index.ts';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { ShownIndicator } from '../lines.ts';
import { setGoals } from '../policy.ts';
import type { IndicatorRow } from '../queries.ts';
import { isHalf, readIndicator, written } from '../state-of-goal.ts';
import { goalTexts } from '../texts.ts';
import { isDrawn } from './measure.tsx';

const halves = ({ baseline, target }: IndicatorRow): boolean =>
  baseline !== null && target !== null && isHalf(baseline, target);

/** Every measure of the goal and what it answers, side by side. */
export function SeveralMeasures(props: { shown: readonly ShownIndicator[]; of: Reading; here: string }) {
  const { of, shown, here } = props;
  const { language, formats } = of;
  const t = goalTexts(language).goal;
  const isTwo = shown.length === 2;
  const from = new Set(shown.map(({ indicator }) => indicator.baseline_period));
  const [year] = from;
  return (
    <Section heading={isTwo ? t.twoMeasures : t.manyMeasures} unruled>
      <table class="measures">
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{t.measure}</span>
            </th>
            <th scope="col">{from.size === 1 && year ? year : t.atBaseline}</th>
            <th scope="col">{t.atEnd}</th>
            <th scope="col">{shown.every(({ indicator }) => halves(indicator)) ? t.isHalved : t.isReached}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => {
            const { indicator } = one;
            const read = readIndicator(indicator);
            const at = read.reading.decidedBy ?? read.reading.latest;
            const percent =
              at && indicator.baseline ? ((at.value - indicator.baseline) / Math.abs(indicator.baseline)) * 100 : null;
            const { target } = indicator;
            const isReached = at !== null && target !== null && isRight(indicator.direction, at.value, target);
            return (
              <tr key={indicator.id}>
                <th scope="row">
                  {indicator.name}
                  <div class="small">
                    {indicator.code ? nameSeries(indicator.source ?? '', indicator.code) : indicator.source_note}
                  </div>
                  {isDrawn(one) ? null : (
                    <div class="small">
                      <a href={`${here}/indicators/${indicator.id}/values.csv`}>{t.csvShort}</a>
                      {of.may(setGoals) ? (
                        <>
                          {' · '}
                          <a href={`${here}/indicators/${indicator.id}/edit`}>{t.editIndicator}</a>
                        </>
                      ) : null}
                    </div>
                  )}
                </th>
                <td>
                  <strong>{indicator.baseline === null ? '–' : written(read, indicator.baseline, formats)}</strong>
                  {from.size === 1 ? null : <div class="small">{indicator.baseline_period}</div>}
                </td>
                <td>
                  <strong>{at ? written(read, at.value, formats) : '–'}</strong>
                  <div class="small">{at?.period}</div>
                </td>
                <td>
                  {target === null || at === null ? (
                    <State shape="notStarted" text={t.notSaid} />
                  ) : isReached ? (
                    <State shape="done" text={t.yes} />
                  ) : (
                    <State shape="stoodAside" text={t.no} />
                  )}
                  <div class="small">
                    {percent === null
                      ? ''
                      : percent < 0
                        ? t.lower(formats.percent(-percent, 0))
                        : percent > 0
                          ? t.higher(formats.percent(percent, 0))
                          : t.unchanged}
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {shown
        .filter((one) => !isDrawn(one) && one.indicator.stand_in_note !== '')
        .map(({ indicator }) => (
          <p class="small section-lead" key={indicator.id}>
            {indicator.name}: {indicator.stand_in_note}
          </p>
        ))}
      <p class="small section-lead">
        {isTwo ? t.twoNote : t.manyNote}{' '}
        {attributeProcessed(
          'calculated',
          props.shown.map(({ indicator }) => indicator),
          formats,
        )}
      </p>
    </Section>
  );
}

/** Each year from the target year on, unrounded where rounding would hide the answer; women and men against their own. */
export function YearByYear(props: { shown: ShownIndicator; of: Reading }) {
  const { shown, of } = props;
  const { indicator } = shown;
  const { target, target_period: year, direction, baseline } = indicator;
  const { formats } = of;
  const t = goalTexts(of.language).goal;
  if (target === null || year === null) return null;
  const read = readIndicator(indicator);
  const after = read.points.filter((point) => point.period >= year && point.value !== null);
  const share = baseline ? target / baseline : null;
  const sexes = indicator.sex === 'T' && share !== null ? shown.bySex : [];
  if (after.length < 2 && sexes.length === 0) return null;
  // A target in whole tenths is met or missed in tenths; any other may hide behind rounding.
  const decimals = Number.isInteger(Math.round(target * 1e6) / 1e5) ? read.decimals : 3;
  const precise = (value: number) => formats.number(value, decimals);
  return (
    <Section heading={(halves(indicator) ? t.yearByYearHalf : t.yearByYear)(precise(target))}>
      <dl class="pairs ruled years">
        {after.map((point) => {
          const value = point.value ?? 0;
          const rounding = readRounding(direction, value, target, read.decimals);
          return (
            <>
              <dt>{point.period}</dt>
              <dd>
                {precise(value)}.{' '}
                {isRight(direction, value, target) ? t.yearReached : rounding ? t.yearRounding : t.yearNot}
                {point.period === year ? ` ${t.yearTarget}` : ''}
                {point.status === 'doubted' ? ` ${t.doubtedSign}` : ''}
              </dd>
            </>
          );
        })}
        {sexes.map(({ sex, points }) => {
          const from = points.find((point) => point.period === indicator.baseline_period)?.value;
          if (from === null || from === undefined || share === null) return null;
          const own = from * share;
          const right = (value: number | null) => value !== null && isRight(direction, value, own);
          const later = points.filter(
            (point) => point.period > (indicator.baseline_period ?? 0) && point.value !== null,
          );
          const first = later.find((point) => right(point.value));
          const lastWrong = later.findLast((point) => !right(point.value));
          const stays = later.find((point) => point.period > (lastWrong?.period ?? 0));
          const isBelow = direction === 'down';
          return (
            <>
              <dt>{t.sexNames[sex]}</dt>
              <dd>
                {(halves(indicator) ? t.sexHalf : t.sexLevel)(
                  formats.number(from, read.decimals),
                  formats.number(own, read.decimals),
                )}{' '}
                {!first
                  ? t.sexNever
                  : stays?.period === first.period
                    ? (isBelow ? t.sexFirstAndStays : t.sexFirstAboveAndStays)(first.period)
                    : `${(isBelow ? t.sexFirst : t.sexFirstAbove)(first.period)} ${stays ? t.sexStays(stays.period) : ''}`}
              </dd>
            </>
          );
        })}
      </dl>
    </Section>
  );
}
