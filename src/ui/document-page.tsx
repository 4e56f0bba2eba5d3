import {
  type Block,
  type Cell,
  type Column,
  type DocumentModel,
  type Figure,
  isDrawing,
  isMarked,
  type Marked,
  type RichText,
  runsOf,
  type Table,
} from '../platform/documents/document.ts';
import { Markup } from '../platform/markup/jsx-runtime.ts';
import { Scroll } from './section.tsx';

/** What is written only where a document is a page. */
export interface DocumentPageTexts {
  readonly showAsTable: string;
}

/** The same document as in PDF and Word, as a part of a page. Its title is the page's heading. */
export function DocumentPage(props: { model: DocumentModel; texts: DocumentPageTexts }) {
  const { model, texts } = props;
  return (
    <article class="document" lang={model.language}>
      <header class="document-head">
        <p>
          <strong>{model.head.name}</strong>
          {model.head.detail ? <span>{model.head.detail}</span> : null}
        </p>
        <p>
          {model.head.about ? <span>{model.head.about}</span> : null}
          {model.label ? <span class="label">{model.label}</span> : null}
        </p>
      </header>
      {model.head.pairs?.length ? (
        <dl class="document-pairs">
          {model.head.pairs.map((pair) => (
            <div key={pair.term}>
              <dt class="small">{pair.term}</dt>
              <dd>
                <Rich text={pair.text} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <h1>{model.title}</h1>
      <Blocks blocks={model.blocks} texts={texts} />
      <footer class="source">{model.foot}</footer>
    </article>
  );
}

function Rich(props: { text: RichText }) {
  return (
    <>
      {runsOf(props.text).map((run, at) => {
        let words: Markup | string = run.text;
        if (run.emphasis) words = <em>{words}</em>;
        if (run.strong) words = <strong>{words}</strong>;
        if (run.link) words = <a href={run.link}>{words}</a>;
        return <span key={at}>{words}</span>;
      })}
    </>
  );
}

/** Drawings are ours, and their words were escaped when they were drawn. Without words it says what stands beside it. */
function Drawn(props: { svg: string; class: string; alt?: string }) {
  const words = props.alt ? ({ role: 'img', 'aria-label': props.alt } as const) : ({ 'aria-hidden': 'true' } as const);
  return (
    <span class={props.class} {...words}>
      {new Markup(props.svg)}
    </span>
  );
}

function MarkedState(props: { marked: Marked }) {
  return (
    <span class={`state tone-${props.marked.tone}`}>
      <Drawn class="document-mark" svg={props.marked.mark} />
      <span>{props.marked.text}</span>
    </span>
  );
}

/** Blocks of a document where it is a part of something else. */
export function Blocks(props: { blocks: readonly Block[]; texts: DocumentPageTexts }) {
  return (
    <>
      {props.blocks.map((block, at) => (
        <BlockOf key={at} block={block} texts={props.texts} />
      ))}
    </>
  );
}

function BlockOf(props: { block: Block; texts: DocumentPageTexts }) {
  const { block, texts } = props;
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${block.level}` as const;
      return <Heading>{block.text}</Heading>;
    }
    case 'lead':
      return (
        <p class="lead">
          <Rich text={block.text} />
        </p>
      );
    case 'paragraph':
      return (
        <p class={block.small ? 'source' : undefined}>
          <Rich text={block.text} />
        </p>
      );
    case 'list': {
      const List = block.form === 'numbers' ? 'ol' : 'ul';
      return (
        <List class={`document-${block.form}`}>
          {block.items.map((item, at) => (
            <li key={at}>
              <Rich text={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'pairs':
      return (
        <dl class="pairs">
          {block.pairs.map((pair) => (
            <>
              <dt>{pair.term}</dt>
              <dd>
                <Rich text={pair.text} />
              </dd>
            </>
          ))}
        </dl>
      );
    case 'table':
      return <TableOf table={block} />;
    case 'figure':
      return <FigureOf figure={block} texts={texts} />;
    case 'quote':
      return (
        <blockquote class="document-quote">
          <p>
            <Rich text={block.text} />
          </p>
          <footer class="source">{block.attribution}</footer>
        </blockquote>
      );
    case 'callout':
      return (
        <div class="document-callout">
          {block.marked ? (
            <p>
              <MarkedState marked={block.marked} />
            </p>
          ) : null}
          <p>
            <Rich text={block.text} />
          </p>
        </div>
      );
    case 'beside':
      return (
        <div class="document-beside">
          <div>
            <Blocks blocks={block.left} texts={texts} />
          </div>
          <div>
            <Blocks blocks={block.right} texts={texts} />
          </div>
        </div>
      );
    case 'pageBreak':
      return null;
  }
}

function CellOf(props: { cell: Cell }) {
  const { cell } = props;
  if (isMarked(cell)) return <MarkedState marked={cell} />;
  if (isDrawing(cell)) return <Drawn class="document-small-drawing" svg={cell.svg} alt={cell.alt} />;
  return <Rich text={cell} />;
}

const classOf = (column: Column | undefined): string | undefined =>
  column?.numeric ? 'number' : column?.fit ? 'fit' : undefined;

function TableOf(props: { table: Table }) {
  const { table } = props;
  return (
    <div class="document-table">
      <Scroll label={table.caption}>
        <table>
          <caption class={table.underItsHeading ? 'visually-hidden' : undefined}>{table.caption}</caption>
          <thead>
            <tr>
              {table.columns.map((column, at) =>
                column.heading === '' ? (
                  <td key={at} />
                ) : (
                  <th key={at} scope="col" class={classOf(column)}>
                    {column.heading}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, at) => (
              <tr key={at} class={row.strong ? 'strong' : undefined}>
                {row.cells.map((cell, column) =>
                  table.rowHeadings && column === 0 ? (
                    <th key={column} scope="row">
                      <CellOf cell={cell} />
                    </th>
                  ) : (
                    <td key={column} class={classOf(table.columns[column])}>
                      <CellOf cell={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {table.notes?.map((note, at) => (
        <p key={at} class="source">
          <Rich text={note} />
        </p>
      ))}
    </div>
  );
}

function FigureOf(props: { figure: Figure; texts: DocumentPageTexts }) {
  const { figure } = props;
  return (
    <figure class={figure.narrowSvg ? 'document-figure has-narrow' : 'document-figure'}>
      <figcaption class="chart-title">{figure.caption}</figcaption>
      <Drawn class="document-drawing" svg={figure.svg} alt={figure.alt} />
      {figure.narrowSvg ? <Drawn class="document-drawing-narrow" svg={figure.narrowSvg} alt={figure.alt} /> : null}
      {figure.notes.map((note, at) => (
        <p key={at} class="source">
          <Rich text={note} />
        </p>
      ))}
      {figure.table ? (
        <details>
          <summary>{props.texts.showAsTable}</summary>
          <TableOf table={figure.table} />
        </details>
      ) : null}
    </figure>
  );
}
