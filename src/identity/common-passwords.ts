import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { advisedPassword, shortestPassword } from './passwords.ts';

/**
 * What people in Sweden choose and no English list holds: seasons, months, weekdays, greetings, and what is on the desk.
 * Without the digits and signs that are put round them.
 */
const swedish =
  `lösenord losenord lösen sommar sommaren höst hösten vinter vintern våren januari februari mars april juni juli
  augusti september oktober november december måndag tisdag onsdag torsdag fredag lördag söndag välkommen valkommen hejhej
  hejsan hejhejhej tjena hemligt hemlig jagälskardig sverige svensk stockholm göteborg goteborg malmö kommun kommunen region
  regionen myndigheten landstinget samverkan administratör inloggning abcåäö qwertyuiopå`.split(/\s+/);

/** The first six bytes of a hash, which a number holds exactly: 400 kB for the whole list, and one word in five thousand million taken for another. */
const fingerprint = (word: string): number => createHash('sha256').update(word).digest().readUIntBE(0, 6);

let known: Float64Array | undefined;
/** The list of zxcvbn: some 49,000 passwords that are most often found where passwords have leaked. Read when first asked for. */
function commonPasswords(): Float64Array {
  if (known) return known;
  const path = createRequire(import.meta.url).resolve('@zxcvbn-ts/language-common/src/passwords.json');
  const words = JSON.parse(readFileSync(path, 'utf8')) as readonly string[];
  known = Float64Array.from([...words, ...swedish], fingerprint).sort();
  return known;
}

function isListed(word: string): boolean {
  const list = commonPasswords();
  const sought = fingerprint(word);
  let from = 0;
  let to = list.length - 1;
  while (from <= to) {
    const middle = (from + to) >> 1;
    const found = list[middle] as number;
    if (found === sought) return true;
    if (found < sought) from = middle + 1;
    else to = middle - 1;
  }
  return false;
}

/** Whose password it is: the words that others would try first. */
export interface PasswordOwner {
  readonly name: string;
  readonly email: string;
  readonly organisation?: string | null | undefined;
}

const wordsOf = ({ name, email, organisation }: PasswordOwner): readonly string[] =>
  ['armkrok', ...`${name} ${email} ${organisation ?? ''}`.toLowerCase().split(/[^\p{L}\p{N}]+/u)]
    .filter((word) => word.length >= 3)
    .sort((one, other) => other.length - one.length);

/**
 * Whether a password is among the first that somebody would try: a common one, also with digits and signs round it; one
 * sign over and over; or little besides the owner's own words. A whole sentence may hold any of them.
 */
export function isEasilyGuessed(password: string, owner: PasswordOwner): boolean {
  const plain = password.toLowerCase();
  if (new Set(plain).size <= 2 || isListed(plain)) return true;
  const core = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (core.length >= 4 && plain.length < advisedPassword && isListed(core)) return true;
  let left = plain;
  for (const word of wordsOf(owner)) left = left.replaceAll(word, '');
  return left !== plain && [...left.replace(/[^\p{L}\p{N}]/gu, '')].length < shortestPassword;
}
