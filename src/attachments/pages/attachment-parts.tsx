import type { Reading } from '../../collaborations/index.ts';
import type { Shape } from '../../ui/state.tsx';
import type { Subject } from '../attachable.ts';
import type { ScanState } from '../attachment.ts';
import { writeSize } from '../format-size.ts';
import { keyOf } from '../forms.ts';
import type { AttachmentRow } from '../queries.ts';
import { attachmentTexts } from '../texts.ts';

export const scanShapes: Readonly<Record<ScanState, Shape>> = {
  notScanned: 'notStarted',
  waiting: 'waits',
  clean: 'done',
  infected: 'missed',
};

export const addressOf = (of: Reading, attachment: Pick<AttachmentRow, 'id'>): string =>
  `/collaborations/${of.collaboration.id}/attachments/${attachment.id}`;

export const subjectOf = (
  attachment: Pick<AttachmentRow, 'subject_type' | 'subject_id'>,
  subjects: readonly Subject[],
): Subject | undefined =>
  subjects.find((subject) => subject.type === attachment.subject_type && subject.id === attachment.subject_id);

/** The files of one thing where it is read, and a way to attach more to it. */
export function AttachedFiles(props: {
  of: Reading;
  to: Pick<Subject, 'type' | 'id'>;
  attachments: readonly AttachmentRow[];
  mayAttach: boolean;
}) {
  const { of, to } = props;
  const t = attachmentTexts(of.language);
  const own = props.attachments.filter(
    (one) => one.subject_type === to.type && one.subject_id === to.id && one.withdrawn_at === null,
  );
  if (own.length === 0 && !props.mayAttach) return null;
  const form = `/collaborations/${of.collaboration.id}/attachments/new?subject=${encodeURIComponent(keyOf(to))}`;
  return (
    <p class="small attached">
      {own.length > 0 ? `${t.attached} ` : null}
      {own.map((one, at) => (
        <>
          {at > 0 ? ', ' : null}
          <a key={one.id} href={addressOf(of, one)}>
            {one.name}
          </a>{' '}
          ({writeSize(one.bytes, of.formats)})
        </>
      ))}
      {own.length > 0 && props.mayAttach ? ' · ' : null}
      {props.mayAttach ? <a href={form}>{t.attach}</a> : null}
    </p>
  );
}
