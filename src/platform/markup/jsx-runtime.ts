import type { JSX as Preact } from 'preact';

/** A piece of finished HTML. What is not one is text, and is escaped where it is put in. */
export class Markup {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

/** What may stand between two tags. */
export type Children = Markup | string | number | boolean | null | undefined | readonly Children[];

/** The elements and attributes are those Preact knows, with their names as HTML and SVG write them. */
export namespace JSX {
  export type Element = Markup;
  export type ElementType = keyof Preact.IntrinsicElements | ((props: never) => Markup | null);
  export type IntrinsicElements = Preact.IntrinsicElements;
  export interface IntrinsicAttributes {
    key?: string | number | undefined;
  }
  export interface ElementChildrenAttribute {
    children: unknown;
  }
}

const toEscape = /["&<]/;
const escaped: Readonly<Record<string, string>> = { '"': '&quot;', '&': '&amp;', '<': '&lt;' };
const escapeText = (text: string): string =>
  toEscape.test(text) ? text.replace(/["&<]/g, (letter) => escaped[letter] as string) : text;

function write(children: Children): string {
  if (typeof children === 'string') return escapeText(children);
  if (children instanceof Markup) return children.html;
  if (Array.isArray(children)) {
    let html = '';
    for (const child of children as readonly Children[]) html += write(child);
    return html;
  }
  return typeof children === 'number' ? String(children) : '';
}

const withoutContent: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const properName = /^[a-zA-Z][a-zA-Z0-9:_-]*$/;
const properNames = new Set<string>();
function check(name: string): void {
  if (!properName.test(name)) throw new Error(`${name} is not the name of an element or attribute`);
  properNames.add(name);
}

type Props = Readonly<Record<string, unknown>> & { readonly children?: Children };

/**
 * What TSX is made of, run at once: an element becomes its HTML where it is written, a component is called there. There is
 * no tree to build first and walk afterwards.
 */
export function jsx(type: string | ((props: Props) => Markup | null), props: Props): Markup {
  if (typeof type === 'function') return type(props) ?? nothing;
  if (!properNames.has(type)) check(type);
  let html = `<${type}`;
  for (const name in props) {
    if (name === 'children') continue;
    let value = props[name];
    if (value === null || value === undefined) continue;
    if (!properNames.has(name)) check(name);
    // aria- and data-: false is a value of theirs.
    if (name[4] === '-') value = String(value);
    if (value === false) continue;
    html += value === true || value === '' ? ` ${name}` : ` ${name}="${escapeText(String(value))}"`;
  }
  if (withoutContent.has(type)) return new Markup(`${html}/>`);
  return new Markup(`${html}>${write(props.children)}</${type}>`);
}

const nothing = new Markup('');

export { jsx as jsxDEV, jsx as jsxs };
export const Fragment = (props: { readonly children?: Children }): Markup => new Markup(write(props.children));
