import { randomBytes } from 'node:crypto';
import { statement } from '../platform/database/statement.ts';
import { Refusal } from '../platform/errors.ts';
import { sessionHash } from '../platform/http/cookies.ts';
import { writeLetter } from '../platform/mail.ts';
import type { Language } from '../platform/texts.ts';
import { hashPassword } from './passwords.ts';
import type { Account } from './sign-in.ts';
import { identityTexts } from './texts.ts';
import { author, type Tx } from './user.ts';

const setPassword = statement<unknown, [hash: string, but: Buffer, now: Date]>(
  'select change_password($1, $2::bytea, $3::timestamptz) as changed',
);
const askEmail = statement<{ asked: boolean }, [token: Buffer, email: string, now: Date, endsAt: Date]>(
  'select ask_email_change($1::bytea, $2, $3::timestamptz, $4::timestamptz) as asked',
);
/** The address that a link is about. */
export const findEmailChange = statement<{ email: string | null }, [token: Buffer, now: Date]>(
  'select find_email_change($1::bytea, $2::timestamptz) as email',
);
const takeEmail = statement<
  { person_id: string; name: string; language: Language; before: string; after: string },
  [token: Buffer, now: Date]
>('select person_id, name, language, before, after from take_email_change($1::bytea, $2::timestamptz)');

/** A new password; every session but the one given ends, and so do links for choosing one. */
export async function changePassword(tx: Tx, password: string, but: Buffer): Promise<void> {
  await tx.one(setPassword(await hashPassword(password), but, tx.now));
  tx.record({
    ...author(tx.user),
    collaborationId: null,
    verb: 'password.changed',
    subjectType: 'person',
    subjectId: tx.user.person_id,
  });
}

const emailChangeLength = 3600_000;

/** Sends a link to the new address. Says the same when it is somebody's, so that nobody learns who has an account. */
export async function sendEmailChange(tx: Tx, origin: string, account: Account, email: string): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const ends = new Date(tx.now.getTime() + emailChangeLength);
  const { asked } = await tx.one(askEmail(sessionHash(token), email, tx.now, ends));
  if (!asked) return;
  const t = identityTexts(account.language);
  tx.send(
    writeLetter(
      {
        to: email,
        organisationId: null,
        subject: t.newEmail.letterSubject,
        paragraphs: [
          t.password.letterGreeting(account.name),
          t.newEmail.letterText,
          `${origin}/new-email/${token}`,
          t.password.letterOtherwise,
        ],
        runsOutAt: ends,
      },
      tx.now,
    ),
  );
}

/** Whoever has the new address has said yes; the old one is told. Refuses as gone when the link is used, too old or unknown. */
export async function changeEmail(tx: Tx, origin: string, token: Buffer): Promise<void> {
  const changed = await tx.find(takeEmail(token, tx.now));
  if (!changed) throw new Refusal('gone');
  const t = identityTexts(changed.language);
  tx.send(
    writeLetter(
      {
        to: changed.before,
        organisationId: null,
        subject: t.newEmail.oldSubject,
        paragraphs: [
          t.password.letterGreeting(changed.name),
          t.newEmail.oldText(changed.after),
          t.letters.otherwise,
          `${origin}/account/sign-in`,
        ],
        runsOutAt: new Date(tx.now.getTime() + 7 * 24 * 3600_000),
      },
      tx.now,
    ),
  );
  tx.record({
    userId: changed.person_id,
    organisationId: null,
    collaborationId: null,
    verb: 'account.emailChanged',
    subjectType: 'person',
    subjectId: changed.person_id,
  });
}
