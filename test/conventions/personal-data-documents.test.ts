import { expect, test } from 'vitest';
import { filesLike, read } from './sources.ts';

test('what is said of personal data is there, in Swedish, for the version that is shipped', () => {
  const { version } = JSON.parse(read('package.json'));
  const files = filesLike('docs/personal-data/*.md');
  expect(files).toEqual(
    ['data-location', 'impact-assessment', 'processing-agreement-annex', 'sub-processors'].map(
      (name) => `docs/personal-data/${name}.md`,
    ),
  );
  for (const file of files) {
    expect(read(file), file).toContain(`\nGäller Armkrok ${version}.`);
    expect(read(file).length, file).toBeGreaterThan(800);
    // What only those who install it know is left open, and says so.
    if (!file.endsWith('impact-assessment.md')) expect(read(file), file).toContain('**fyll i**');
    for (const [, target = ''] of read(file).matchAll(/\]\(([^)#]+)\)/g)) {
      expect(filesLike(new URL(target, `file:///${file}`).pathname.slice(1)), `${file} → ${target}`).toHaveLength(1);
    }
  }
});
