import type { Reading } from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import type { Picture } from '../../platform/documents/picture.ts';
import type { Markup } from '../../platform/markup/jsx-runtime.ts';
import { textWidth, wrapped } from '../../ui/charts/text-width.ts';
import { pictureAlone, placed } from '../../ui/picture.tsx';
import { ShapeIcon, toneOf } from '../../ui/state.tsx';
import { type MapCell, mapCells, standsInTheWay } from '../mandate-map.ts';
import type { MandateMap } from '../map-of-mandates.ts';
import type { AnswerRow } from '../queries.ts';
import { mandateTexts } from '../texts.ts';
import { needShapes } from './need-shape.tsx';

const sizes = { cell: 58, widest: 132, shape: 22, text: 16, line: 20, gap: 20 };
/** As wide as what it stands in, so that its words are as large there as they are here. */
const widths = { room: { whole: 1376, name: 290 }, page: { whole: 1056, name: 240 } } as const;
/** As steep as lets long names stand beside each other without meeting. */
const slant = 38;
const radians = (slant * Math.PI) / 180;
const round = (value: number): number => Math.round(value * 10) / 10;

/** The line towards a cell: whole where nothing stands in the way, dashed where something is needed, dotted where nobody has said. */
const lineTo = (cell: MapCell, answer: AnswerRow | undefined): string =>
  cell === 'notAnswered' || !answer ? 'mandate-silent' : standsInTheWay(answer) ? 'mandate-needs' : 'mandate-whole';

/** Every matter as a line through the parties; a shape where each party stands. */
export function MapDrawing(props: { of: Reading; map: MandateMap; size?: 'page'; withKey?: boolean }): Markup {
  const { whole, name: nameWidth } = widths[props.size ?? 'room'];
  const { of, map } = props;
  const t = mandateTexts(of.language);
  const { parties, matters } = map;
  const cell = Math.min(sizes.widest, Math.max(sizes.cell, (whole - nameWidth) / Math.max(1, parties.length)));
  const x = (at: number): number => round(nameWidth + (at + 0.5) * cell);
  const words = parties.flatMap(({ name }) => name.split(' '));
  const isSlanted = words.some((word) => textWidth(word, sizes.text, 'bold') > cell - 8);
  const names = parties.map(({ name }) => wrapped(name, cell - 8, sizes.text, 'bold', 3));
  const longest = Math.max(0, ...parties.map(({ name }) => Math.min(textWidth(name, sizes.text, 'bold'), 300)));
  const headHeight = round(
    isSlanted ? longest * Math.sin(radians) + 34 : Math.max(1, ...names.map((lines) => lines.length)) * sizes.line + 14,
  );
  const width = round(
    nameWidth + parties.length * cell + (isSlanted ? Math.max(0, longest * Math.cos(radians) - cell / 2) : 0),
  );
  let below = headHeight;
  const rows = matters.map((row) => {
    const lines = wrapped(row.matter.title, nameWidth - 24, sizes.text, 'bold', 3);
    const height = Math.max(52, lines.length * sizes.line + sizes.gap);
    const top = below;
    below = round(below + height);
    return { ...row, lines, top, height };
  });
  const keyTop = below + 12;
  const height = props.withKey ? keyTop + mapCells.length * 24 + 4 : below + 2;
  const own = parties.findIndex(({ organisation_id }) => organisation_id === of.user.organisation_id);
  const drawShape = (which: MapCell, at: number, y: number) => (
    <g class={`tone-${toneOf(needShapes[which])}`}>
      {placed(<ShapeIcon shape={needShapes[which]} />, {
        x: round(at - sizes.shape / 2),
        y: round(y - sizes.shape / 2),
        width: sizes.shape,
        height: sizes.shape,
      })}
    </g>
  );
  return (
    <svg
      class="mandate-map"
      viewBox={`0 0 ${width} ${round(height)}`}
      role="img"
      aria-label={t.map.picture(matters.length, parties.length)}
    >
      {own >= 0 ? (
        <rect
          class="mandate-own"
          x={round(x(own) - cell / 2)}
          y={isSlanted ? headHeight : 0}
          width={round(cell)}
          height={round(below - (isSlanted ? headHeight : 0))}
        />
      ) : null}
      {parties.map(({ name }, at) =>
        isSlanted ? (
          <text
            class="picture-title"
            font-size={sizes.text}
            transform={`translate(${round(x(at) + 4)} ${headHeight - 12}) rotate(${-slant})`}
          >
            {wrapped(name, 300, sizes.text, 'bold', 1)[0] ?? ''}
          </text>
        ) : (
          (names[at] ?? []).map((line, row, all) => (
            <text
              class="picture-title mandate-head"
              x={x(at)}
              y={headHeight - 14 - (all.length - 1 - row) * sizes.line}
              font-size={sizes.text}
            >
              {line}
            </text>
          ))
        ),
      )}
      <path class="mandate-rule" d={`M0 ${headHeight}H${width}`} />
      {rows.map(({ cells, lines, top, height: tall }) => {
        const y = round(top + tall / 2);
        return (
          <g>
            {lines.map((line, at) => (
              <text
                class="picture-title"
                x="0"
                y={round(y + 6 + (at - (lines.length - 1) / 2) * sizes.line)}
                font-size={sizes.text}
              >
                {line}
              </text>
            ))}
            {cells.map((one, at) => (
              <path
                class={lineTo(one.cell, one.answer)}
                d={`M${at === 0 ? nameWidth - 8 : round(x(at - 1) + sizes.shape / 2 + 3)} ${y}H${round(x(at) - sizes.shape / 2 - 3)}`}
              />
            ))}
            {cells.map((one, at) => drawShape(one.cell, x(at), y))}
            <path class="chart-grid" d={`M0 ${round(top + tall)}H${width}`} />
          </g>
        );
      })}
      {props.withKey
        ? mapCells.map((which, at) => (
            <>
              {drawShape(which, 12, keyTop + 12 + at * 24)}
              <text class="picture-note" x="34" y={keyTop + 18 + at * 24} font-size="15">
                {t.needs[which]}
              </text>
            </>
          ))
        : null}
    </svg>
  );
}

/** What the page shows, to take away. */
export function mapPicture(of: Reading, map: MandateMap): Picture {
  const { collaboration, language, formats, now } = of;
  const t = mandateTexts(language);
  const { example } = collaboration;
  const label = example === 'none' ? undefined : identityTexts(language).frame.example[example];
  const { csv } = t.map;
  return {
    name: `${t.map.heading} ${collaboration.name}`,
    svg: pictureAlone(<MapDrawing of={of} map={map} withKey />, {
      title: t.map.title,
      lead: `${collaboration.name}, ${formats.date(now)}`,
      label,
      notes: [],
    }),
    heading: [csv.matter, csv.party, csv.need, csv.note, csv.instance, csv.alternatives, csv.cites],
    rows: map.matters.flatMap(({ matter, cells }) =>
      cells.map(({ party, answer, cell }) => {
        const cited = map.cited(answer);
        return [
          matter.title,
          party.name,
          t.needs[cell],
          [
            answer?.note ?? '',
            map.unconfirmedBy(answer?.id) ? t.map.notConfirmed(map.unconfirmedBy(answer?.id) ?? '') : '',
          ]
            .filter(Boolean)
            .join(' '),
          answer?.instance ?? '',
          answer?.alternatives || answer?.no_alternatives_because || '',
          cited ? t.matter.cites(cited.place, cited.number, formats.date(cited.agreed_on)) : '',
        ];
      }),
    ),
    about: label ? [{ heading: csv.label, text: label }] : [],
  };
}
