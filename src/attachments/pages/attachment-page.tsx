import type { Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { pdfType, wordType } from '../../platform/documents/file-answer.ts';
import { isPicture } from '../../platform/files/file-kind.ts';
import { Actions, ErrorSummary, Form, type FormState, TextField } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { Subject } from '../attachable.ts';
import { writeSize } from '../format-size.ts';
import { withdrawAttachments } from '../policy.ts';
import type { AttachmentRow } from '../queries.ts';
import { attachmentTexts } from '../texts.ts';
import { addressOf, scanShapes, subjectOf } from './attachment-parts.tsx';

/** One file: what it is, whose, what it belongs to, and how it is taken out of use. */
export function AttachmentPage(props: {
  visit: Visit;
  of: Reading;
  attachment: AttachmentRow;
  subjects: readonly Subject[];
  isHandedOut: boolean;
  state: FormState;
}) {
  const { visit, of, attachment, state } = props;
  const { formats } = of;
  const texts = attachmentTexts(of.language);
  const t = texts.file;
  const frame = identityTexts(of.language).frame;
  const base = `/collaborations/${of.collaboration.id}`;
  const here = addressOf(of, attachment);
  const subject = subjectOf(attachment, props.subjects);
  const mayWithdraw = attachment.withdrawn_at === null && of.may(withdrawAttachments, attachment.organisation_id);
  const scan = texts.scan[attachment.scan];
  return (
    <>
      <p class="trail">
        <a href={`${base}/attachments`}>{texts.title}</a>
      </p>
      <h1>{attachment.name}</h1>
      {attachment.withdrawn_at ? (
        <p class="lead">
          {texts.withdrawnBy(
            attachment.withdrawing_name ?? '',
            formats.date(attachment.withdrawn_at),
            attachment.withdrawal_reason,
          )}
        </p>
      ) : null}
      {props.isHandedOut ? (
        <p class="actions">
          <a class="button" href={`${here}/file`} download>
            {t.download}
          </a>
          {attachment.withdrawn_at ? <span class="small">{t.leadersOnly}</span> : null}
        </p>
      ) : (
        <p>
          {attachment.scan === 'infected' || attachment.withdrawn_at
            ? t.notHandedOut
            : `${scan}. ${texts.waitsForScan}`}
        </p>
      )}
      {props.isHandedOut && isPicture(attachment.media_type) ? (
        <Section heading={t.shown} unruled>
          <img class="attached-picture" src={`${here}/file`} alt={attachment.alternative} />
        </Section>
      ) : null}
      <Section heading={t.facts}>
        <dl class="pairs ruled">
          <dt>{texts.columns.to}</dt>
          <dd>
            {subject ? (
              <a href={subject.path ? `${base}/${subject.path}` : base}>{subject.title}</a>
            ) : (
              texts.subjects.gone
            )}
          </dd>
          <dt>{texts.columns.by}</dt>
          <dd>
            {attachment.person_name ? `${attachment.person_name}, ` : ''}
            {attachment.organisation_name}, {formats.date(attachment.created_at)} {formats.time(attachment.created_at)}
          </dd>
          <dt>{t.kind}</dt>
          <dd>{texts.kinds[kindOf(attachment.media_type)]}</dd>
          <dt>{texts.columns.size}</dt>
          <dd>{writeSize(attachment.bytes, formats)}</dd>
          {isPicture(attachment.media_type) ? (
            <>
              <dt>{t.alternative}</dt>
              <dd>{attachment.is_decorative ? t.decorative : attachment.alternative}</dd>
            </>
          ) : null}
          <dt>{t.scan}</dt>
          <dd>
            <State
              shape={scanShapes[attachment.scan]}
              text={attachment.scanned_at ? t.scanned(scan, formats.date(attachment.scanned_at)) : scan}
            />
          </dd>
          <dt>{texts.columns.hash}</dt>
          <dd>
            <code class="checksum">{attachment.sha256.toString('hex')}</code>
            <div class="small">{t.hashHint}</div>
          </dd>
        </dl>
      </Section>
      {mayWithdraw ? (
        <Section heading={t.withdrawHeading}>
          <p>{t.withdrawLead}</p>
          <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
          <Form token={visit.formToken()}>
            <TextField name="reason" label={t.reason} hint={t.reasonHint} state={state} />
            <Actions submit={t.withdraw} cancel={{ href: `${base}/attachments`, text: frame.cancel }} />
          </Form>
        </Section>
      ) : null}
    </>
  );
}

function kindOf(mediaType: string): keyof ReturnType<typeof attachmentTexts>['kinds'] {
  if (mediaType === pdfType) return 'portable';
  if (isPicture(mediaType)) return 'picture';
  if (/html|svg/.test(mediaType)) return 'web';
  if (mediaType === wordType || mediaType.endsWith('opendocument.text')) return 'word';
  if (/spreadsheet|csv/.test(mediaType)) return 'sheet';
  if (/presentation/.test(mediaType)) return 'slides';
  return 'text';
}
