import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { AssetShelf } from '../platform/assets.ts';

/** What an old browser does not understand it leaves alone, and the page works without it. */
const target = 'es2022';

/** Builds modules for the browser, with what they share in files of their own, and shelves them. Answers the address of each. */
function shelveModules(
  shelf: AssetShelf,
  entries: Readonly<Record<string, URL>>,
  define: Record<string, string>,
): Record<string, string> {
  const entryPoints = Object.entries(entries).map(([name, url]) => ({ in: fileURLToPath(url), out: name }));
  const { outputFiles, metafile } = buildSync({
    entryPoints,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    target,
    define,
    write: false,
    metafile: true,
    outdir: 'assets',
    entryNames: '[name].[hash]',
    chunkNames: 'shared.[hash]',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  const addresses = new Map(
    outputFiles.map((file) => [resolve(file.path), shelf.add(basename(file.path), Buffer.from(file.contents), false)]),
  );
  const built = new Map(
    Object.entries(metafile.outputs).map(([path, output]) => [
      output.entryPoint && resolve(output.entryPoint),
      addresses.get(resolve(path)),
    ]),
  );
  return Object.fromEntries(entryPoints.map((entry) => [entry.out, built.get(entry.in) ?? '']));
}

/**
 * The house's own module, which every page carries, and the features' islands, which it loads where a page holds them.
 * Built when the program starts: a few milliseconds, and never older than their source.
 */
export function shelveBrowserModules(shelf: AssetShelf, islands: Readonly<Record<string, URL>>): string {
  const addresses = Object.keys(islands).length > 0 ? shelveModules(shelf, islands, {}) : {};
  const house = shelveModules(
    shelf,
    { house: new URL('islands/house.ts', import.meta.url) },
    { islandAddresses: JSON.stringify(addresses) },
  );
  return house.house ?? '';
}
