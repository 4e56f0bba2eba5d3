import { pictureForms } from '../platform/documents/picture.ts';
import { Markup } from '../platform/markup/jsx-runtime.ts';
import { textWidth, wrapped } from './charts/text-width.ts';

const edge = 32;
const sizes = { title: 26, lead: 16, note: 13.5, label: 14 };

/** A drawing of the house, placed inside another; a small curve takes the dress that it wears in a thread. */
export const placed = (
  drawing: Markup,
  at: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Markup =>
  new Markup(
    drawing.html
      .replace(/^<svg( class="small-curve")?/, (_, curve?: string) =>
        [
          `<svg x="${at.x}" y="${at.y}" width="${at.width}" height="${at.height}"`,
          curve ? 'class="thread-curve"' : '',
        ].join(' '),
      )
      .replace(/ role="img" aria-label(?:="[^"]*")?/, ' aria-hidden="true"'),
  );

export interface PictureWords {
  readonly title: string;
  /** A line under the title. */
  readonly lead?: string;
  /** What must be known about all of it: stands in the picture itself, which goes on without its page. */
  readonly label?: string | undefined;
  /** Where it comes from, and what else must be said. */
  readonly notes: readonly string[];
}

/** A drawing of the pages as a picture by itself: its title above, its label and source below. */
export function pictureAlone(drawing: Markup, words: PictureWords): string {
  const [, width = 0, height = 0] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(drawing.html) ?? []).map(Number);
  const room = Math.max(width, 480);
  const title = wrapped(words.title, room, sizes.title, 'bold', 3);
  const lead = wrapped(words.lead ?? '', room, sizes.lead, 'plain', 3);
  const notes = words.notes.flatMap((note) => wrapped(note, room, sizes.note));
  const leadTop = edge + title.length * 32;
  const top = leadTop + lead.length * 22 + 16;
  const labelTop = top + height + 16;
  const notesTop = labelTop + (words.label ? 34 : 0);
  const whole = notesTop + notes.length * 19 + edge - 8;
  const inner = new Markup(
    drawing.html
      .replace(/^(<svg[^>]*?) width="[^"]*"/, '$1')
      .replace(/^(<svg[^>]*?) height="[^"]*"/, '$1')
      .replace(/^<svg/, `<svg x="${edge}" y="${top}" width="${width}" height="${height}"`),
  );
  return (
    <svg
      class="picture-alone"
      viewBox={`0 0 ${room + 2 * edge} ${Math.ceil(whole)}`}
      role="img"
      aria-label={words.title}
    >
      {title.map((line, at) => (
        <text key={at} class="picture-title" x={edge} y={edge + 22 + at * 32} font-size={sizes.title}>
          {line}
        </text>
      ))}
      {lead.map((line, at) => (
        <text key={at} class="picture-note" x={edge} y={leadTop + 18 + at * 22} font-size={sizes.lead}>
          {line}
        </text>
      ))}
      {inner}
      {words.label ? (
        <>
          <rect
            class="picture-label"
            x={edge}
            y={labelTop}
            width={Math.ceil(textWidth(words.label, sizes.label, 'bold')) + 20}
            height="24"
            rx="4"
          />
          <text class="picture-label-word" x={edge + 10} y={labelTop + 17} font-size={sizes.label}>
            {words.label}
          </text>
        </>
      ) : null}
      {notes.map((line, at) => (
        <text key={at} class="picture-note" x={edge} y={notesTop + 14 + at * 19} font-size={sizes.note}>
          {line}
        </text>
      ))}
    </svg>
  ).html;
}

/** Under a figure: the forms that it can be taken away in, each at an address under the picture's own. */
export function TakeAway(props: { href: string; query?: string; text: string; title: string }) {
  return (
    <p class="take-away no-print">
      {props.text}{' '}
      {pictureForms.map((form, at) => (
        <>
          {at > 0 ? ' · ' : ''}
          <a
            href={`${props.href}/${form}${props.query ?? ''}`}
            download
            aria-label={`${form.toUpperCase()}: ${props.title}`}
          >
            {form.toUpperCase()}
          </a>
        </>
      ))}
    </p>
  );
}
