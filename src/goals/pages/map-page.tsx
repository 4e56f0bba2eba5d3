import { countiesOf, type Reading } from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import { attributePublished, type ValueStatus } from '../../indicators/index.ts';
import { countFirst } from '../../platform/texts.ts';
import { textWidth } from '../../ui/charts/text-width.ts';
import { TakeAway } from '../../ui/picture.tsx';
import { Scroll, Section, Switch } from '../../ui/section.tsx';
import type { GoalRow, IndicatorRow } from '../queries.ts';
import { goalTexts } from '../texts.ts';
import type { ValueClass } from '../value-classes.ts';

export interface MapRead {
  readonly goal: GoalRow;
  readonly indicator: IndicatorRow;
  readonly years: readonly number[];
  readonly year: number;
  readonly classes: readonly ValueClass[];
  readonly decimals: number;
  readonly places: readonly {
    readonly code: string;
    readonly name: string;
    readonly value: number | null;
    readonly status: ValueStatus | 'doubted' | null;
    /** Which class, the lowest being nought; undefined where the value is missing. */
    readonly step: number | undefined;
  }[];
}

const letters = 15;
const keyHeight = 34;

/** What the map says, in words; it goes with the picture wherever that goes. */
export function wordsOfMap(read: MapRead, of: Reading) {
  const { language, formats, collaboration } = of;
  const { indicator, places } = read;
  const t = goalTexts(language);
  const unit = t.units[indicator.unit as keyof typeof t.units] ?? indicator.unit;
  const say = (value: number): string =>
    indicator.unit === 'percent' ? formats.percent(value, read.decimals) : formats.number(value, read.decimals);
  const valued = places.flatMap((place) => (place.value === null ? [] : [{ name: place.name, value: place.value }]));
  const sorted = valued.toSorted((a, b) => b.value - a.value);
  const [most, least] = [sorted[0], sorted.at(-1)];
  return {
    measure: [indicator.name, unit].filter(Boolean).join(', '),
    say,
    lead:
      !most || !least
        ? t.map.none
        : most.value === least.value
          ? t.map.same(say(most.value))
          : t.map.lead(most.name, say(most.value), least.name, say(least.value)),
    notes: [
      read.classes.length > 1 ? t.map.classes(countFirst(language, read.classes.length)) : t.map.oneClass,
      indicator.is_our_choice ? t.goal.ourChoice : '',
      attributePublished([indicator], formats, read.year),
      t.map.processed,
      collaboration.example === 'fictional' ? t.goal.lent : '',
    ].filter(Boolean),
  };
}

/** From the lightest class to the darkest, where it is drawn too: the lowest is always the lightest. */
const shadeOf = (step: number, count: number): number => (count === 1 ? 2 : Math.round((step * 3) / (count - 1)) + 1);

/** The territory's municipalities, coloured by class, with names and values on them. A missing value is hatched. */
export function ValueMap(props: { of: Reading; read: MapRead }) {
  const { of, read } = props;
  const { formats, language } = of;
  const t = goalTexts(language).map;
  const counties = countiesOf(read.places.map(({ code }) => code));
  const places = new Map(read.places.map((place) => [place.code, place]));
  const tops = counties.map((_, at) => counties.slice(0, at).reduce((sum, county) => sum + county.height + 16, 0));
  const width = Math.max(420, ...counties.map((county) => county.width));
  const mapHeight = counties.reduce((sum, county) => sum + county.height + 16, 0);
  const words = (value: number): string => formats.number(value, read.decimals);
  let x = 1;
  return (
    <svg
      class="value-map"
      width={width}
      viewBox={`0 0 ${width} ${mapHeight + keyHeight}`}
      role="img"
      aria-label={t.picture(read.indicator.name, read.year)}
      font-size={letters}
    >
      <defs>
        <pattern id="map-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V7" class="map-hatch-line" />
        </pattern>
      </defs>
      {counties.map((county, at) => (
        <g key={county.code} transform={`translate(${(width - county.width) / 2} ${tops[at]})`}>
          {county.municipalities.map(({ code, path }) => {
            const place = places.get(code);
            return (
              <path
                key={code}
                d={path}
                {...(place && place.step === undefined ? { fill: 'url(#map-hatch)' } : {})}
                class={
                  !place
                    ? 'map-outside'
                    : place.step === undefined
                      ? 'map-lacking'
                      : `map-step-${shadeOf(place.step, read.classes.length)}`
                }
              />
            );
          })}
          {county.municipalities.map(({ code, label: [left = 0, top = 0], room: [room = 0] }) => {
            const place = places.get(code);
            if (!place) return null;
            const hasName = textWidth(place.name, letters, 'bold') <= room;
            return (
              <g key={code}>
                {hasName ? (
                  <text x={left} y={top - 3} text-anchor="middle" class="value-map-name">
                    {place.name}
                  </text>
                ) : null}
                <text
                  x={left}
                  y={hasName ? top + 15 : top + 6}
                  text-anchor="middle"
                  class={place.value === null ? 'value-map-name' : 'value-map-value'}
                >
                  {place.value === null ? t.missing : words(place.value)}
                  {place.status === 'doubted' ? '*' : ''}
                </text>
              </g>
            );
          })}
        </g>
      ))}
      {read.classes.map((one, at) => {
        const text = one.from === one.to ? words(one.from) : t.range(words(one.from), words(one.to));
        const left = x;
        // On a phone the letters are larger.
        x += 30 + textWidth(text, 24) + 16;
        return (
          <g key={at}>
            <rect
              x={left}
              y={mapHeight + 10}
              width="22"
              height="15"
              class={`map-step-${shadeOf(at, read.classes.length)}`}
            />
            <text x={left + 30} y={mapHeight + 22} font-size="14" class="value-map-key">
              {text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

export function ValueMapPage(props: { of: Reading; read: MapRead }) {
  const { of, read } = props;
  const { goal, indicator, year } = read;
  const { language, collaboration } = of;
  const t = goalTexts(language).map;
  const here = `/collaborations/${collaboration.id}/goals/${goal.id}`;
  const at = `${here}/indicators/${indicator.id}/map`;
  const words = wordsOfMap(read, of);
  const title = t.title(words.measure, year);
  return (
    <>
      <p class="trail">
        <a href={here}>{goal.text}</a>
      </p>
      {read.places.length === 0 || year === 0 ? (
        <>
          <h1>{indicator.name}</h1>
          <p class="lead">{read.places.length === 0 ? t.outside : t.none}</p>
          <p class="actions">
            <a href={here}>{t.back}</a>
          </p>
        </>
      ) : (
        <>
          <h1>{title}</h1>
          <p class="lead">{words.lead}</p>
          <figure class="value-map-frame section" aria-label={title}>
            <ValueMap of={of} read={read} />
            <p class="source">{words.notes.join(' ')}</p>
            <TakeAway href={at} query={`?year=${year}`} text={identityTexts(language).frame.takeAway} title={title} />
          </figure>
          <Section heading={t.years}>
            <Scroll label={t.range(String(read.years[0]), String(read.years.at(-1)))}>
              <Switch
                label={t.years}
                choices={read.years.map((one) => ({
                  text: String(one),
                  href: `${at}?year=${one}`,
                  isCurrent: one === year,
                }))}
              />
            </Scroll>
          </Section>
          <Section heading={goalTexts(language).goal.tables} unruled>
            <Scroll label={title}>
              <table class="value-map-table">
                <caption class="visually-hidden">{title}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t.place}</th>
                    <th scope="col" class="number">
                      {t.value}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {read.places.map((place) => (
                    <tr key={place.code}>
                      <th scope="row">{place.name}</th>
                      <td class="number">
                        {place.value === null ? t.missing : words.say(place.value)}
                        {place.status === 'doubted' ? ` (${goalTexts(language).goal.doubtedSign})` : ''}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          </Section>
        </>
      )}
    </>
  );
}
