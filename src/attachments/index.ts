/** Files that belong to something in a collaboration. */
export {
  type Attachable,
  type AttachableFeature,
  Attachables,
  type AttachmentHouse,
  attachable,
  type Subject,
} from './attachable.ts';
export { attachFiles, withdrawAttachment } from './attaching.ts';
export { writeSize } from './format-size.ts';
export { type Brought, bringIn } from './forms.ts';
export { AttachedFiles } from './pages/attachment-parts.tsx';
export { type AttachmentRow, listAttachments } from './queries.ts';
export { attachmentScanner, scanUnscannedFiles } from './scanning.ts';
