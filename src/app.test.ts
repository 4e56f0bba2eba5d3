import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../test/setup/composition.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('says that it is healthy while the database answers', async () => {
  const answer = await house.fetch('/health');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ status: 'healthy' });
});

test('what does not exist is told kindly, in the reader’s language, with every security header', async () => {
  const swedish = await house.fetch('/nowhere');
  expect(swedish.status).toBe(404);
  expect(await swedish.text()).toContain('Sidan finns inte');
  expect(swedish.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(swedish.headers.get('x-content-type-options')).toBe('nosniff');
  const english = await house.fetch('/nowhere', { headers: { cookie: 'language=en' } });
  expect(await english.text()).toContain('There is no such page');
});

test('styles, icon and font are served under addresses that change with their content', async () => {
  const page = await (await house.fetch('/nowhere')).text();
  const address = /href="(\/assets\/armkrok\.[0-9a-f]+\.css)"/.exec(page)?.[1] ?? '';
  const styles = await house.fetch(address);
  expect(styles.headers.get('cache-control')).toContain('immutable');
  const font = /\/assets\/atkinson\.[0-9a-f]+\.woff2/.exec(await styles.text())?.[0] ?? '';
  expect((await house.fetch(font)).headers.get('content-type')).toBe('font/woff2');
});
