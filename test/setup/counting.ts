import type { Locator, Page } from 'playwright-core';
import { toNextPage } from './walking.ts';

/** What somebody at a desk has done: pressed links, buttons and boxes, typed in fields, waited for pages. */
interface Counts {
  clicks: number;
  fields: number;
  characters: number;
  pages: number;
}

/** A pair of hands that are counted. Everything they do goes through these. */
export interface CountedHands {
  readonly page: Page;
  readonly counts: Counts;
  follow(name: string | RegExp): Promise<void>;
  press(name: string): Promise<void>;
  check(label: string): Promise<void>;
  /** Two presses: the list is opened, and a choice is made. */
  choose(label: string, choice: string): Promise<void>;
  type(label: string, text: string): Promise<void>;
  /** A file is chosen in the system’s own dialogue: the button, the file, and its button to open it. */
  upload(label: string, file: Parameters<Locator['setInputFiles']>[0]): Promise<void>;
}

export function countedHands(page: Page): CountedHands {
  const counts: Counts = { clicks: 0, fields: 0, characters: 0, pages: 0 };
  const main = page.locator('main');
  const to = async (act: () => Promise<void>) => {
    counts.clicks += 1;
    counts.pages += 1;
    await toNextPage(page, act);
  };
  const field = (label: string) => main.getByLabel(label, { exact: true });
  return {
    page,
    counts,
    follow: (name) => to(() => main.getByRole('link', { name, exact: true }).first().click()),
    press: (name) => to(() => main.getByRole('button', { name, exact: true }).first().click()),
    async check(label) {
      counts.clicks += 1;
      await field(label).check();
    },
    async choose(label, choice) {
      counts.clicks += 2;
      await field(label).selectOption({ label: choice });
    },
    async type(label, text) {
      counts.fields += 1;
      counts.characters += text.length;
      await field(label).fill(text);
    },
    async upload(label, file) {
      counts.clicks += 3;
      await field(label).setInputFiles(file);
    },
  };
}

/**
 * Seconds that the hands need by the keystroke-level model (Card, Moran and Newell 1980, “The keystroke-level model for user
 * performance time with interactive systems”): a key of an average non-secretary typist 0.28, pointing 1.1, a press and
 * release 0.2, a hand moved between keyboard and mouse 0.4, and 1.35 to make up one’s mind before each. A page is waited for
 * one second. What is read elsewhere is not in the model.
 */
export function secondsByKeystrokes({ clicks, fields, characters, pages }: Counts): number {
  const [key, point, button, home, think] = [0.28, 1.1, 0.2, 0.4, 1.35];
  const click = think + point + button;
  const field = think + point + button + 2 * home;
  return clicks * click + fields * field + characters * key + pages;
}
