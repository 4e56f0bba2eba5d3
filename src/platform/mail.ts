import { type Bound, statement } from './database/statement.ts';
import { newId } from './id.ts';

export interface Letter {
  readonly to: string;
  readonly organisationId: string | null;
  readonly subject: string;
  /** Paragraphs of plain text; the HTML twin is made from them. A line that is an address becomes a link. */
  readonly paragraphs: readonly string[];
  /** When the link in it ends. A letter that has waited past that is not sent. */
  readonly runsOutAt: Date;
}

const queueMail = statement<unknown, [string, string | null, string, string, string, string, Date, Date]>(
  'select queue_mail($1::uuid, $2::uuid, $3, $4, $5, $6, $7::timestamptz, $8::timestamptz) as queued',
);

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/** A header is one line: what somebody has typed into a name can never start another header. */
const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ').trim();

/** Queues a letter in the transaction of the change that it tells about. */
export function writeLetter(letter: Letter, now: Date): Bound<unknown> {
  const text = `${letter.paragraphs.join('\n\n')}\n`;
  const html = letter.paragraphs
    .map((paragraph) =>
      /^https?:\/\/\S+$/.test(paragraph)
        ? `<p><a href="${escapeHtml(paragraph)}">${escapeHtml(paragraph)}</a></p>`
        : `<p>${escapeHtml(paragraph)}</p>`,
    )
    .join('');
  return queueMail(
    newId(now),
    letter.organisationId,
    oneLine(letter.to),
    oneLine(letter.subject),
    text,
    `<!doctype html><html><body>${html}</body></html>`,
    now,
    letter.runsOutAt,
  );
}
