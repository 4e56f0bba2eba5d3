import { writeLetter } from '../platform/mail.ts';
import type { Account } from './sign-in.ts';
import { identityTexts } from './texts.ts';
import type { Tx } from './user.ts';

type Texts = ReturnType<typeof identityTexts>;

/** Tells a person by letter what has changed in how they sign in, so that they notice when it was somebody else. */
export function tellPerson(tx: Tx, origin: string, account: Account, said: (t: Texts) => string): void {
  const t = identityTexts(account.language);
  tx.send(
    writeLetter(
      {
        to: account.email,
        organisationId: null,
        subject: t.letters.subject,
        paragraphs: [
          t.password.letterGreeting(account.name),
          said(t),
          t.letters.otherwise,
          `${origin}/account/sign-in`,
        ],
        runsOutAt: new Date(tx.now.getTime() + 7 * 24 * 3600_000),
      },
      tx.now,
    ),
  );
}
