import { isPicture, readFileKind } from '../platform/files/file-kind.ts';
import { cleanName } from '../platform/files/file-name.ts';
import type { Files } from '../platform/files/files.ts';
import type { Receipt } from '../platform/files/receipts.ts';
import { FormErrors, type FormInput } from '../platform/http/form-input.ts';
import type { Formats } from '../platform/texts.ts';
import type { Subject } from './attachable.ts';
import type { AttachedFile, AttachedTo } from './attaching.ts';
import { writeSize } from './format-size.ts';
import { attachmentTexts } from './texts.ts';

export const mostFiles = 20;

/** Files that have come in with the form, this time or before, in the order of their receipts. */
export interface Brought {
  readonly receipts: readonly { readonly sealed: string; readonly receipt: Receipt }[];
  /** What was not taken in, in words. */
  readonly refused: readonly string[];
}

/**
 * Takes in what the form brings: looked at, kept, and given a receipt each, so that the form can be shown again without
 * anybody choosing a file anew. Nothing belongs to anything yet.
 */
export async function bringIn(
  form: FormInput,
  files: Files,
  holder: string,
  formats: Formats,
  now: Date,
): Promise<Brought> {
  const t = attachmentTexts(formats.language);
  const receipts: { sealed: string; receipt: Receipt }[] = [];
  for (const sealed of form.all('received')) {
    const receipt = files.receipts.take(sealed, holder, now);
    if (receipt) receipts.push({ sealed, receipt });
  }
  const received = form.received('files');
  if (receipts.length + received.length > mostFiles) return { receipts, refused: [t.form.tooMany(mostFiles)] };
  const refused: string[] = [];
  for (const { givenName, file } of received) {
    const name = cleanName(givenName);
    if (name === '') refused.push(t.refused.noName);
    else if (file.isTooLarge) refused.push(t.refused.tooLarge(name, writeSize(files.limits.largest, formats)));
    else {
      const kind = await readFileKind(file.path, file.bytes, name);
      if ('refused' in kind) refused.push(t.refused[kind.refused](name, kind.found ?? ''));
      else {
        await files.keep(file);
        const receipt = { sha256: file.sha256, bytes: file.bytes, mediaType: kind.mediaType, name };
        receipts.push({ sealed: files.receipts.give(receipt, holder, now), receipt });
      }
    }
  }
  return { receipts, refused };
}

export const keyOf = (subject: Pick<Subject, 'type' | 'id'>): string => `${subject.type}:${subject.id}`;

/** What is attached to what. Refuses with everything that must be put right, in the order of the fields. */
export function readAttaching(
  form: FormInput,
  brought: Brought,
  subjects: readonly Subject[],
  formats: Formats,
): { readonly to: AttachedTo; readonly files: readonly AttachedFile[] } {
  const t = attachmentTexts(formats.language).form;
  const errors: { field: string; message: string }[] = [];
  const to = subjects.find((subject) => subject.mayAttach && keyOf(subject) === form.text('subject'));
  if (!to) errors.push({ field: 'subject', message: t.subjectMissing });
  const chosen = brought.receipts
    .map(({ receipt }, at) => ({ receipt, at }))
    .filter(({ at }) => form.text(`leave-out-${at}`) !== 'yes');
  const files = chosen.map(({ receipt, at }) => {
    const field = `alternative-${at}`;
    const alternative = form.text(field);
    const isDecorative = form.text(`decorative-${at}`) === 'yes';
    if (isPicture(receipt.mediaType)) {
      if (alternative === '' && !isDecorative) errors.push({ field, message: t.alternativeMissing(receipt.name) });
      if (alternative !== '' && isDecorative) errors.push({ field, message: t.both(receipt.name) });
      if (alternative.length > 300) errors.push({ field, message: t.alternativeTooLong(receipt.name) });
      return { ...receipt, alternative, isDecorative };
    }
    return { ...receipt, alternative: '', isDecorative: false };
  });
  if (brought.refused.length > 0) errors.push({ field: 'files', message: brought.refused.join(' ') });
  else if (chosen.length === 0) errors.push({ field: 'files', message: t.filesMissing });
  if (errors.length > 0 || !to) throw new FormErrors(errors);
  return { to, files };
}
