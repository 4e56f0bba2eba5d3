import type { Markup } from '../../platform/markup/jsx-runtime.ts';
import { type ChartLayout, type ChartNode, knotAt, sizes } from '../chart-layout.ts';

const round = (value: number): number => Math.round(value * 10) / 10;

function strand(from: ChartNode, to: ChartNode): string {
  const x = from.x + sizes.knot + 1;
  const target = to.x + sizes.knot + 1;
  const start = from.y + 6;
  const end = to.y + 6;
  if (x === target) return `M${x} ${start}V${end}`;
  const bend = end - 16;
  return `M${x} ${start}V${bend}Q${x} ${bend + 8} ${x + 8} ${bend + 8}H${target - 8}Q${target} ${bend + 8} ${target} ${end}`;
}

/** Who reports to whom with the house's line; a knot for each place, whole where it is taken, dashed where it is empty. */
export function ChartDrawing(props: { layout: ChartLayout; label: string; linkTo: (id: string) => string }): Markup {
  const { nodes, width, height } = props.layout;
  const find = (id: string | null) => nodes.find((node) => node.group.id === id);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand inside a drawing.
    <svg
      class="group-chart"
      viewBox={`0 0 ${width} ${Math.ceil(height)}`}
      width={width}
      role="group"
      aria-label={props.label}
    >
      {nodes.map((node) => {
        const above = find(node.above);
        return above ? (
          <path
            key={node.group.id}
            d={strand(above, node)}
            class={node.group.is_borrowed ? 'chart-lent' : 'line-whole'}
          />
        ) : null;
      })}
      {nodes.map((node) => {
        const { group, x, y } = node;
        const below = round(y + 22 + node.name.length * sizes.line);
        const rows = node.knots.length === 0 ? 0 : Math.ceil(node.knots.length / 12) * sizes.step + 6;
        return (
          <a key={group.id} href={props.linkTo(group.id)}>
            <rect class="chart-behind" x={x - 4} y={y + 12} width={node.width + 8} height={node.height - 12} />
            <circle
              cx={x + sizes.knot + 1}
              cy={y + 6}
              r={sizes.knot + 0.6}
              class={group.is_borrowed ? 'chart-lent-knot' : group.isInformal ? 'knot-missing' : 'knot'}
            />
            {node.name.map((line, at) => (
              <text key={at} class="chart-name" x={x} y={round(y + 13 + (at + 1) * sizes.line)} font-size={sizes.name}>
                {line}
              </text>
            ))}
            {node.knots.map((isTaken, at) => {
              const knot = knotAt(node, at);
              return (
                <circle
                  key={at}
                  cx={round(knot.x)}
                  cy={round(knot.y + 4)}
                  r={sizes.knot - 0.6}
                  class={isTaken ? 'knot' : 'knot-missing'}
                />
              );
            })}
            {node.notes.map((line, at) => (
              <text
                key={at}
                class="chart-note"
                x={x}
                y={round(below + rows + at * (sizes.line - 2) + 10)}
                font-size={sizes.small}
              >
                {line}
              </text>
            ))}
          </a>
        );
      })}
    </svg>
  );
}
