import { findCollaboration, reading } from '../collaborations/index.ts';
import type { Tx } from '../identity/index.ts';
import type { Documents } from '../platform/documents/documents.ts';
import { formatsFor } from '../platform/texts.ts';
import { composeAgreement } from './agreement-document.ts';
import { lockVersion } from './locking.ts';

/** Settles the text with its pages as they are shown. Answers the hash of what it says. */
export async function settleText(
  tx: Tx,
  collaborationId: string,
  documents: Pick<Documents, 'pdf'>,
  read: { readonly versionId: string; readonly version: number },
): Promise<string> {
  const collaboration = await tx.one(findCollaboration(collaborationId));
  // The pages are kept in the language of the agreement's country, whoever presses the button.
  const language = 'sv' as const;
  const of = reading({ language, formats: formatsFor(language), now: tx.now }, tx.user, collaboration);
  return await lockVersion(tx, collaborationId, {
    ...read,
    language,
    pages: (whole, hash) =>
      documents.pdf(composeAgreement({ ...whole, version: { ...whole.version, locked_at: tx.now } }, of, hash), 'a-2a'),
  });
}
