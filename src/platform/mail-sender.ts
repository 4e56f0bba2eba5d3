import { createTransport } from 'nodemailer';
import type { Clock } from './clock.ts';
import type { Database } from './database/database.ts';
import { statement } from './database/statement.ts';
import type { Task } from './jobs.ts';

export interface MailSenderOptions {
  readonly database: Database<unknown>;
  readonly clock: Clock;
  /** Without a mail server a letter stays in the outbox until there is one. */
  readonly smtpUrl: string | undefined;
  readonly from: string;
  /** The host in the letters' own addresses; a letter that arrives twice is then recognised as one. */
  readonly host: string;
  readonly log?: { info(fields: object, message?: string): void };
}

interface WaitingLetter {
  readonly to_address: string;
  readonly subject: string;
  readonly body_text: string;
  readonly body_html: string;
  readonly created_at: Date;
  /** Why it is not to be sent, as things now stand. */
  readonly withheld_because: string | null;
  /** Where the receiver, or their mail program by itself, stops letters like this one. */
  readonly list_unsubscribe: string | null;
}

const mailToSend = statement<WaitingLetter, [string, Date]>(`
  select to_address, subject, body_text, body_html, created_at, withheld_because, list_unsubscribe
  from mail_to_send($1::uuid, $2::timestamptz)`);
const noteMailSent = statement<unknown, [string, Date]>('select note_mail_sent($1::uuid, $2::timestamptz) as noted');
const noteMailFailed = statement<unknown, [string, string, Date]>(
  'select note_mail_failed($1::uuid, $2, $3::timestamptz) as noted',
);

const sendWaitingMail = statement<{ asked: number; run_out: number }, [Date]>(
  'select asked, run_out from send_waiting_mail($1::timestamptz)',
);

/** Letters that were queued while there was no mail server leave when there is one; what has run out is noted as failed. */
export async function sendWaitingLetters(
  database: Database<unknown>,
  now: Date,
): Promise<{ readonly asked: number; readonly runOut: number }> {
  const { asked, run_out: runOut } = await database.write(null, now, (tx) => tx.one(sendWaitingMail(now)));
  return { asked, runOut };
}

/** The task that sends one letter. The connection to the database is given back while the mail server is talked to. */
export function mailSender(options: MailSenderOptions): Task {
  const { database, clock, smtpUrl, from, host } = options;
  if (!smtpUrl) return async () => {};
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (payload) => {
    const id = String(payload.mailId);
    const started = clock();
    const letter = await database.write(null, started, (tx) => tx.find(mailToSend(id, started)));
    if (!letter) return;
    if (letter.withheld_because) {
      options.log?.info({ mailId: id, reason: letter.withheld_because }, 'a letter was not sent');
      return;
    }
    try {
      await transport.sendMail({
        from,
        // As an object it is one address, whatever is typed in it.
        to: { name: '', address: letter.to_address },
        subject: letter.subject,
        text: letter.body_text,
        html: letter.body_html,
        date: letter.created_at,
        messageId: `<${id}@${host}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          // RFC 8058: one click in the mail program, which posts without asking further.
          ...(letter.list_unsubscribe
            ? {
                'List-Unsubscribe': `<${letter.list_unsubscribe}>`,
                'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
              }
            : {}),
        },
      });
    } catch (error) {
      const failed = clock();
      const reason = (error as Error).message;
      await database.write(null, failed, (tx) => tx.all(noteMailFailed(id, reason, failed)));
      throw error;
    }
    const sent = clock();
    await database.write(null, sent, (tx) => tx.all(noteMailSent(id, sent)));
  };
}
