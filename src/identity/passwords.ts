import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What a hash costs to reckon: as its exponent, its block size and its passes. Stored with each hash. */
interface Cost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** 32 MiB in three passes: the least that OWASP's password storage advice and ASVS 5.0 (appendix C) ask of scrypt. */
const cost: Cost = { logN: 15, r: 8, p: 3 };
const atOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** scrypt holds 32 MiB and a core for each guess; more than two at once would let guesses starve the pages. */
async function derive(password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
  else running += 1;
  try {
    const options = { N: 2 ** logN, r, p, maxmem: 64 * 1024 * 1024 };
    return await new Promise((resolve, reject) => {
      scrypt(password.normalize('NFC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
    });
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

const written = ({ logN, r, p }: Cost, salt: Buffer, hash: Buffer): string =>
  `scrypt$${logN}$${r}$${p}$${salt.toString('base64url')}$${hash.toString('base64url')}`;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return written(cost, salt, await derive(password, salt, cost));
}

const absent = written(cost, Buffer.alloc(16), Buffer.alloc(32));

function read(stored: string): { cost: Cost; salt: Buffer; hash: Buffer } | undefined {
  const [scheme, logN, r, p, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || !salt || !hash) return undefined;
  return {
    cost: { logN: Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  };
}

/** Takes as long for an account that does not exist as for one that does. */
export async function passwordMatches(password: string, stored: string | null | undefined): Promise<boolean> {
  const known = read(stored ?? absent);
  if (!known) return false;
  const derived = await derive(password, known.salt, known.cost);
  return timingSafeEqual(derived, known.hash) && Boolean(stored);
}

/** It was hashed when a hash cost less; to be hashed anew when the password is next at hand. */
export function isTooCheap(stored: string): boolean {
  const known = read(stored)?.cost;
  return known !== undefined && 2 ** known.logN * known.r * known.p < 2 ** cost.logN * cost.r * cost.p;
}

/** ASVS 5.0, 6.2.1: eight at least, fifteen advised. Counted in signs, as people count. */
export const shortestPassword = 8;
export const advisedPassword = 15;
/** A sentence. Longer ones would only let somebody make us reckon. */
export const longestPassword = 256;
