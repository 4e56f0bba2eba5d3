import { type Bound, statement } from './database/statement.ts';
import { newId } from './id.ts';

export interface Letter {
  readonly to: string;
  readonly organisationId: string | null;
  readonly subject: string;
  /** Paragraphs of plain text; the HTML twin is made from them. A line that is an address becomes a link. */
  readonly paragraphs: readonly Paragraph[];
  /** When the link in it ends. A letter that has waited past that is not sent. */
  readonly runsOutAt: Date;
  /**
   * What the letter is about, where not everybody may know. Before it is sent it is asked whether the receiver still may
   * see that; where what it is about is protected, `neutrally` is sent in its place.
   */
  readonly about?: {
    readonly collaborationId: string;
    /** Null where whoever opens the organisation's letters is to have it. */
    readonly personId: string | null;
    readonly neutrally: Wording;
  };
}

/** Plain text, a heading, or something that leads somewhere with a word beside it. */
export type Paragraph =
  | string
  | { readonly heading: string }
  | { readonly text: string; readonly note: string; readonly href: string };

export type Wording = Pick<Letter, 'subject' | 'paragraphs'>;

const queueMail = statement<
  unknown,
  [
    id: string,
    organisation: string | null,
    to: string,
    subject: string,
    text: string,
    html: string,
    at: Date,
    until: Date,
    about: string | null,
    person: string | null,
    neutralSubject: string | null,
    neutralText: string | null,
    neutralHtml: string | null,
  ]
>(`
  select queue_mail($1::uuid, $2::uuid, $3, $4, $5, $6, $7::timestamptz, $8::timestamptz, $9::uuid, $10::uuid, $11, $12,
    $13) as queued`);

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/** A header is one line: what somebody has typed into a name can never start another header. */
const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ').trim();

function asHtml(paragraph: Paragraph): string {
  if (typeof paragraph !== 'string') {
    if ('heading' in paragraph) return `<h2>${escapeHtml(paragraph.heading)}</h2>`;
    const link = `<a href="${escapeHtml(paragraph.href)}">${escapeHtml(paragraph.text)}</a>`;
    return `<p>${link}${paragraph.note ? `<br>${escapeHtml(paragraph.note)}` : ''}</p>`;
  }
  return /^https?:\/\/\S+$/.test(paragraph)
    ? `<p><a href="${escapeHtml(paragraph)}">${escapeHtml(paragraph)}</a></p>`
    : `<p>${escapeHtml(paragraph)}</p>`;
}

function asText(paragraph: Paragraph): string {
  if (typeof paragraph === 'string') return paragraph;
  if ('heading' in paragraph) return paragraph.heading.toLocaleUpperCase('sv');
  return [paragraph.text, paragraph.note, paragraph.href].filter(Boolean).join('\n');
}

/** Both forms of a letter's words. */
export function composeLetter({ subject, paragraphs }: Wording): { subject: string; text: string; html: string } {
  const body = paragraphs.map(asHtml).join('');
  return {
    subject: oneLine(subject),
    text: `${paragraphs.map(asText).join('\n\n')}\n`,
    html: `<!doctype html><html><body>${body}</body></html>`,
  };
}

/** Queues a letter in the transaction of the change that it tells about. */
export function writeLetter(letter: Letter, now: Date): Bound<unknown> {
  const { subject, text, html } = composeLetter(letter);
  const neutral = letter.about && composeLetter(letter.about.neutrally);
  return queueMail(
    newId(now),
    letter.organisationId,
    oneLine(letter.to),
    subject,
    text,
    html,
    now,
    letter.runsOutAt,
    letter.about?.collaborationId ?? null,
    letter.about?.personId ?? null,
    neutral?.subject ?? null,
    neutral?.text ?? null,
    neutral?.html ?? null,
  );
}
