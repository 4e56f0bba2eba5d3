import type { Database } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { isId } from '../platform/id.ts';
import type { Sealing } from '../platform/sealing.ts';

const purpose = 'question letters stop';
const stop = statement<{ readonly stopped: boolean }, [collaboration: string, letter: string, at: Date]>(
  'select stop_question_letters($1::uuid, $2::uuid, $3::timestamptz) as stopped',
);

/** The address in a letter about questions: whoever has it may stop them to where it was sent, and nothing else. */
export const stopAddress = (
  house: { readonly origin: string; readonly sealing: Sealing },
  collaboration: string,
  letter: string,
): string => `${house.origin}/question-letters/${house.sealing.seal(`${collaboration}/${letter}`, purpose)}`;

export interface SealedLetter {
  readonly collaboration: string;
  readonly letter: string;
}

/** Which letter the address stands in, or undefined where it is not one of ours. */
export function letterOf(sealing: Sealing, token: string): SealedLetter | undefined {
  const [collaboration = '', letter = ''] = sealing.open(token, purpose)?.split('/') ?? [];
  return isId(collaboration) && isId(letter) ? { collaboration, letter } : undefined;
}

export const stopLetters = (
  tx: Parameters<Parameters<Database<unknown>['write']>[2]>[0],
  { collaboration, letter }: SealedLetter,
): Promise<{ readonly stopped: boolean }> => tx.one(stop(collaboration, letter, tx.now));
