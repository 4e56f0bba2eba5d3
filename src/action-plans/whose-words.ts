import { noteEntered, noteOwnWords } from '../collaborations/index.ts';
import type { Tx } from '../identity/index.ts';

type Channel = Pick<Parameters<typeof noteEntered>[2], 'channel' | 'statedOn'>;

/** Who answers for an activity, and how the party said it where somebody else writes. */
export interface Answering {
  /** Null: nobody yet. Its organisation is then whoever writes it down. */
  readonly partyId: string | null;
  readonly organisationId: string;
  readonly entered?: Channel | undefined;
}

export function noteWhose(
  tx: Tx,
  collaborationId: string,
  subject: { readonly type: string; readonly id: string; readonly summary: string },
  { partyId, entered }: Answering,
): void {
  if (partyId === null) return;
  if (entered) {
    noteEntered(tx, collaborationId, {
      partyId,
      subjectType: subject.type,
      subjectId: subject.id,
      summary: subject.summary,
      ...entered,
    });
  } else {
    noteOwnWords(tx, collaborationId, subject.type, subject.id);
  }
}

/** Who has entered it: nobody, where the words are the party's own or nobody answers for it. */
export const enteredBy = (tx: Tx, { partyId, entered }: Answering): string | null =>
  partyId !== null && entered ? tx.user.organisation_id : null;
