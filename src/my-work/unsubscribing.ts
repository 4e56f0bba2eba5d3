import type { Database } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { isId } from '../platform/id.ts';
import type { Sealing } from '../platform/sealing.ts';

const purpose = 'digests stop';
const stop = statement<{ readonly stopped: boolean }, [person: string, at: Date]>(
  'select stop_digests($1::uuid, $2::timestamptz) as stopped',
);

/** The address in a person's letters: whoever has it may stop them, and nothing else. It does not run out. */
export const unsubscribeAddress = (origin: string, sealing: Sealing, person: string): string =>
  `${origin}/digest/unsubscribe/${sealing.seal(person, purpose)}`;

/** Whose letters the address stops, or undefined where it is not one of ours. */
export function receiverOf(sealing: Sealing, token: string): string | undefined {
  const person = sealing.open(token, purpose);
  return person !== undefined && isId(person) ? person : undefined;
}

export const stopDigests = (
  tx: Parameters<Parameters<Database<unknown>['write']>[2]>[0],
  person: string,
): Promise<{ readonly stopped: boolean }> => tx.one(stop(person, tx.now));
