import { textWidth, type Weight, wrapped } from '../ui/charts/text-width.ts';

/** Whole: somebody has undertaken it. Aside: an answer that carries nothing on. Missing and not answered: the thread breaks. */
export type ThreadKind = 'whole' | 'aside' | 'missing' | 'notAnswered';

/** What is done for a contribution: on its thread, in a column of its own. Missing and not answered: the thread breaks there. */
export interface Doing {
  readonly kind: ThreadKind;
  /** With what: in small above. */
  readonly over: string;
  readonly text: string;
  readonly href: string;
}

/** One of the contributions that leave a goal. */
export interface Strand {
  readonly kind: ThreadKind;
  /** Who, and what it is called: in small above the thread. */
  readonly over: string;
  /** What it says, or the parties' names: on the thread. */
  readonly text: string;
  readonly href: string;
  readonly doing?: Doing | undefined;
}

export interface MeasureOnThread {
  readonly name: string;
  readonly value: string;
  readonly year: string;
  readonly state: string;
  readonly notes: readonly string[];
  /** Missing: the thread goes on dashed to an open ring behind the value. */
  readonly kind: 'whole' | 'missing';
  readonly href: string;
}

export interface GoalOnThread {
  readonly text: string;
  readonly note: string;
  readonly href: string;
  /** Each contribution by itself, and the same gathered by form: what there is room for is drawn. */
  readonly strands: readonly Strand[];
  readonly gathered: readonly Strand[];
  readonly measures: readonly MeasureOnThread[];
  /** Where nothing measures the goal: what stands at the thread's end. */
  readonly unmeasured: { readonly text: string; readonly notes: readonly string[]; readonly kind: ThreadKind };
}

export interface ThreadContent {
  readonly challenge: { readonly text: string; readonly notes: readonly string[]; readonly href: string };
  readonly goals: readonly GoalOnThread[];
}

/** How much of it is drawn: each contribution on two lines, each form on two lines, each form on one. */
export type Detail = 'each' | 'gathered' | 'tight';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** From a point in a bend to a height, and straight on. */
export interface DrawnThread {
  readonly kind: ThreadKind;
  readonly from: Point;
  readonly to: Point;
  readonly on: number;
}

export interface DrawnText extends Point {
  readonly text: string;
  readonly size: number;
  readonly weight: Weight;
  readonly tone: 'ink' | 'quiet' | 'lingon' | 'state';
  readonly width: number;
}

export interface DrawnNode {
  readonly href: string;
  /** Everything it says, also what had to be shortened. */
  readonly name: string;
  readonly texts: readonly DrawnText[];
  readonly knot: Point & { readonly kind: ThreadKind };
  /** Of a measure: where its curve and the shape of its state stand. */
  readonly measure?: {
    readonly goal: number;
    readonly measure: number;
    readonly curve: (Point & { readonly width: number; readonly height: number }) | undefined;
    readonly shape: Point | undefined;
  };
}

export interface ThreadLayout {
  readonly detail: Detail;
  readonly width: number;
  readonly height: number;
  /** Where each of the four columns begins. */
  readonly columns: readonly [number, number, number, number];
  /** Where the column of what is done begins; nothing where none is drawn. */
  readonly doing: number | undefined;
  readonly threads: readonly DrawnThread[];
  readonly nodes: readonly DrawnNode[];
}

interface Manner {
  readonly width: number;
  readonly goalSize: number;
  readonly overSize: number;
  readonly textSize: number;
  readonly valueSize: number;
  readonly gap: number;
  /** Between one contribution and the next. */
  readonly rowGap: number;
  readonly textLines: number;
  /** Where goals, contributions and indicators begin, in shares of the width. */
  readonly shares: readonly [number, number, number];
  /** How high a line of words is, to its size. */
  readonly lead: number;
}

const manners: Record<Detail, Manner> = {
  each: {
    width: 1360,
    goalSize: 20,
    overSize: 14,
    textSize: 15.5,
    valueSize: 31,
    gap: 20,
    rowGap: 8,
    textLines: 2,
    shares: [0.175, 0.385, 0.8],
    lead: 1.2,
  },
  gathered: {
    width: 1480,
    goalSize: 18,
    overSize: 14,
    textSize: 15.5,
    valueSize: 26,
    gap: 18,
    rowGap: 9,
    textLines: 2,
    shares: [0.17, 0.37, 0.81],
    lead: 1.24,
  },
  tight: {
    width: 1680,
    goalSize: 16,
    overSize: 14,
    textSize: 14.5,
    valueSize: 19,
    gap: 8,
    rowGap: 1,
    textLines: 2,
    shares: [0.145, 0.325, 0.85],
    lead: 1.16,
  },
};

/** What a lying A3 has room for beside its margins, heading, label and source, in points; and the smallest print. */
const sheet = { height: 668, print: 8.7 };
/** The heads of the columns above the drawing, and what the strokes mean below it. */
export const headHeight = 44;
export const keyHeight = 46;
const headAndKey = headHeight + keyHeight;
const above = 9;
const top = 14;
const round = (value: number): number => Math.round(value * 10) / 10;

/** A block around its thread: what stands above and below it, and how to place it there. */
interface Block {
  readonly above: number;
  readonly below: number;
  place(y: number): DrawnNode;
  /** What stands beside it on the same thread. */
  beside?: ((y: number) => DrawnNode) | undefined;
}

/**
 * Where everything in the line of sight stands. No words lie on each other, and no thread runs through words. Nothing when
 * it becomes higher than `most`.
 */
function layOut(content: ThreadContent, detail: Detail, most: number): ThreadLayout | undefined {
  const manner = manners[detail];
  const { width, goalSize, overSize, textSize, valueSize } = manner;
  const columns = [7, ...manner.shares].map((share) => Math.round(share < 1 ? share * width : share)) as unknown as [
    number,
    number,
    number,
    number,
  ];
  const [first, second, third, fourth] = columns;
  const bend = 44;
  const challengeEnd = second - bend;
  const goalEnd = third - bend;
  const merge = fourth - 40;
  const strandEnd = merge - 52;
  const edge = width - 10;
  const isDone = content.goals.some(({ strands }) => strands.some(({ doing }) => doing !== undefined));
  /** Where there is room for it, what is done has a column. */
  const doingAt = isDone && detail !== 'tight' ? Math.round(third + (strandEnd - third) * 0.56) : undefined;
  const threads: DrawnThread[] = [];
  const nodes: DrawnNode[] = [];

  const lead = (size: number): number => Math.round(size * manner.lead);
  /** Lines of text whose last stands `gap` above a height. */
  function stackUp(
    lines: readonly { text: string; size: number; weight: Weight; tone: DrawnText['tone'] }[],
    x: number,
    y: number,
  ): DrawnText[] {
    let baseline = y - above;
    return lines
      .toReversed()
      .map((line) => {
        const drawn = { ...line, x, y: round(baseline), width: textWidth(line.text, line.size, line.weight) };
        baseline -= lead(line.size);
        return drawn;
      })
      .toReversed();
  }

  function stackDown(
    lines: readonly { text: string; size: number; weight: Weight; tone: DrawnText['tone'] }[],
    x: number,
    y: number,
  ): DrawnText[] {
    let baseline = y;
    return lines.map((line) => {
      baseline += lead(line.size);
      return { ...line, x, y: round(baseline), width: textWidth(line.text, line.size, line.weight) };
    });
  }

  const heightOf = (lines: readonly { size: number }[]): number =>
    lines.reduce((sum, line) => sum + lead(line.size), 0);

  const quiet = (text: string) => ({ text, size: overSize, weight: 'plain' as const, tone: 'quiet' as const });

  const doingLines = (doing: Doing, room: number) => {
    const isWhole = doing.kind === 'whole';
    return [
      ...wrapped(doing.over, room, overSize, 'plain', 1).map(quiet),
      ...wrapped(doing.text, room, textSize, 'plain', manner.textLines).map((text) => ({
        text,
        size: textSize,
        weight: 'plain' as const,
        tone: isWhole ? ('ink' as const) : doing.kind === 'missing' ? ('lingon' as const) : ('quiet' as const),
      })),
    ];
  };

  const strandBlock = (strand: Strand): Block => {
    const name = `${strand.over}: ${strand.text}`;
    const isWhole = strand.kind === 'whole';
    const tone: DrawnText['tone'] = isWhole ? 'ink' : strand.kind === 'missing' ? 'lingon' : 'quiet';
    const x = isWhole ? third : third + 18;
    const room = (isWhole && doingAt ? doingAt - 20 : strandEnd) - x - 6;
    const knot = (y: number) => ({ x: third, y: round(y), kind: strand.kind });
    if (detail === 'tight') {
      const overWidth = Math.max(100, textWidth(strand.over, overSize) + 12);
      const lines = wrapped(strand.text, room - overWidth, textSize, isWhole ? 'bold' : 'plain', manner.textLines);
      const texts = (y: number): DrawnText[] => {
        const words = lines.map((text) => ({
          text,
          size: textSize,
          weight: isWhole ? ('bold' as const) : ('plain' as const),
          tone: isWhole ? ('ink' as const) : ('quiet' as const),
        }));
        const last = isWhole ? y + 4 : y + (heightOf(words) + textSize * 0.72 - lead(textSize)) / 2 + above;
        const placed = stackUp(words, x + overWidth, last);
        const [top] = placed;
        return [
          {
            ...quiet(strand.over),
            tone: tone === 'ink' ? 'quiet' : tone,
            x,
            y: top?.y ?? y,
            width: textWidth(strand.over, overSize),
          },
          ...placed,
        ];
      };
      const height = lines.length * lead(textSize);
      return {
        above: isWhole ? height + 3 : height / 2 + 3,
        below: isWhole ? 2 : height / 2 + 2,
        place: (y) => ({ href: strand.href, name, texts: texts(y), knot: knot(y) }),
      };
    }
    const over = wrapped(strand.over, room, overSize, 'plain', isWhole ? 1 : 2).map(quiet);
    const isPlain = detail === 'gathered' && !isWhole;
    const weight = isPlain ? ('plain' as const) : ('bold' as const);
    const words = wrapped(strand.text, room, textSize, weight, manner.textLines).map((text) => ({
      text,
      size: textSize,
      weight,
      tone,
    }));
    const lines = [...over, ...words];
    const height = heightOf(lines);
    const doing = isWhole && doingAt ? strand.doing : undefined;
    const done = doing && doingAt ? doingLines(doing, strandEnd - doingAt - 14) : [];
    return {
      above: isWhole ? Math.max(height, heightOf(done)) + above : height / 2 + 2,
      below: isWhole ? 4 : height / 2 + 4,
      ...(doing && doingAt
        ? {
            beside: (y: number): DrawnNode => ({
              href: doing.href,
              name: [doing.text, doing.over].filter(Boolean).join(', '),
              texts: stackUp(done, doingAt, y),
              knot: { x: doingAt, y: round(y), kind: doing.kind },
            }),
          }
        : {}),
      place: (y) => ({
        href: strand.href,
        name,
        texts: isWhole ? stackUp(lines, x, y) : stackUp(lines, x, y + height / 2 + above - 4),
        knot: knot(y),
      }),
    };
  };

  const goalBlock = (goal: GoalOnThread): Block => {
    const room = goalEnd - second - 8;
    const words = wrapped(goal.text, room, goalSize, 'bold', detail === 'tight' ? 3 : 5).map((text) => ({
      text,
      size: goalSize,
      weight: 'bold' as const,
      tone: 'ink' as const,
    }));
    const notes = wrapped(goal.note, room, overSize, 'plain', 2).map(quiet);
    return {
      above: heightOf(words) + above,
      below: heightOf(notes) + 8,
      place: (y) => ({
        href: goal.href,
        name: goal.text,
        texts: [...stackUp(words, second, y), ...stackDown(notes, second, y + 4)],
        knot: { x: second, y: round(y), kind: 'whole' },
      }),
    };
  };

  const measureBlock = (measure: MeasureOnThread, at: { goal: number; measure: number }, withCurve: boolean): Block => {
    const room = edge - fourth;
    const names = wrapped(measure.name, room, overSize, 'bold', detail === 'tight' ? 1 : 2).map((text) => ({
      text,
      size: overSize,
      weight: 'bold' as const,
      tone: 'ink' as const,
    }));
    const value = { text: measure.value, size: valueSize, weight: 'bold' as const, tone: 'ink' as const };
    const curve = withCurve
      ? { width: Math.min(room, 260), height: Math.round(Math.min(room, 260) * (44 / 170)) }
      : undefined;
    const state = wrapped(measure.state, room - 22, overSize, 'bold', 2).map((text) => ({
      text,
      size: overSize,
      weight: 'bold' as const,
      tone: 'state' as const,
    }));
    const notes =
      detail === 'tight' ? [] : measure.notes.flatMap((note) => wrapped(note, room, overSize, 'plain', 2)).map(quiet);
    const curveHeight = curve ? curve.height + 6 : 0;
    return {
      above: heightOf(names) + lead(valueSize) + above,
      below: curveHeight + heightOf([...state, ...notes]) + 8,
      place: (y) => {
        const valueTexts = stackUp([...names, value], fourth + 2, y);
        const year = {
          ...quiet(measure.year),
          x: round(fourth + 2 + textWidth(value.text, valueSize, 'bold') + 14),
          y: round(y - above),
          width: textWidth(measure.year, overSize),
        };
        const stateTexts = stackDown(state, fourth + 24, y + 4 + curveHeight);
        const noteTexts = stackDown(notes, fourth + 2, y + 4 + curveHeight + heightOf(state));
        return {
          href: measure.href,
          name: [measure.name, measure.value, measure.year, measure.state].filter(Boolean).join(', '),
          texts: [...valueTexts, ...(measure.year ? [year] : []), ...stateTexts, ...noteTexts],
          knot: { x: fourth, y: round(y), kind: 'whole' },
          measure: {
            ...at,
            curve: curve ? { x: fourth, y: round(y + 6), ...curve } : undefined,
            shape: stateTexts[0] ? { x: fourth + 2, y: round(stateTexts[0].y - 13) } : undefined,
          },
        };
      },
    };
  };

  const unmeasuredBlock = (goal: GoalOnThread): Block => {
    const { text, notes, kind } = goal.unmeasured;
    const room = edge - fourth - 20;
    const lines = [
      ...wrapped(text, room, textSize, 'bold', 2).map((line) => ({
        text: line,
        size: textSize,
        weight: 'bold' as const,
        tone: kind === 'missing' ? ('lingon' as const) : ('quiet' as const),
      })),
      ...notes.flatMap((note) => wrapped(note, room, overSize, 'plain', detail === 'tight' ? 1 : 3)).map(quiet),
    ];
    const height = heightOf(lines);
    const [head] = lines;
    const over = head ? lead(head.size) / 2 + 4 : 10;
    return {
      above: over,
      below: height - over + 12,
      place: (y) => ({
        href: goal.href,
        name: text,
        texts: stackDown(lines, fourth + 20, y - (head ? lead(head.size) * 0.7 : 0)),
        knot: { x: fourth, y: round(y), kind },
      }),
    };
  };

  /** Blocks under each other, from a height; answers with where each thread lies. */
  const stack = (blocks: readonly Block[], from: number, gap: number): number[] => {
    let y = from;
    return blocks.map((block) => {
      const at = y + block.above;
      y = at + block.below + gap;
      return at;
    });
  };
  const extent = (blocks: readonly Block[], gap: number): number =>
    blocks.reduce((sum, block) => sum + block.above + block.below, 0) + gap * Math.max(0, blocks.length - 1);
  const middle = (heights: readonly number[]): number => ((heights[0] ?? 0) + (heights.at(-1) ?? 0)) / 2;

  let y = top;
  const goalHeights: number[] = [];
  for (const [index, goal] of content.goals.entries()) {
    const strands = detail === 'each' ? goal.strands : goal.gathered;
    const rows = strands.map(strandBlock);
    const head = goalBlock(goal);
    const withCurve = detail === 'each' && goal.measures.length < 2;
    const ends =
      goal.measures.length > 0
        ? goal.measures.map((measure, at) => measureBlock(measure, { goal: index, measure: at }, withCurve))
        : [unmeasuredBlock(goal)];
    const measureGap = detail === 'tight' ? 6 : 14;
    // Each column is stacked from nought, then moved so that the middles of all three lie on one height.
    const rowHeights = stack(rows, 0, manner.rowGap);
    const whole = rowHeights.filter((_, at) => strands[at]?.kind === 'whole');
    const rowMiddle = rows.length > 0 ? middle(whole.length > 0 && detail !== 'tight' ? whole : rowHeights) : 0;
    const endHeights = stack(ends, 0, measureGap);
    const endMiddle = middle(endHeights);
    const center = y + Math.max(rows.length > 0 ? rowMiddle : 0, head.above, endMiddle);
    const rowTop = center - rowMiddle;
    const endTop = center - endMiddle;
    const bottom = Math.max(
      rowTop + extent(rows, manner.rowGap),
      center + head.below,
      endTop + extent(ends, measureGap),
    );

    nodes.push(head.place(center));
    const hasCarried = whole.length > 0;
    threads.push({
      kind: 'whole',
      from: { x: second, y: round(center) },
      to: { x: second, y: round(center) },
      on: goalEnd,
    });
    rows.forEach((row, at) => {
      const height = round(rowTop + (rowHeights[at] ?? 0));
      const kind = strands[at]?.kind ?? 'whole';
      nodes.push(row.place(height));
      const isWhole = kind === 'whole';
      const beside = row.beside?.(height);
      if (beside) nodes.push(beside);
      // Where nothing is done for it, the thread breaks after the contribution.
      const after = beside?.knot.kind ?? kind;
      const breaks = beside !== undefined && after !== 'whole';
      threads.push({
        kind,
        from: { x: goalEnd, y: round(center) },
        to: { x: isWhole ? third : third - 8, y: height },
        on: breaks ? beside.knot.x - 8 : isWhole ? strandEnd : third - 8,
      });
      if (breaks) {
        const from = { x: beside.knot.x + 8, y: height };
        threads.push({ kind: after, from, to: { x: strandEnd, y: height }, on: strandEnd });
      }
      if (isWhole)
        threads.push({ kind: after, from: { x: strandEnd, y: height }, to: { x: merge, y: round(center) }, on: merge });
    });
    ends.forEach((end, at) => {
      const height = round(endTop + (endHeights[at] ?? 0));
      nodes.push(end.place(height));
      const measure = goal.measures[at];
      const kind = measure ? 'whole' : goal.unmeasured.kind;
      const reach = measure ? fourth : fourth - 8;
      // A measure that nobody's contribution leads to stands by itself: there is the gap.
      if (hasCarried || !measure)
        threads.push({ kind, from: { x: merge, y: round(center) }, to: { x: reach, y: height }, on: reach });
      if (measure?.kind === 'missing') {
        const from = { x: fourth, y: height };
        threads.push({ kind: 'missing', from, to: from, on: edge - 8 });
      } else if (measure) {
        const from = { x: fourth, y: height };
        threads.push({ kind: 'whole', from, to: from, on: edge });
      }
    });
    goalHeights.push(center);
    if (bottom > most) return undefined;
    y = bottom + manner.gap;
  }

  const challengeRoom = challengeEnd - first - 10;
  const challengeSize = detail === 'tight' ? 22 : 25;
  const words = wrapped(content.challenge.text, challengeRoom, challengeSize, 'bold', 8).map((text) => ({
    text,
    size: challengeSize,
    weight: 'bold' as const,
    tone: 'ink' as const,
  }));
  const notes = content.challenge.notes
    .flatMap((note) => wrapped(note, challengeRoom, overSize, 'plain', 6))
    .map(quiet);
  const last = y - manner.gap;
  const wanted = goalHeights.length > 0 ? middle(goalHeights) : (top + last) / 2;
  const challengeY = round(Math.max(top + heightOf(words) + above, wanted));
  nodes.unshift({
    href: content.challenge.href,
    name: content.challenge.text,
    texts: [...stackUp(words, first, challengeY), ...stackDown(notes, first, challengeY + 4)],
    knot: { x: first, y: challengeY, kind: 'whole' },
  });
  const from = { x: first, y: challengeY };
  threads.unshift({ kind: 'whole', from, to: from, on: challengeEnd });
  for (const height of goalHeights)
    threads.push({
      kind: 'whole',
      from: { x: challengeEnd, y: challengeY },
      to: { x: second, y: round(height) },
      on: second,
    });
  const height = Math.ceil(Math.max(last, challengeY + 4 + heightOf(notes)) + 10);
  return { detail, width, height, columns, doing: doingAt, threads, nodes };
}

/** The fullest drawing whose words can be read on a lying A3; the tightest where none has room. */
export function layOutThread(content: ThreadContent): ThreadLayout {
  const highest = (detail: Detail): number => (sheet.height * manners[detail].overSize) / sheet.print - headAndKey;
  return (
    layOut(content, 'each', highest('each')) ??
    layOut(content, 'gathered', highest('gathered')) ??
    (layOut(content, 'tight', Number.POSITIVE_INFINITY) as ThreadLayout)
  );
}
