import { plainBlocks } from '../plain-text.ts';

/** Paragraphs and lists on a page. */
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
