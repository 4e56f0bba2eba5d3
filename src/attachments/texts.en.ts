import { countFirst, type TextsLike } from '../platform/texts.ts';
import type { sv } from './texts.sv.ts';

export const en = {
  title: 'Documents',
  lead: 'Files that belong to the collaboration: who attached them, when, and to what. What is withdrawn stays here, with the reason.',
  empty:
    'What is attached gathers here: the agreement, an extract of minutes, a photograph from a visit. Every file belongs to something, so that one sees why it is here.',
  add: 'Attach files',
  saved: 'The files have been attached.',
  withdrawnNow: 'The file has been withdrawn. It stays in the list with your reason.',
  menuInfected: (count: number) =>
    count === 1 ? 'One file with a virus' : `${countFirst('en', count)} files with a virus`,
  columns: { name: 'File', to: 'Belongs to', by: 'Attached by', size: 'Size', hash: 'Checksum' },
  table: 'All files of the collaboration',
  subjects: {
    collaboration: 'The collaboration as a whole',
    ground: (title: string) => (title ? `The agreement: ${title}` : 'The agreement'),
    gone: 'Something that is no longer shown',
  },
  scan: {
    notScanned: 'Not scanned for viruses',
    waiting: 'Waits to be scanned for viruses',
    clean: 'No virus found',
    infected: 'Holds a virus and is not handed out',
  },
  waitsForScan: 'Can be downloaded when it has been scanned.',
  withdrawn: 'Withdrawn',
  withdrawnBy: (organisation: string, date: string, reason: string) =>
    `Withdrawn by ${organisation} on ${date}: ${reason}`,
  form: {
    title: 'Attach files',
    lead: 'The files are read by all who hold a seat in the collaboration, unless they belong to something that concerns one party alone.',
    subject: 'What do the files belong to?',
    subjectMissing: 'Choose what the files belong to',
    files: 'Files',
    hint: (size: string, kinds: string) => `At most ${size} a file. You can choose several. Kinds taken in: ${kinds}.`,
    filesMissing: 'Choose at least one file',
    tooMany: (most: number) => `Choose at most ${most} files at a time`,
    more: 'More files',
    receivedHeading: 'Files received',
    receivedLead: 'These files have been received and need not be chosen again. Describe the pictures and save.',
    alternative: (name: string) => `Describe the picture ${name}`,
    alternativeHint: 'A sentence for somebody who does not see it: what it shows and why it is here.',
    alternativeMissing: (name: string) => `Describe “${name}”, or tick that it only decorates`,
    alternativeTooLong: (name: string) => `Describe “${name}” in at most 300 characters`,
    both: (name: string) => `“${name}” is either described or decoration. Remove one of them`,
    decorative: 'The picture only decorates',
    leaveOut: (name: string) => `Do not attach ${name}`,
    save: 'Attach',
    noRoom: (size: string) =>
      `There is no room for the files. A collaboration has ${size} in all. Withdraw what takes most, or keep it somewhere else.`,
  },
  refused: {
    noName: 'A file has no name. Give it one and choose it again.',
    tooLarge: (name: string, size: string) => `“${name}” is larger than ${size}.`,
    empty: (name: string) => `“${name}” is empty.`,
    unknownKind: (name: string) => `“${name}” is of a kind that is not taken in.`,
    anotherKind: (name: string, found: string) =>
      found
        ? `“${name}” is something else than its name says: the content is of the kind ${found}. Correct the name and choose the file again.`
        : `“${name}” is something else than its name says. Check the file and choose it again.`,
    packedTooMuch: (name: string) => `“${name}” unpacks to more than is taken in.`,
    packedUnsafely: (name: string) => `“${name}” is damaged, or packed in a way that is not taken in.`,
    macros: (name: string) => `“${name}” holds macros. Save it without macros and choose it again.`,
  },
  file: {
    download: 'Download the file',
    facts: 'About the file',
    kind: 'Kind',
    hashHint: 'SHA-256 of the content. Whoever has the same file gets the same sum.',
    shown: 'The picture',
    decorative: 'Decoration, without a description',
    alternative: 'Description',
    scan: 'Scan for viruses',
    scanned: (state: string, date: string) => `${state}, ${date}`,
    notHandedOut: 'The file is not handed out.',
    leadersOnly: 'Only those who lead the collaboration can download it now.',
    withdrawHeading: 'Withdraw the file',
    withdrawLead:
      'The file is not deleted: its name, checksum and the reason stay, and those who lead the collaboration can download it.',
    reason: 'Why is it withdrawn?',
    reasonHint: 'For example: replaced by a newer version, does not belong here. All read the reason.',
    reasonMissing: 'Write why the file is withdrawn',
    withdraw: 'Withdraw',
  },
  kinds: {
    portable: 'PDF document',
    word: 'Text document',
    sheet: 'Spreadsheet',
    slides: 'Presentation',
    picture: 'Picture',
    text: 'Plain text',
    web: 'Web page or vector drawing, to download only',
  },
  attached: 'Attached files:',
  attach: 'Attach files',
  search: 'Documents',
  verbs: {
    'attachment.added': 'attached a file',
    'attachment.withdrawn': 'withdrew a file',
    'attachment.infected': 'found a virus in a file',
  },
} satisfies TextsLike<typeof sv>;
