import type { Page } from 'playwright-core';

/** What the page says, on one line. */
export const words = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replace(/\s+/g, ' ');

/** Presses a button, found by its whole name. */
export const press = (page: Page, name: string): Promise<void> =>
  page.locator('main').getByRole('button', { name, exact: true }).first().click();

/** Follows a link of the page itself. */
export const follow = (page: Page, name: string | RegExp): Promise<void> =>
  page.locator('main').getByRole('link', { name, exact: true }).first().click();
