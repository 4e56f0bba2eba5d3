import type { Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { Language } from '../platform/texts.ts';
import { personalDataTexts } from './texts.ts';

type Held = Readonly<Record<string, unknown>>;

/** Everything that is held about one person. Others' names and addresses in it are masked. */
export interface PersonalExport {
  readonly account: Held;
  readonly seats: readonly Held[];
  readonly invitations: readonly Held[];
  readonly letters: readonly Held[];
  readonly history: readonly Held[];
  /** By the table that it lies in. */
  readonly written: Readonly<Record<string, readonly Held[]>>;
}

const readExport = statement<{ found: PersonalExport | null }, [person: string, address: string]>(
  'select personal_export($1, $2) as found',
);

/** What is held about the person who acts. That it was taken out stands in the history. */
export async function exportOwnData(tx: Tx, language: Language): Promise<PersonalExport> {
  const t = personalDataTexts(language).file;
  const { found } = await tx.one(readExport(t.otherPerson, t.otherAddress));
  if (!found) throw new Error('somebody who acts is always found');
  tx.record({
    userId: tx.user.person_id,
    organisationId: null,
    verb: 'personalData.exported',
    subjectType: 'person',
    subjectId: tx.user.person_id,
    collaborationId: null,
  });
  return found;
}
