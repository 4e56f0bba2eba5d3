import type { Page } from 'playwright-core';

/** What the whole page says, on one line: a press comes back when a page begins, and this when all of it is there. */
export async function words(page: Page): Promise<string> {
  await page.waitForLoadState('domcontentloaded');
  return (await page.locator('main').innerText()).replace(/\s+/g, ' ');
}

/** Does what leads to another page, and waits for it. */
export async function toNextPage(page: Page, act: () => Promise<void>): Promise<void> {
  // The page that is left may still be loading its pictures: their end is not the end of the next.
  await page.waitForLoadState();
  await Promise.all([page.waitForEvent('load'), act()]);
}

/** Presses a button, found by its whole name. */
export const press = (page: Page, name: string): Promise<void> =>
  page.locator('main').getByRole('button', { name, exact: true }).first().click();

/** Follows a link of the page itself. */
export const follow = (page: Page, name: string | RegExp): Promise<void> =>
  page.locator('main').getByRole('link', { name, exact: true }).first().click();
