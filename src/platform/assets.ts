import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Asset } from './http/server-options.ts';

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/** Gives each file an address that changes with its content, so that browsers may keep it for ever. */
export class AssetShelf {
  readonly assets = new Map<string, Asset>();

  /** Adds a file under its own name (fonts, referred to from styles) or under a name with its hash. Returns its address. */
  add(name: string, body: Buffer, hashed = true): string {
    const dot = name.lastIndexOf('.');
    const extension = name.slice(dot + 1);
    const digest = createHash('sha256').update(body).digest('hex').slice(0, 10);
    const address = hashed ? `${name.slice(0, dot)}.${digest}.${extension}` : name;
    const asset: Asset = { body, type: types[extension] ?? 'application/octet-stream' };
    this.assets.set(address, extension === 'woff2' ? asset : { ...asset, gzip: gzipSync(body, { level: 9 }) });
    return `/assets/${address}`;
  }
}
