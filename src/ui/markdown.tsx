import type { Run } from '../platform/documents/document.ts';
import { readMarkdown } from '../platform/markdown/markdown.ts';
import type { Children } from '../platform/markup/jsx-runtime.ts';
import { type FormState, TextArea } from './form.tsx';
import { Island } from './island.tsx';

function Words(props: { text: string }) {
  const lines = props.text.split('\n');
  return (
    <>
      {lines.map((line, at) => (
        <>
          {at > 0 ? <br /> : null}
          {line}
        </>
      ))}
    </>
  );
}

function Runs(props: { runs: readonly Run[] }) {
  return (
    <>
      {props.runs.map((run) => {
        let words = <Words text={run.text} />;
        if (run.emphasis) words = <em>{words}</em>;
        if (run.strong) words = <strong>{words}</strong>;
        if (run.link)
          words = (
            <a href={run.link} rel="noopener noreferrer nofollow">
              {words}
            </a>
          );
        return words;
      })}
    </>
  );
}

/** A heading within a text, of a level that follows on those around it. */
function Heading(props: { level: number; children: Children }) {
  if (props.level <= 3) return <h3>{props.children}</h3>;
  return props.level === 4 ? <h4>{props.children}</h4> : <h5>{props.children}</h5>;
}

/** A text that somebody wrote in Markdown. `headingLevel` is that of its uppermost headings: 3 unless told otherwise. */
export function Marked(props: { text: string; headingLevel?: 3 | 4 | 5 }) {
  return (
    <div class="marked">
      {readMarkdown(props.text).map((block) => {
        if (block.kind === 'heading')
          return (
            <Heading level={(props.headingLevel ?? 3) + block.depth}>
              <Runs runs={block.runs} />
            </Heading>
          );
        if (block.kind === 'paragraph')
          return (
            <p>
              <Runs runs={block.runs} />
            </p>
          );
        const items = block.items.map((runs) => (
          <li>
            <Runs runs={runs} />
          </li>
        ));
        return block.form === 'numbers' ? <ol>{items}</ol> : <ul>{items}</ul>;
      })}
    </div>
  );
}

/** What the toolbar's buttons are called; they are read out, and shown when pointed at. */
export interface MarkdownWords {
  readonly toolbar: string;
  readonly heading: string;
  readonly bold: string;
  readonly italic: string;
  readonly list: string;
  readonly link: string;
}

/** What stands on the buttons. */
const signs = [
  ['heading', 'H'],
  ['bold', 'B'],
  ['italic', 'I'],
  ['list', '•'],
  ['link', '↗'],
] as const;

/** A field for a text in Markdown: a plain one, over which a module puts a toolbar (islands/markdown-field.ts). */
export function MarkdownField(props: {
  name: string;
  label: string;
  hint?: string | undefined;
  state: FormState;
  value?: string | null | undefined;
  rows?: number;
  words: MarkdownWords;
}) {
  const { words, ...field } = props;
  return (
    <Island name="markdown-field" properties={{ field: props.name }}>
      <div class="markdown-tools" role="toolbar" aria-label={words.toolbar} aria-controls={props.name} hidden>
        {signs.map(([does, sign]) => (
          <button type="button" data-does={does} aria-label={words[does]} title={words[does]}>
            <span aria-hidden="true" class={`markdown-${does}`}>
              {sign}
            </span>
          </button>
        ))}
      </div>
      <TextArea {...field} rows={props.rows ?? 12} />
    </Island>
  );
}
