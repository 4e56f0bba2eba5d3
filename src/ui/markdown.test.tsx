import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shelveUi } from './assets.ts';
import { Marked } from './markdown.tsx';

const html = (text: string): string => (<Marked text={text} />).html;
/** Every tag there may be. What stands between is text, in which every `<` and `&` is escaped. */
const allowed =
  /^(?:<div class="marked">|<\/?(?:p|ul|ol|li|h3|h4|em|strong)>|<br\/>|<\/a>|<\/div>|<a href="(?:https?:\/\/|mailto:)[^"<>\s\\]*" rel="noopener noreferrer nofollow">)$/;
const tags = (markup: string): readonly string[] => markup.match(/<[^>]*>?/g) ?? [];
function holds(text: string): void {
  for (const tag of tags(html(text))) expect(tag).toMatch(allowed);
}

// After OWASP's cheat sheet of filter evasion, and what has got through Markdown elsewhere.
const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '"><script>alert(1)</script>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JAVASCRIPT:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](&#x6A;avascript&colon;alert(1))',
  '[x](%6Aavascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](vbscript:msgbox(1))',
  '[x](https://a.se" onmouseover="alert(1))',
  "[x](https://a.se' onmouseover='alert(1))",
  '[x](https://a.se"onmouseover=alert(1)//)',
  '[x](https://a.se/"><script>alert(1)</script>)',
  '![x](https://a.se/"onerror="alert(1))',
  '![x](x"onerror=alert(1))',
  '[<img src=x onerror=alert(1)>](https://a.se)',
  '[x]: javascript:alert(1)\n[x]',
  '<https://a.se/"onclick="alert(1)>',
  '<javascript:alert(1)>',
  'https://a.se/"onclick="alert(1)',
  '**<b onclick=alert(1)>**',
  '# <script>alert(1)</script>',
  '- <script>alert(1)</script>',
  '`<script>alert(1)</script>`',
  '```\n<script>alert(1)</script>\n```',
  '<!--<script>alert(1)//-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '[x](mailto:a@b.se?subject="><script>alert(1)</script>)',
  '[a](javascript://a.se/%0aalert(1))',
  '\u0000<script>alert(1)</script>',
  '[x](\u0001javascript:alert(1))',
];

describe('nothing that was typed becomes more than words', () => {
  test.each(attacks)('%j', (attack) => {
    holds(attack);
    holds(`Text **före** ${attack} och *efter*`);
    holds(`[${attack}](https://a.se) ${attack}`);
  });

  test('whatever attacks are put together', () => {
    const piece = fc.oneof(
      fc.constantFrom(...attacks, '[', '](', ')', '**', '*', '\n', '# ', '"', '<', '>', '\\'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (parts) => holds(parts.join(''))),
      { numRuns: 1000 },
    );
  });
});

test('the check itself would see what got through', () => {
  for (const tag of ['<script>', '<a href="javascript:x" rel="noopener noreferrer nofollow">', '<p onclick="x">'])
    expect(tag).not.toMatch(allowed);
  expect(html('### Rubrik\n\nEn **fet** [länk](https://a.se)\nny rad\n\n- ett')).toBe(
    '<div class="marked"><h3>Rubrik</h3><p>En <strong>fet</strong> <a href="https://a.se/" rel="noopener noreferrer nofollow">länk</a><br/>ny rad</p><ul><li>ett</li></ul></div>',
  );
});

test('the toolbar’s module is small', () => {
  const [island] = [...shelveUi([]).shelf.assets].filter(([name]) => name.includes('markdown-field'));
  expect(island?.[1].body.length).toBeGreaterThan(300);
  expect(island?.[1].body.length).toBeLessThan(4096);
});
