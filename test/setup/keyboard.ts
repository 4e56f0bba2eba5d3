import type { Page } from 'playwright-core';
import { toNextPage } from './walking.ts';

/** Somebody who has no pointer, on the page. */
export interface Keyboard {
  press(key: string, times?: number): Promise<void>;
  type(text: string): Promise<void>;
  /** A day in a date field, whose parts stand in the order of the browser’s own language: English. */
  typeDate(day: string): Promise<void>;
  /** What has the focus, by the name that is read out, else by its field. */
  focused(): Promise<string>;
  /** Goes on with Tab until the focus is on what is wanted; gives up where it never comes. */
  tabTo(wanted: string | RegExp): Promise<void>;
  /** Presses Enter, and waits for the page that it leads to. */
  follow(): Promise<void>;
  /** Opens the system’s own dialogue for files from the field that has the focus, and chooses there. */
  chooseFile(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>;
}

export function keyboardOf(page: Page): Keyboard {
  const press = async (key: string, times = 1) => {
    for (let count = 0; count < times; count += 1) await page.keyboard.press(key);
  };
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      return element.getAttribute('aria-label') ?? (element.innerText || element.getAttribute('name') || element.id);
    });
  return {
    press,
    type: (text) => page.keyboard.type(text),
    typeDate: (day) => page.keyboard.type(day.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$2$3$1')),
    focused,
    async tabTo(wanted) {
      for (let tries = 0; tries < 120; tries += 1) {
        await press('Tab');
        const now = await focused();
        if (typeof wanted === 'string' ? now === wanted : wanted.test(now)) return;
      }
      throw new Error(`never came to ${wanted}`);
    },
    follow: () => toNextPage(page, () => press('Enter')),
    async chooseFile(file) {
      const opened = page.waitForEvent('filechooser');
      // The browser has answered once since it was told to leave the dialogue to us: not till then is it opened.
      await focused();
      await press('Enter');
      await (await opened).setFiles(file);
    },
  };
}
