/** One figure, as it is printed with --json. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is measured against: the same work at its barest, or the level that is asked. */
  readonly limit: number | null;
  readonly ratio: number | null;
  /** The least ratio that is asked, where a ratio is asked. */
  readonly asked?: number;
  readonly isMet?: boolean;
  readonly [more: string]: unknown;
}

const shown = (value: unknown): string => (Array.isArray(value) ? value.join('–') : String(value));

/** For people: a line a figure, and under it what else was found. */
export function table(figures: readonly Figure[]): string {
  const head = ['', 'value', '', 'limit', 'ratio', 'asked', ''];
  const rows = figures.map(({ name, value, unit, limit, ratio, asked, isMet }) => [
    name,
    String(value),
    unit,
    limit === null ? '' : String(limit),
    ratio === null ? '' : String(ratio),
    asked === undefined ? '' : String(asked),
    isMet === undefined ? '' : isMet ? 'met' : 'NOT MET',
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 || column === 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const known = new Set(['name', 'value', 'unit', 'limit', 'ratio', 'asked', 'isMet']);
  const more = figures.flatMap((figure) => {
    const others = Object.entries(figure).filter(([key]) => !known.has(key));
    return others.length > 0
      ? [`${figure.name}: ${others.map(([key, value]) => `${key} ${shown(value)}`).join(', ')}`]
      : [];
  });
  return `${[line(head), ...rows.map(line), '', ...more].join('\n')}\n`;
}
