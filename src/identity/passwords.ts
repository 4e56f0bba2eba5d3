import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

const cost: ScryptOptions = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const atOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** scrypt holds 32 MiB and a core for each guess; more than two at once would let guesses starve the pages. */
async function derive(password: string, salt: Buffer): Promise<Buffer> {
  if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
  else running += 1;
  try {
    return await new Promise((resolve, reject) => {
      scrypt(password.normalize('NFC'), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
    });
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$15$8$1$${salt.toString('base64url')}$${(await derive(password, salt)).toString('base64url')}`;
}

const absent = `scrypt$15$8$1$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(32).toString('base64url')}`;

/** Takes as long for an account that does not exist as for one that does. */
export async function passwordMatches(password: string, stored: string | null | undefined): Promise<boolean> {
  const [scheme, , , , salt, hash] = (stored ?? absent).split('$');
  if (scheme !== 'scrypt' || !salt || !hash) return false;
  const derived = await derive(password, Buffer.from(salt, 'base64url'));
  return timingSafeEqual(derived, Buffer.from(hash, 'base64url')) && Boolean(stored);
}

export const shortestPassword = 12;
export const longestPassword = 128;
