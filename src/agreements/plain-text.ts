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
