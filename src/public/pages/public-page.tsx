import { type Block, type DocumentModel, printable } from '../../platform/documents/document.ts';
import { formatsFor, type Language } from '../../platform/texts.ts';
import { Blocks, DocumentPage } from '../../ui/document-page.tsx';
import { Section } from '../../ui/section.tsx';
import type { PublicCopy } from '../composing.tsx';
import type { PublicPageRow } from '../publishing.ts';
import { publicTexts } from '../texts.ts';

/** One level further in: the report is a part of the page that it stands on. */
const deeper = (block: Block): Block => {
  if (block.kind === 'heading') return { ...block, level: block.level === 2 ? 3 : 4 };
  if (block.kind === 'beside') return { ...block, left: block.left.map(deeper), right: block.right.map(deeper) };
  return block;
};

/** The copy as everyone reads it; whoever publishes sees the same before. */
export function PublicCopyParts(props: { copy: PublicCopy; language: Language }) {
  const { copy, language } = props;
  const t = publicTexts(language).page;
  const texts = { showAsTable: t.showAsTable };
  return (
    <>
      <DocumentPage model={copy.page[language]} texts={texts} />
      {copy.report ? <Report report={copy.report} heading={t.report(copy.report.title)} texts={texts} /> : null}
    </>
  );
}

function Report(props: { report: DocumentModel; heading: string; texts: { showAsTable: string } }) {
  return (
    <article class="document" lang={props.report.language}>
      <h2>{props.heading}</h2>
      <Blocks blocks={props.report.blocks.map(deeper)} texts={props.texts} />
    </article>
  );
}

export function PublicPage(props: { row: PublicPageRow; copy: PublicCopy; language: Language }) {
  const { row, copy, language } = props;
  const t = publicTexts(language).page;
  return (
    <>
      <p class="trail">
        <a href="/published">{t.all}</a>
      </p>
      <p class="small">{t.published(row.number, row.publisher_name, formatsFor(language).date(row.published_at))}</p>
      <PublicCopyParts copy={copy} language={language} />
      <Section heading={t.request}>
        <p>{t.requestText(row.archive_name)}</p>
        <p>
          <strong>{printable(row.contact)}</strong>
        </p>
      </Section>
      <p class="small">
        {t.hash} <code class="checksum">{row.sha256.toString('hex')}</code>
      </p>
    </>
  );
}
