import { leadCollaboration, type Reading } from '../../collaborations/index.ts';
import { Notice, Scroll, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { Subject } from '../attachable.ts';
import { isHandedOut } from '../attachment.ts';
import { writeSize } from '../format-size.ts';
import { attachToCollaboration } from '../policy.ts';
import type { AttachmentRow } from '../queries.ts';
import { attachmentTexts } from '../texts.ts';
import { addressOf, scanShapes, subjectOf } from './attachment-parts.tsx';

/** Every file of the collaboration, with what it belongs to. What has been withdrawn stands there with its reason. */
export function AttachmentsPage(props: {
  of: Reading;
  attachments: readonly AttachmentRow[];
  subjects: readonly Subject[];
  isScanDemanded: boolean;
  done: string | null;
}) {
  const { of, attachments, subjects } = props;
  const { formats, language } = of;
  const t = attachmentTexts(language);
  const base = `/collaborations/${of.collaboration.id}`;
  const speaks = of.may(attachToCollaboration);
  return (
    <>
      {props.done ? <Notice>{props.done === 'withdrawn' ? t.withdrawnNow : t.saved}</Notice> : null}
      <h1>{t.title}</h1>
      <p class="lead">
        {attachments.length > 0 ? t.lead : of.collaboration.example === 'real' ? t.emptyReal : t.empty}
      </p>
      {speaks ? (
        <p class="actions">
          <a class="button" href={`${base}/attachments/new`}>
            {t.add}
          </a>
        </p>
      ) : null}
      {attachments.length > 0 ? (
        <Section heading={t.table} main unruled>
          <Scroll label={t.table}>
            <table class="attachments">
              <thead>
                <tr>
                  <th scope="col">{t.columns.name}</th>
                  <th scope="col">{t.columns.to}</th>
                  <th scope="col">{t.columns.by}</th>
                  <th scope="col" class="number">
                    {t.columns.size}
                  </th>
                  <th scope="col">{t.columns.hash}</th>
                </tr>
              </thead>
              <tbody>
                {attachments.map((one) => {
                  const subject = subjectOf(one, subjects);
                  return (
                    <tr key={one.id}>
                      <th scope="row">
                        <a href={addressOf(of, one)}>{one.name}</a>
                        <AttachmentState
                          of={of}
                          attachment={one}
                          isHandedOut={isHandedOut(one, of.may(leadCollaboration), props.isScanDemanded)}
                        />
                      </th>
                      <td>
                        {subject ? (
                          <a href={subject.path ? `${base}/${subject.path}` : base}>{subject.title}</a>
                        ) : (
                          t.subjects.gone
                        )}
                      </td>
                      <td>
                        {one.person_name ?? one.organisation_name}
                        <div class="small">
                          {one.person_name ? `${one.organisation_name}, ` : ''}
                          {formats.date(one.created_at)}
                        </div>
                      </td>
                      <td class="number">{writeSize(one.bytes, formats)}</td>
                      <td>
                        <code>{one.sha256.toString('hex').slice(0, 12)}</code>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Scroll>
        </Section>
      ) : null}
    </>
  );
}

function AttachmentState(props: { of: Reading; attachment: AttachmentRow; isHandedOut: boolean }) {
  const { of, attachment } = props;
  const t = attachmentTexts(of.language);
  if (attachment.withdrawn_at) {
    const { withdrawing_name: name, withdrawn_at: at, withdrawal_reason: reason } = attachment;
    return (
      <div class="small">
        <State shape="stoodAside" text={t.withdrawn} /> {t.withdrawnBy(name ?? '', of.formats.date(at), reason)}
      </div>
    );
  }
  return (
    <div class="small">
      <State shape={scanShapes[attachment.scan]} text={t.scan[attachment.scan]} />
      {!props.isHandedOut && attachment.scan !== 'infected' ? ` ${t.waitsForScan}` : ''}
    </div>
  );
}
