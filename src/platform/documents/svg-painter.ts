import { fontFamily } from './fonts.ts';

/** Light and dark are those of the screen; on paper, light with nothing under it. */
export type Theme = 'paper' | 'light' | 'dark';

interface Step {
  readonly tag: string | undefined;
  readonly classes: readonly string[];
  /** How this step is reached from the one before it. */
  readonly isChild: boolean;
}

interface Rule {
  readonly steps: readonly Step[];
  readonly weight: number;
  readonly properties: readonly (readonly [name: string, value: string])[];
}

interface Element {
  readonly tag: string;
  readonly classes: readonly string[];
  readonly colour: string;
}

/** What SVG takes as attributes, of what our styles set. `color` becomes what `currentColor` stands for. */
const properties = new Set([
  'color',
  'fill',
  'fill-opacity',
  'font-size',
  'font-style',
  'font-weight',
  'opacity',
  'paint-order',
  'stroke',
  'stroke-dasharray',
  'stroke-dashoffset',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'stroke-width',
  'text-anchor',
]);

/** Of what a drawing may hold. A link becomes a group; anything else is left out with what it holds. */
const tags: Readonly<Record<string, string>> = {
  svg: 'svg',
  g: 'g',
  a: 'g',
  path: 'path',
  circle: 'circle',
  ellipse: 'ellipse',
  line: 'line',
  rect: 'rect',
  polyline: 'polyline',
  polygon: 'polygon',
  text: 'text',
  tspan: 'tspan',
  title: 'title',
  desc: 'desc',
  defs: 'defs',
  pattern: 'pattern',
};

const attributes =
  /^(?:xmlns|viewBox|x|y|dx|dy|x1|x2|y1|y2|cx|cy|r|rx|ry|d|points|width|height|transform|role|aria-label|aria-hidden|fill-rule|clip-rule|dominant-baseline|font-family|letter-spacing|id|patternUnits|patternTransform|color)$/;

/**
 * Gives a drawing that leans on the pages' styles its colours and strokes as attributes, so that it can be seen by itself:
 * in print, in Word, in somebody's slides. Reads of the styles what is about drawings: selectors of elements and classes,
 * one inside another, and tokens for light and dark.
 */
export class SvgPainter {
  readonly #rules: readonly Rule[];
  readonly #tokens: Readonly<Record<Theme, ReadonlyMap<string, string>>>;

  constructor(styles: string) {
    const rules: Rule[] = [];
    const light = new Map<string, string>();
    const dark = new Map<string, string>();
    for (const { head, body } of blocksOf(styles)) {
      if (/^@media[^{]*prefers-color-scheme:\s*dark/.test(head)) {
        for (const inner of blocksOf(body)) if (inner.head === ':root') readTokens(inner.body, dark);
      } else if (head === ':root') readTokens(body, light);
      else if (!head.startsWith('@')) rules.push(...rulesOf(head, body));
    }
    // Of two that weigh the same, the later one holds.
    this.#rules = rules
      .map((rule, at) => ({ rule, at }))
      .sort((a, b) => a.rule.weight - b.rule.weight || a.at - b.at)
      .map(({ rule }) => rule);
    this.#tokens = {
      light,
      dark: new Map([...light, ...dark]),
      paper: new Map([...light, ['paper', '#ffffff'], ['sunk', '#ffffff']]),
    };
  }

  token(name: string, theme: Theme): string {
    const value = this.#tokens[theme].get(name);
    if (value === undefined) throw new Error(`the styles have no token ${name}`);
    return value;
  }

  /** The colour that words have inside an element of this class. */
  colourWithin(className: string, theme: Theme): string {
    return (
      this.#styleOf([outside(this.token('ink', theme)), { tag: 'span', classes: [className], colour: '' }], theme).get(
        'color',
      ) ?? this.token('ink', theme)
    );
  }

  /** `within` is the class of what the drawing stands in, where its colour comes from there. */
  paint(svg: string, theme: Theme, within?: string): string {
    const ink = this.token('ink', theme);
    const path: Element[] = [outside(ink)];
    if (within) path.push({ tag: 'span', classes: [within], colour: this.colourWithin(within, theme) });
    const open: string[] = [];
    let skipped = 0;
    let painted = '';
    for (const [token, text, closing, name = '', written = '', empty] of svg.matchAll(
      /([^<]+)|<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*(\/?)>|<!--[\s\S]*?-->|<[?!][^>]*>/g,
    )) {
      if (text !== undefined) {
        // What ends a piece of raw text may not stand in XML, though HTML has nothing against it.
        if (skipped === 0) painted += text.replaceAll(']]>', ']]&gt;');
      } else if (name === '') {
        // A comment or a declaration.
      } else if (closing) {
        if (skipped > 0) skipped -= 1;
        else if (open.length > 0) {
          painted += `</${open.pop()}>`;
          path.pop();
        }
      } else if (skipped > 0 || !(name in tags)) {
        if (!empty) skipped += 1;
      } else {
        const given = new Map(
          [...written.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key = '', one, other]) => [
            key,
            one ?? other ?? '',
          ]),
        );
        const tag = tags[name] as string;
        const parent = path.at(-1) as Element;
        const element = { tag: name, classes: (given.get('class') ?? '').split(/\s+/).filter(Boolean), colour: '' };
        const style = this.#styleOf([...path, element], theme);
        const colour = style.get('color') ?? given.get('color') ?? parent.colour;
        style.delete('color');
        const kept = new Map<string, string>();
        if (open.length === 0) for (const [key, value] of frameOf(given, tag)) kept.set(key, value);
        for (const [key, value] of given) if (attributes.test(key) || properties.has(key)) kept.set(key, value);
        for (const [key, value] of style) kept.set(key, value);
        const weight = Number(kept.get('font-weight'));
        // Those who draw elsewhere know whole hundreds only, and so do the cuts of the letters.
        if (weight > 0) kept.set('font-weight', String(Math.round(weight / 100) * 100));
        kept.delete('color');
        if (tag === 'text' || tag === 'tspan') kept.delete('font-family');
        painted += `<${tag}${[...kept]
          .map(([key, value]) => ` ${key}="${(value === 'currentColor' ? colour : value).replaceAll('"', '&quot;')}"`)
          .join('')}${empty ? '/' : ''}>`;
        if (!empty) {
          open.push(tag);
          path.push({ ...element, colour });
        }
      }
      void token;
    }
    return (
      painted +
      open
        .reverse()
        .map((tag) => `</${tag}>`)
        .join('')
    );
  }

  #styleOf(path: readonly Element[], theme: Theme): Map<string, string> {
    const style = new Map<string, string>();
    for (const rule of this.#rules) {
      if (!matches(rule.steps, path)) continue;
      for (const [name, value] of rule.properties) {
        const known = value.replace(/var\(--([\w-]+)\)/g, (_, token: string) => this.token(token, theme));
        style.set(name, known);
      }
    }
    for (const [name, value] of style) if (value === 'inherit') style.delete(name);
    return style;
  }
}

const outside = (colour: string): Element => ({ tag: 'body', classes: [], colour });

/** A drawing by itself says that it is one, how large it is and in which letters it is written. */
function frameOf(given: ReadonlyMap<string, string>, tag: string): readonly (readonly [string, string])[] {
  if (tag !== 'svg') return [];
  const [, , width, height] = (given.get('viewBox') ?? '').split(/[\s,]+/);
  return [
    ['xmlns', 'http://www.w3.org/2000/svg'],
    ...(width && height ? [['width', width] as const, ['height', height] as const] : []),
    ['font-family', `${fontFamily}, sans-serif`],
  ];
}

function* blocksOf(css: string): Generator<{ head: string; body: string }> {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '');
  let depth = 0;
  let start = 0;
  let head = '';
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') {
      if (depth === 0) {
        head = text.slice(start, at).trim();
        start = at + 1;
      }
      depth += 1;
    } else if (text[at] === '}') {
      depth -= 1;
      if (depth === 0) {
        yield { head, body: text.slice(start, at) };
        start = at + 1;
      }
    }
  }
}

const declarationsOf = (body: string): readonly (readonly [string, string])[] =>
  body.split(';').flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const];
  });

function readTokens(body: string, tokens: Map<string, string>): void {
  for (const [name, value] of declarationsOf(body)) if (name.startsWith('--')) tokens.set(name.slice(2), value);
}

/** Sixteen pixels is what a browser takes a rem for. */
const asNumber = (value: string): string =>
  value.replace(/^(-?[\d.]+)rem$/, (_, rem: string) => String(Number(rem) * 16)).replace(/^(-?[\d.]+)px$/, '$1');

function rulesOf(head: string, body: string): readonly Rule[] {
  const kept = declarationsOf(body)
    .filter(([name, value]) => properties.has(name) && !value.includes('!'))
    .map(([name, value]) => [name, asNumber(value)] as const);
  if (kept.length === 0) return [];
  return head.split(',').flatMap((selector) => {
    const steps = stepsOf(selector.trim());
    if (!steps) return [];
    const classes = steps.reduce((sum, step) => sum + step.classes.length, 0);
    const named = steps.filter((step) => step.tag).length;
    return [{ steps, weight: classes * 100 + named, properties: kept }];
  });
}

function stepsOf(selector: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let isChild = false;
  for (const part of selector.split(/\s+/)) {
    if (part === '>') {
      isChild = true;
      continue;
    }
    const found = /^([a-z][a-z0-9]*)?((?:\.[\w-]+)*)$/i.exec(part);
    if (!found || part === '') return undefined;
    steps.push({ tag: found[1], classes: (found[2] ?? '').split('.').filter(Boolean), isChild });
    isChild = false;
  }
  return steps;
}

function matches(steps: readonly Step[], path: readonly Element[]): boolean {
  const from = (step: number, element: number): boolean => {
    const wanted = steps[step] as Step;
    const found = path[element];
    if (!found || (wanted.tag && wanted.tag !== found.tag)) return false;
    if (!wanted.classes.every((name) => found.classes.includes(name))) return false;
    if (step === 0) return true;
    if (wanted.isChild) return from(step - 1, element - 1);
    for (let above = element - 1; above >= 0; above -= 1) if (from(step - 1, above)) return true;
    return false;
  };
  return from(steps.length - 1, path.length - 1);
}
