import { expect, test } from 'vitest';
import { makePng } from './png.ts';
import { SvgPainter } from './svg-painter.ts';

const painter = new SvgPainter(`
  :root { --paper: #fbfaf7; --ink: #14211f; --ink-2: #46524e; --pine: #0a574d; }
  @media (prefers-color-scheme: dark) { :root { --paper: #101817; --ink: #eceae3; --ink-2: #afb9b5; } }
  /* a comment { with: braces } */
  svg text { font-family: inherit; fill: currentColor; }
  .word { color: var(--ink-2); font-weight: 660; stroke: var(--paper); stroke-width: 5px; }
  .word.whole { color: var(--ink); }
  .tone-pine, .other { color: var(--pine); }
  .chart path { fill: none; }
  .whole > .stroke { stroke: var(--ink); stroke-width: 3.2; }
  .stroke { stroke: var(--ink-2); stroke-dasharray: 7 5; display: none; }
  .stroke:hover { stroke: red; }
  @media print { .stroke { stroke: black; } }
`);

test('a rule holds for the elements it is written for, and the heavier one holds', () => {
  const svg =
    '<svg class="chart" viewBox="0 0 10 20"><g class="whole"><path class="stroke" d="M0 0"></path></g><path class="stroke" d="M1 1"/></svg>';
  expect(painter.paint(svg, 'paper')).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20" font-family="Atkinson Hyperlegible Next, sans-serif" viewBox="0 0 10 20">' +
      '<g><path d="M0 0" stroke="#14211f" stroke-dasharray="7 5" fill="none" stroke-width="3.2"></path></g>' +
      '<path d="M1 1" stroke="#46524e" stroke-dasharray="7 5" fill="none"/></svg>',
  );
});

test('a word takes its own colour, a weight that others know, and the ground it stands on', () => {
  const svg = '<svg viewBox="0 0 9 9"><text class="word">a</text><text class="word whole">b</text></svg>';
  expect(painter.paint(svg, 'light')).toContain(
    '<text fill="#46524e" font-weight="700" stroke="#fbfaf7" stroke-width="5">a</text>',
  );
  expect(painter.paint(svg, 'light')).toContain('<text fill="#14211f" font-weight="700"');
  expect(painter.paint(svg, 'dark')).toContain('<text fill="#afb9b5" font-weight="700" stroke="#101817"');
  expect(painter.paint(svg, 'paper')).toContain('stroke="#ffffff"');
});

test('a shape takes the colour of the words it stands beside', () => {
  const shape = '<svg viewBox="0 0 16 16"><circle r="6" fill="none" stroke="currentColor"/></svg>';
  expect(painter.paint(shape, 'paper', 'tone-pine')).toContain('<circle r="6" fill="none" stroke="#0a574d"/>');
  expect(painter.paint(shape, 'paper')).toContain('stroke="#14211f"');
  expect(painter.colourWithin('tone-pine', 'light')).toBe('#0a574d');
});

test('nothing that runs, fetches or holds another page comes along', () => {
  const svg = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "y">]><svg viewBox="0 0 9 9" onload="alert(1)"><script>alert(1)</script>
    <a href="/goals/1"><text>länk</text></a><image href="https://elsewhere.example/x.png"/><foreignObject><p>text</p></foreignObject>
    <use href="#x"/><!-- remark --><path d="M0 0" style="fill:url(https://elsewhere.example)" fill="red"/></svg>`;
  const painted = painter.paint(svg, 'paper');
  expect(painted).not.toMatch(/script|alert|href|elsewhere|foreignObject|<p>|DOCTYPE|remark|onload|style/);
  expect(painted).toContain('<g><text fill="#14211f">länk</text></g>');
});

test('words that HTML takes and XML does not are still a picture', () => {
  const painted = painter.paint('<svg viewBox="0 0 9 9"><text>&lt;![CDATA[ett]]> > två</text></svg>', 'paper');
  expect(painted).toContain('&lt;![CDATA[ett]]&gt; > två');
  expect(makePng(painted, '#ffffff').length).toBeGreaterThan(0);
});

test('a token that the styles lack is a fault, not black', () => {
  expect(() => painter.token('rowan', 'paper')).toThrow('rowan');
});

test('the same drawing is the same bytes, and twice as many points as its size', () => {
  const svg = painter.paint('<svg viewBox="0 0 40 20"><text x="2" y="15" font-size="14">åäö</text></svg>', 'paper');
  const png = makePng(svg, '#ffffff');
  expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
  const view = new DataView(png.buffer, png.byteOffset);
  expect([view.getUint32(16), view.getUint32(20)]).toEqual([80, 40]);
  expect(Buffer.compare(Buffer.from(png), Buffer.from(makePng(svg, '#ffffff')))).toBe(0);
  // Words are drawn with the letters that come with the product: without a font the picture would be the ground alone.
  const bare = makePng(svg.replace(/<text.*<\/text>/, ''), '#ffffff');
  expect(png.length).toBeGreaterThan(bare.length * 3);
});
