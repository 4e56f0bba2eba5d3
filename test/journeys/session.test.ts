import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findBarriers, type RunningHouse, runHouse, signIn } from '../setup/browser.ts';
import { words } from '../setup/walking.ts';

const minute = 60_000;
const hour = 60 * minute;
const began = new Date('2023-11-20T09:00:00Z');
const maria = 'maria.ek@kommun-b.example';
const password = 'arm i krok 2023';
let house: RunningHouse;
let origin: string;
let now = began;
beforeAll(async () => {
  house = await runHouse();
  origin = await house.compose({ clock: () => now });
});
afterAll(() => house.close());
beforeEach(() => {
  now = began;
});

/** Time goes for the server and for the page alike. */
const pass = async (page: Page, time: number): Promise<void> => {
  now = new Date(now.getTime() + time);
  await page.clock.fastForward(time);
};

/** Maria's answer to a goal, half written. */
async function writing(page: Page, text: string): Promise<void> {
  await page.clock.install({ time: now });
  await signIn(page, origin, maria);
  await page.getByRole('link', { name: 'Fler unga i arbete', exact: true }).click();
  await page.getByRole('link', { name: 'Arbetslösheten bland unga halveras' }).first().click();
  await page.getByRole('link', { name: /^(Ändra svaret|Svara)$/ }).click();
  await page.getByRole('radio', { name: 'Eget mål' }).check();
  const field = page.getByLabel('Vad är bidraget, kort?');
  await field.fill(text);
  await field.focus();
}
const fieldOf = (page: Page) => page.getByLabel('Vad är bidraget, kort?');

describe('a session that is about to end', () => {
  test('warns five minutes before, and is extended by one press; what is typed stays', async () => {
    const page = await house.visit();
    await writing(page, 'En halv mening');
    await pass(page, 54 * minute);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await pass(page, 2 * minute);
    const dialog = page.getByRole('dialog', { name: 'Du loggas ut kl. 11.00' });
    await dialog.waitFor();
    // On the heading, so that a key meant for the text presses no button.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('session-heading');
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Förläng inloggningen' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await fieldOf(page).inputValue()).toBe('En halv mening');
    expect(await fieldOf(page).evaluate((field) => field === document.activeElement)).toBe(true);
    // Well past the time at which it would have ended.
    await pass(page, 50 * minute);
    await page.getByLabel('Styrdokument').fill('Budget');
    await page.getByRole('button', { name: 'Spara svaret' }).click();
    expect(await words(page)).toContain('En halv mening');
  });

  test('says nothing here when it has been extended in another window', async () => {
    const page = await house.visit();
    await writing(page, 'Två fönster');
    await pass(page, 30 * minute);
    const other = await page.context().newPage();
    await other.goto(`${origin}/session`);
    await other.getByRole('button', { name: 'Förläng inloggningen' }).click();
    await other.getByText('Inloggningen är förlängd.').waitFor();
    const asked = page.waitForResponse((answer) => answer.url().endsWith('/session'));
    await pass(page, 27 * minute);
    await asked;
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('can be put aside by Escape or by the button; when it has ended an open warning says so', async () => {
    const page = await house.visit();
    await writing(page, 'Strax');
    await pass(page, 56 * minute);
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(0);
    expect(await fieldOf(page).inputValue()).toBe('Strax');

    const again = await house.visit();
    await writing(again, 'Sedan');
    await pass(again, 56 * minute);
    await again.getByRole('button', { name: 'Stäng' }).waitFor();
    await pass(again, 5 * minute);
    await again.getByRole('alert').getByText('Du har loggats ut.').waitFor();
    expect(await again.getByRole('button', { name: 'Förläng inloggningen' }).isVisible()).toBe(false);
  });
});

test.each([true, false])(
  'a form sent after the session has ended is back, as it was typed, once signed in; script: %s',
  async (javaScriptEnabled) => {
    const page = await house.visit({ javaScriptEnabled });
    const text = `Skrivet för sent, ${javaScriptEnabled ? 'med' : 'utan'} skript`;
    await writing(page, text);
    await page.getByLabel('Styrdokument').fill('Mål och budget');
    now = new Date(now.getTime() + 13 * hour);
    await page.getByRole('button', { name: 'Spara svaret' }).click();
    expect(await page.locator('h1').innerText()).toBe('Logga in igen');
    expect(await page.content()).not.toContain('Skrivet för sent');
    expect(await findBarriersIf(javaScriptEnabled, page)).toEqual([]);
    await page.getByLabel('E-postadress').fill(maria);
    await page.getByLabel('Lösenord').fill(password);
    await page.getByRole('button', { name: 'Logga in', exact: true }).click();
    expect(await page.locator('h1').innerText()).toBe('Det du skrev finns kvar');
    expect(await findBarriersIf(javaScriptEnabled, page)).toEqual([]);
    await page.getByRole('button', { name: 'Öppna formuläret' }).click();
    expect(await fieldOf(page).inputValue()).toBe(text);
    expect(await page.getByLabel('Styrdokument').inputValue()).toBe('Mål och budget');
    await page.getByRole('button', { name: 'Spara svaret' }).click();
    expect(await words(page)).toContain(text);
  },
);
const findBarriersIf = async (isPossible: boolean, page: Page) => (isPossible ? await findBarriers(page) : []);

describe('the key that leads to the search field', () => {
  const isInField = (page: Page) => page.evaluate(() => document.activeElement?.id === 'top-search');
  /** As a Swedish keyboard sends it: shift and 7. */
  const pressOn = (
    page: Page,
    keys: { key?: string; shiftKey?: boolean; ctrlKey?: boolean; altKey?: boolean; metaKey?: boolean } = {},
  ) =>
    page.evaluate(
      (more) =>
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true, ...more }),
        ),
      keys,
    );
  const leave = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement).blur());

  test('works wherever nothing is typed, with shift or without, and leaves other keys alone', async () => {
    const page = await house.visit();
    await signIn(page, origin, maria);
    await page.getByRole('link', { name: 'Maria Ek' }).waitFor();
    await page.waitForLoadState();
    await page.keyboard.press('/');
    expect(await isInField(page)).toBe(true);
    await page.keyboard.type('a/b');
    expect(await page.locator('#top-search').inputValue()).toBe('a/b');
    await leave(page);
    await pressOn(page, { shiftKey: true });
    expect(await isInField(page)).toBe(true);
    for (const other of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { key: 'a' }]) {
      await leave(page);
      await pressOn(page, other);
      expect(await isInField(page), JSON.stringify(other)).toBe(false);
    }
  });

  test('is a letter like any other in a text', async () => {
    const page = await house.visit();
    await writing(page, 'och');
    await page.keyboard.press('End');
    await page.keyboard.press('/');
    expect(await fieldOf(page).inputValue()).toBe('och/');
  });

  test('does nothing once it has been switched off, and works again when switched on', async () => {
    const page = await house.visit();
    await signIn(page, origin, maria);
    await page.getByRole('link', { name: 'Maria Ek' }).click();
    await page.getByRole('button', { name: 'Stäng av' }).click();
    await page.getByText('Av: / gör ingenting.').waitFor();
    await page.waitForLoadState();
    await page.keyboard.press('/');
    expect(await isInField(page)).toBe(false);
    expect(await page.locator('kbd').count()).toBe(0);
    await page.getByRole('button', { name: 'Slå på' }).click();
    await page.locator('kbd').waitFor();
    await page.waitForLoadState();
    await page.keyboard.press('/');
    expect(await isInField(page)).toBe(true);
  });

  test('is not promised where it cannot be kept: without script', async () => {
    const page = await house.visit({ javaScriptEnabled: false });
    await signIn(page, origin, maria);
    expect(await page.locator('kbd').isVisible()).toBe(false);
    await page.getByRole('searchbox', { name: 'Sök' }).fill('halveras');
    await Promise.all([page.waitForURL(/search\?q=halveras/), page.keyboard.press('Enter')]);
    expect(await page.getByRole('link', { name: 'Arbetslösheten bland unga halveras' }).count()).toBe(1);
    expect(
      await page.getByRole('listitem').filter({ hasText: 'Arbetslösheten bland unga halveras' }).innerText(),
    ).toContain('Påhittat exempel');
  });
});

test('on a phone the field is a link, and menu, organisation and name are in their places', async () => {
  const page = await house.visit({ viewport: { width: 390, height: 844 } });
  await signIn(page, origin, maria);
  await page.getByRole('link', { name: 'Fler unga i arbete', exact: true }).click();
  const top = async (name: string) => (await page.getByText(name, { exact: true }).first().boundingBox())?.y ?? 0;
  const rows = await Promise.all(['Meny', 'Kommun B', 'Påhittat exempel'].map(top));
  expect(rows).toEqual([...rows].sort((a, b) => a - b));
  expect(await page.locator('#top-search').isVisible()).toBe(false);
  await page.getByText('Meny', { exact: true }).click();
  expect(await page.getByRole('link', { name: 'Historik' }).isVisible()).toBe(true);
  await page.getByRole('link', { name: 'Sök', exact: true }).click();
  await page.getByLabel('Vad söker du?').fill('halveras');
  await page.getByRole('button', { name: 'Sök', exact: true }).click();
  expect(await page.getByRole('link', { name: 'Arbetslösheten bland unga halveras' }).count()).toBe(1);
});
