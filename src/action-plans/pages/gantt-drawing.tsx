import type { Gantt, GanttRow } from '../gantt-layout.ts';
import { ganttSizes } from '../gantt-layout.ts';

/** Whole as far as somebody has come, thin ahead of that, dashed to an open ring where it has no last day. */
function Line(props: { row: GanttRow }) {
  const { row } = props;
  const { from, to, lineY: y, reached, state } = row;
  const end = row.isOpenEnded ? to - 8 : to;
  const ahead = reached ?? from;
  return (
    <g class={`gantt-line ${state}`}>
      {end > ahead && state !== 'stopped' ? (
        <path class={row.isOpenEnded ? 'gantt-endless' : 'gantt-ahead'} d={`M${ahead} ${y}H${end}`} />
      ) : null}
      {reached === null || reached <= from ? null : <path class="gantt-whole" d={`M${from} ${y}H${reached}`} />}
      <circle class={reached === null ? 'gantt-knot-ahead' : 'gantt-knot'} cx={from} cy={y} r="5" />
      {row.isOpenEnded ? (
        <circle class="gantt-ring" cx={end} cy={y} r="6" />
      ) : to > from && reached !== to && state !== 'stopped' ? (
        <circle class="gantt-knot-ahead" cx={to} cy={y} r="5" />
      ) : null}
      {state === 'done' && to > from ? <circle class="gantt-knot" cx={to} cy={y} r="5" /> : null}
      {state === 'underWay' && reached !== null && reached > from ? (
        <circle class="gantt-here" cx={reached} cy={y} r="7" />
      ) : null}
      {state === 'stopped' && reached !== null ? <path class="gantt-stop" d={`M${reached} ${y - 9}V${y + 9}`} /> : null}
    </g>
  );
}

/** The plan over time. The same stands as a list beside it. */
export function GanttDrawing(props: {
  gantt: Gantt;
  label: string;
  /** For a phone: names stand above the lines. */
  isNarrow?: boolean;
  hrefOf?: (id: string) => string;
}) {
  const { gantt, hrefOf } = props;
  const words = (row: GanttRow) => (
    <>
      {row.title.map((one) => (
        <>
          <text key={one.y} class="gantt-title" x={one.x} y={one.y + 15} font-size={ganttSizes.title}>
            {one.text}
          </text>{' '}
        </>
      ))}
      {row.party.map((one) => (
        <>
          <text key={one.y} class="gantt-party" x={one.x} y={one.y + 13} font-size={ganttSizes.small}>
            {one.text}
          </text>{' '}
        </>
      ))}
    </>
  );
  return (
    <svg
      class={props.isNarrow ? 'gantt narrow' : 'gantt'}
      viewBox={`0 0 ${gantt.width} ${gantt.height}`}
      width={gantt.width}
      height={gantt.height}
      role={hrefOf ? 'group' : 'img'}
      aria-label={props.label}
    >
      {gantt.ticks.map((tick) => (
        <g key={tick.x}>
          <path
            class={tick.isYear ? 'gantt-year' : 'gantt-tick'}
            d={`M${tick.x} ${ganttSizes.top - 6}V${gantt.height}`}
          />
          {tick.label ? (
            <text
              class={tick.isYear ? 'gantt-scale year' : 'gantt-scale'}
              x={tick.label.x}
              y={tick.label.y + 13}
              font-size={ganttSizes.tick}
            >
              {tick.label.text}
            </text>
          ) : null}
        </g>
      ))}
      {gantt.rows.map((row) => (
        <path key={row.id} class="gantt-rule" d={`M0 ${row.y}H${gantt.width}`} />
      ))}
      {gantt.today ? (
        <>
          <path class="gantt-today" d={`M${gantt.today.x} ${ganttSizes.top - 8}V${gantt.height}`} />
          <text
            class="gantt-today-word"
            x={gantt.today.label.x}
            y={gantt.today.label.y + 13}
            font-size={ganttSizes.small}
          >
            {gantt.today.label.text}
          </text>
        </>
      ) : null}
      {gantt.rows.map((row) => (
        <g key={row.id}>
          {hrefOf ? <a href={hrefOf(row.id)}>{words(row)}</a> : words(row)}
          <Line row={row} />
          <text class="gantt-days" x={row.days.x} y={row.days.y + 13} font-size={ganttSizes.small}>
            {row.days.text}
          </text>
        </g>
      ))}
    </svg>
  );
}
