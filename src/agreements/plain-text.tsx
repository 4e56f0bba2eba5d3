import type { Block } from '../platform/documents/document.ts';

/** Paragraphs and lists of a text, as blocks of a document. */
export function plainBlocks(text: string): readonly Block[] {
  return text
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part): Block => {
      const lines = part.split('\n').map((line) => line.trim());
      return lines.every((line) => /^[-*] /.test(line))
        ? { kind: 'list', form: 'bullets', items: lines.map((line) => line.slice(2)) }
        : { kind: 'paragraph', text: lines.join(' ') };
    });
}

/** The same on a page. */
export function PlainText(props: { text: string }) {
  return (
    <>
      {plainBlocks(props.text).map((block, at) =>
        block.kind === 'list' ? (
          <ul key={at}>
            {block.items.map((item, place) => (
              <li key={place}>{item as string}</li>
            ))}
          </ul>
        ) : block.kind === 'paragraph' ? (
          <p key={at}>{block.text as string}</p>
        ) : null,
      )}
    </>
  );
}
