import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AssetShelf } from '../platform/assets.ts';
import { shelveBrowserModules } from './browser-modules.ts';

const here = (name: string): Buffer => readFileSync(new URL(name, import.meta.url));
const fontFolder = join(
  dirname(createRequire(import.meta.url).resolve('@fontsource-variable/atkinson-hyperlegible-next/package.json')),
  'files',
);

export interface UiAssets {
  readonly shelf: AssetShelf;
  readonly stylesheet: string;
  /** What the stylesheet holds: drawings that leave the pages take their colours from it. */
  readonly styles: string;
  readonly icon: string;
  /** The one module that every page carries. */
  readonly script: string;
}

/** Islands of parts that any room may use. */
const ownIslands = { 'markdown-field': new URL('islands/markdown-field.ts', import.meta.url) };

/** In this order: a later one changes what an earlier one says. `screens` and `sheet` are for narrow screens, print and the like. */
const ownStyles = [
  'tokens',
  'base',
  'frame',
  'reading',
  'forms',
  'steps',
  'screens',
  'line',
  'sheet',
  'charts',
  'document',
  'parts',
];

/** The house's styles with those of the features after them, font, icon and modules, at addresses that change with them. */
export function shelveUi(featureStyles: readonly URL[], islands: Readonly<Record<string, URL>> = {}): UiAssets {
  const shelf = new AssetShelf();
  const font = shelf.add(
    'atkinson.woff2',
    readFileSync(join(fontFolder, 'atkinson-hyperlegible-next-latin-wght-normal.woff2')),
  );
  const sheets = [
    ...ownStyles.map((name) => here(`styles/${name}.css`)),
    ...featureStyles.map((url) => readFileSync(url)),
  ];
  const styles = Buffer.concat(sheets).toString('utf8').replace('/assets/atkinson-latin.woff2', font);
  return {
    shelf,
    styles,
    stylesheet: shelf.add('armkrok.css', Buffer.from(styles)),
    icon: shelf.add('mark.svg', here('mark-16.svg')),
    script: shelveBrowserModules(shelf, { ...ownIslands, ...islands }),
  };
}
