import type { Reading } from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import type { Picture } from '../../platform/documents/picture.ts';
import { wrapped } from '../../ui/charts/text-width.ts';
import { pictureAlone, placed } from '../../ui/picture.tsx';
import { ShapeIcon } from '../../ui/state.tsx';
import { contributionForms } from '../goal.ts';
import type { Grid } from '../grid.ts';
import { goalTexts } from '../texts.ts';
import { contributionShapes } from './contribution-shape.tsx';

const sizes = { name: 200, cell: 210, shape: 16, text: 13.5, line: 18, gap: 14 };
const room = sizes.cell - sizes.shape - sizes.gap - 8;

/** Every party against every goal as a picture to take away: what the page shows, by the same rules. */
export function gridPicture(of: Reading, grid: Grid): Picture {
  const { collaboration, language, formats, now } = of;
  const t = goalTexts(language);
  const { example } = collaboration;
  const silence = example === 'real' ? t.contribution.notKnown : t.contribution.notAnswered;
  const { goals } = grid;
  const rows = grid.parties.map(({ party, cells }) => ({
    party,
    cells: cells.map(({ goal, answer, unconfirmedBy }) => ({
      goal,
      form: answer?.form,
      text: answer ? answer.text || answer.reason || t.forms[answer.form] : silence,
      note: unconfirmedBy ? t.gridPage.notConfirmed(unconfirmedBy) : '',
    })),
  }));
  const linesOf = (text: string, width = room) => wrapped(text, width, sizes.text);

  const width = sizes.name + goals.length * sizes.cell;
  const heads = goals.map((goal, at) => wrapped(`${at + 1} ${goal.text}`, sizes.cell - sizes.gap, sizes.text, 'bold'));
  const headHeight = Math.max(1, ...heads.map((lines) => lines.length)) * sizes.line + sizes.gap;
  let below = headHeight;
  const drawn = rows.map(({ party, cells }) => {
    const top = below;
    const name = wrapped(party.name, sizes.name - sizes.gap, sizes.text, 'bold');
    const words = cells.map((cell) => ({ ...cell, lines: linesOf(cell.text), notes: linesOf(cell.note) }));
    const most = Math.max(name.length, ...words.map(({ lines, notes }) => lines.length + notes.length));
    below += most * sizes.line + sizes.gap;
    return { party, top, name, words };
  });
  const write = (lines: readonly string[], x: number, top: number, dress: string) =>
    lines.map((line, at) => (
      <text key={at} class={dress} x={x} y={top + sizes.line * (at + 1) - 2} font-size={sizes.text}>
        {line}
      </text>
    ));
  // The shapes are told apart by what they mean, one under another where the grid is narrow.
  const meanings = [
    ...contributionForms.map((form) => ({ shape: contributionShapes[form], text: t.gridPage.longForms[form] })),
    { shape: 'notAnswered' as const, text: silence },
  ];
  const drawing = (
    <svg
      viewBox={`0 0 ${width} ${below + meanings.length * sizes.line + sizes.gap}`}
      role="img"
      aria-label={t.gridPage.title}
    >
      {heads.map((lines, at) => write(lines, sizes.name + at * sizes.cell, 0, 'picture-title'))}
      {drawn.map(({ party, top, name, words }) => (
        <g key={party.id}>
          <path class="chart-grid" d={`M0 ${top}H${width}`} />
          {write(name, 0, top + 6, 'picture-title')}
          {words.map(({ form, lines, notes }, at) => {
            const x = sizes.name + at * sizes.cell;
            const shape = form ? contributionShapes[form] : 'notAnswered';
            const box = { x, y: top + 8, width: sizes.shape, height: sizes.shape };
            return (
              <>
                <g class="tone-ink">{placed(<ShapeIcon shape={shape} />, box)}</g>
                {write([...lines, ...notes], x + sizes.shape + 8, top + 6, 'picture-note')}
              </>
            );
          })}
        </g>
      ))}
      <path class="chart-grid" d={`M0 ${below}H${width}`} />
      {meanings.map(({ shape, text }, at) => {
        const top = below + 8 + at * sizes.line;
        return (
          <>
            <g class="tone-ink">
              {placed(<ShapeIcon shape={shape} />, { x: 0, y: top + 1, width: sizes.shape, height: sizes.shape })}
            </g>
            {write([text], sizes.shape + 8, top - 1, 'picture-note')}
          </>
        );
      })}
    </svg>
  );
  const label = example === 'none' ? undefined : identityTexts(language).frame.example[example];
  const { csv } = t.gridPage;
  return {
    name: t.gridPage.title,
    svg: pictureAlone(drawing, {
      title: t.gridPage.title,
      lead: `${collaboration.name}, ${formats.date(now)}`,
      label,
      notes: [],
    }),
    heading: [csv.party, csv.goal, csv.form, csv.text, csv.note],
    rows: rows.flatMap(({ party, cells }) =>
      cells.map(({ goal, form, text, note }) => [party.name, goal.text, form ? t.forms[form] : '', text, note]),
    ),
    about: label ? [{ heading: csv.label, text: label }] : [],
  };
}
