import type { Formats } from '../../platform/texts.ts';
import { wrapped } from '../../ui/charts/text-width.ts';
import type { Exercise } from '../reading-exercise.ts';
import { surveyTexts } from '../texts.ts';

const letters = 15;
const radius = 9.5;
const round = (value: number): number => Math.round(value * 10) / 10;
const sizes = { wide: 1056, narrow: 420 } as const;
export type DrawingSize = keyof typeof sizes;
const mostNumbered = 20;

export const sayDistance = (distance: number | null, formats: Formats): string =>
  distance === null ? '–' : formats.number(distance, 2);

interface Mark {
  readonly place: number;
  readonly x: number;
  readonly row: number;
  readonly isOwn: boolean;
}

/** Each mark as low as it can lie without touching those before it. */
function pile(marks: readonly Omit<Mark, 'row'>[], size: number): readonly Mark[] {
  const lying: Mark[] = [];
  for (const mark of marks.toSorted((a, b) => a.x - b.x || a.place - b.place)) {
    let row = 0;
    while (lying.some((one) => one.row === row && Math.abs(one.x - mark.x) < size * 2 + 2)) row += 1;
    lying.push({ ...mark, row });
  }
  return lying;
}

/**
 * Every question on a line from the same view to far apart: each party, by its number, where its mean distance to the others
 * is, and under the line the question as a whole.
 */
export function DistanceDrawing(props: { exercise: Exercise; size: DrawingSize }) {
  const { exercise, size } = props;
  const { of, instrument, parties, own } = exercise;
  const t = surveyTexts(of.language).distance;
  const width = sizes[size];
  const isWide = size === 'wide';
  const left = isWide ? 250 : 14;
  const right = width - 78;
  const numbered = parties.length <= mostNumbered;
  const mark = numbered ? radius : 4.6;
  const x = (distance: number): number => round(left + mark + distance * (right - left - 2 * mark));
  let y = 30;
  const rows = instrument.questions.map((question, at) => {
    const measured = exercise.measured[at];
    const marks = pile(
      parties.flatMap((party, place) => {
        const distance = measured?.byParty.get(party.party_id) ?? null;
        return distance === null ? [] : [{ place, x: x(distance), isOwn: party === own }];
      }),
      mark,
    );
    const title = wrapped(question.text[of.language], isWide ? left - 24 : width - 20, letters, 'bold', 3);
    const tall = (Math.max(0, ...marks.map(({ row }) => row)) + 1) * (mark * 2 + 2) + 8;
    const above = isWide ? Math.max(tall, title.length * 20 - 14) : title.length * 20 + 8 + tall;
    const top = y;
    const line = round(top + above);
    y = line + 46;
    return { question, measured, marks, title, top, line };
  });
  const keys = numbered
    ? wrapped(
        parties.map((party, place) => `${place + 1}\u00a0${party.name.replaceAll(' ', '\u00a0')}`).join(' · '),
        width - 8,
        letters,
        'plain',
        12,
      )
    : [];
  const height = y + keys.length * 21 + 6;
  return (
    <svg
      class={`distance-drawing distance-${size}`}
      viewBox={`0 0 ${width} ${Math.ceil(height)}`}
      role="img"
      aria-label={t.picture}
      font-size={letters}
    >
      <text x={left} y="16" class="distance-word">
        {t.none}
      </text>
      <text x={right} y="16" text-anchor="end" class="distance-word">
        {t.whole}
      </text>
      {rows.map(({ question, measured, marks, title, top, line }) => (
        <g key={question.key}>
          {title.map((text, at) => (
            <text
              key={text}
              x={isWide ? 0 : left}
              y={isWide ? line - (title.length - 1 - at) * 20 + 5 : top + 16 + at * 20}
              class="distance-question"
            >
              {text}
            </text>
          ))}
          <path d={`M${left} ${line}H${right}`} class="distance-line" />
          {measured?.distance === null || measured === undefined ? null : (
            <>
              <path d={`M${left} ${line}H${x(measured.distance)}`} class="distance-way" />
              <path d={`M${x(measured.distance)} ${line - 7}V${line + 12}`} class="distance-end" />
            </>
          )}
          {marks.map((one) => {
            const cy = round(line - mark - 4 - one.row * (mark * 2 + 2));
            return (
              <g key={one.place} class={one.isOwn ? 'distance-own' : 'distance-party'}>
                <circle cx={one.x} cy={cy} r={mark} class="distance-mark" />
                {numbered ? (
                  <text x={one.x} y={cy + 4.4} text-anchor="middle" font-size="12.5" class="distance-number">
                    {one.place + 1}
                  </text>
                ) : null}
              </g>
            );
          })}
          <text x={right + 12} y={line + 5} class="distance-value" font-size="17">
            {sayDistance(measured?.distance ?? null, of.formats)}
          </text>
        </g>
      ))}
      {keys.map((text, at) => (
        <text key={text} x="0" y={y + 14 + at * 21} class="distance-word">
          {text}
        </text>
      ))}
    </svg>
  );
}
