import fc from 'fast-check';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { type Children, jsx, type Markup } from '../platform/markup/jsx-runtime.ts';

test('text is escaped wherever it is put in', () => {
  const nasty = `"><script>alert('x')</script>&amp;`;
  expect((<p title={nasty}>{nasty}</p>).html).toBe(
    `<p title="&quot;>&lt;script>alert('x')&lt;/script>&amp;amp;">&quot;>&lt;script>alert('x')&lt;/script>&amp;amp;</p>`,
  );
  expect((<p>{[nasty, [nasty]]}</p>).html).not.toContain('<script');
});

test('what looks like finished HTML but comes as data is written as nothing, never as HTML', () => {
  const forged = { html: '<script></script>' } as unknown as Children;
  expect((<p>{forged}</p>).html).toBe('<p></p>');
});

test('a component is given its children finished, once', () => {
  let calls = 0;
  const Counted = () => {
    calls += 1;
    return <b>{calls}</b>;
  };
  const Around = (props: { children: Children }) => (
    <>
      {props.children} and {props.children}
    </>
  );
  const made = (
    <Around>
      <Counted />
    </Around>
  );
  expect(made.html).toBe('<b>1</b> and <b>1</b>');
});

test('a component that has nothing to show shows nothing', () => {
  const Silent = () => null;
  expect(
    (
      <div>
        <Silent />
        {false}
        {null}
        {undefined}
        {true}
        {0}
        {''}
      </div>
    ).html,
  ).toBe('<div>0</div>');
});

test('a name that would break out of its tag is refused', () => {
  const attribute = { 'onload=x ': '1' } as object;
  expect(() => <div {...attribute} />).toThrow('is not the name');
});

describe('as Preact writes it', () => {
  type Tree = null | boolean | number | string | readonly Tree[] | Node;
  interface Node {
    readonly tag: string;
    readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
    readonly children: readonly Tree[];
  }
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('"', '&', '<', '>', "'", '&lt;', ' '));
  const value = fc.oneof(text, fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null));
  const attributes = fc.dictionary(
    fc.constantFrom('class', 'id', 'href', 'title', 'aria-label', 'aria-current', 'data-x', 'viewBox', 'stroke-width'),
    value,
  );
  const { tree } = fc.letrec<{ tree: Tree; node: Node }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), text),
      tie('node'),
      fc.array(tie('tree'), { maxLength: 4 }),
    ),
    node: fc.record({
      tag: fc.constantFrom('p', 'div', 'a', 'svg', 'g', 'path', 'td'),
      attributes,
      children: fc.array(tie('tree'), { maxLength: 4 }),
    }),
  }));
  const isNode = (one: Tree): one is Node => one !== null && typeof one === 'object' && 'tag' in one;
  const ours = (one: Tree): Children =>
    isNode(one)
      ? (jsx(one.tag, { ...one.attributes, children: one.children.map(ours) }) as Markup)
      : Array.isArray(one)
        ? one.map(ours)
        : (one as Children);
  const theirs = (one: Tree): unknown =>
    isNode(one)
      ? h(one.tag, one.attributes, ...(one.children.map(theirs) as never[]))
      : Array.isArray(one)
        ? one.map(theirs)
        : one;

  test('whatever tree of elements and texts', () => {
    fc.assert(
      fc.property(tree, (any) => {
        expect((<main>{ours(any)}</main>).html).toBe(renderToString(h('main', null, theirs(any) as never)));
      }),
      { numRuns: 300 },
    );
  });

  test('elements without content', () => {
    for (const tag of ['br', 'hr', 'input', 'meta', 'link', 'img']) {
      expect(jsx(tag, { id: 'a' }).html).toBe(renderToString(h(tag, { id: 'a' })));
    }
  });
});
