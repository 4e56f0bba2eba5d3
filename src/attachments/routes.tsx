import {
  findCollaboration,
  leadCollaboration,
  openWorkspace,
  readCollaboration,
  reading,
  workspacePage,
} from '../collaborations/index.ts';
import { may, type Route, type User, type Visit } from '../identity/index.ts';
import { sentFileAnswer } from '../platform/documents/file-answer.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { FormErrors, FormReader } from '../platform/http/form-input.ts';
import { get, post, receiving } from '../platform/http/route.ts';
import { isId } from '../platform/id.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import type { AttachmentHouse } from './attachable.ts';
import { attachFiles, withdrawAttachment } from './attaching.ts';
import { isHandedOut } from './attachment.ts';
import { writeSize } from './format-size.ts';
import { type Brought, bringIn, readAttaching } from './forms.ts';
import { AttachPage } from './pages/attach-page.tsx';
import { AttachmentPage } from './pages/attachment-page.tsx';
import { AttachmentsPage } from './pages/attachments-page.tsx';
import { attachToCollaboration, withdrawAttachments } from './policy.ts';
import { findAttachment, listAttachments } from './queries.ts';
import { attachmentTexts } from './texts.ts';

const path = '/collaborations/:collaboration/attachments';
const collaborationOf = (visit: Visit): string => visit.params.collaboration ?? '';
const nothingBrought: Brought = { receipts: [], refused: [] };

/** Four of the largest files at a time, and what is typed beside them. */
const mostOf = (largest: number): number => 4 * largest + 1024 * 1024;

export function attachmentRoutes(house: AttachmentHouse): readonly Route[] {
  const { workspace, attachables, files } = house;
  const { limits, scanning } = files;
  const receives = { store: files, largest: limits.largest, most: mostOf(limits.largest) };

  const showForm = async (visit: Visit, state: FormState = untouched, brought: Brought = nothingBrought) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, attachables.questions(collaborationOf(visit)));
    const subjects = attachables.read(rows as never, of).filter((subject) => subject.mayAttach);
    return visit.page(
      workspacePage(visit, of, said, {
        title: attachmentTexts(visit.language).form.title,
        current: 'attachments',
        narrow: true,
        status: statusOf(state),
        children: (
          <AttachPage
            visit={visit}
            of={of}
            subjects={subjects}
            chosen={visit.url.searchParams.get('subject') ?? ''}
            brought={brought}
            largest={limits.largest}
            state={state}
          />
        ),
      }),
    );
  };

  const showOne = async (visit: Visit, state: FormState = untouched) => {
    const id = visit.params.attachment ?? '';
    if (!isId(id)) throw notFound();
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      ...attachables.questions(collaborationOf(visit)),
      attachment: findAttachment(collaborationOf(visit), id),
    });
    const [attachment] = rows.attachment as ReturnType<typeof findAttachment>['row'][];
    if (!attachment) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: attachment.name,
        current: 'attachments',
        narrow: true,
        status: statusOf(state),
        children: (
          <AttachmentPage
            visit={visit}
            of={of}
            attachment={attachment}
            subjects={attachables.read(rows as never, of)}
            isHandedOut={isHandedOut(attachment, of.may(leadCollaboration), scanning.isDemanded)}
            state={state}
          />
        ),
      }),
    );
  };

  return [
    get(path, readCollaboration, async (visit) => {
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        ...attachables.questions(collaborationOf(visit)),
        attachments: listAttachments(collaborationOf(visit)),
      });
      return visit.page(
        workspacePage(visit, of, said, {
          title: attachmentTexts(visit.language).title,
          current: 'attachments',
          children: (
            <AttachmentsPage
              of={of}
              attachments={rows.attachments as never}
              subjects={attachables.read(rows as never, of)}
              isScanDemanded={scanning.isDemanded}
              done={visit.url.searchParams.get('done')}
            />
          ),
        }),
      );
    }),
    get(`${path}/new`, attachToCollaboration, (visit) => showForm(visit)),
    receiving(
      receives,
      post(`${path}/new`, attachToCollaboration, async (visit) => {
        const form = await visit.form();
        const holder = (user: User) => `${user.person_id} ${user.organisation_id} ${collaborationOf(visit)}`;
        // A wave of its own: a receipt is good for the one who sends the form, and is given before anything is written.
        const { user } = await visit.read({});
        const brought = await bringIn(form, files, holder(user), visit.formats, visit.now);
        return await visit.submit(
          async (tx) => {
            const id = collaborationOf(visit);
            const rows = await tx.batch({ ...attachables.questions(id), collaboration: findCollaboration(id) });
            const [collaboration] = rows.collaboration as ReturnType<typeof findCollaboration>['row'][];
            if (!collaboration) throw notFound();
            const subjects = attachables.read(rows as never, reading(visit, tx.user, collaboration));
            const { to, files: attached } = readAttaching(form, brought, subjects, visit.formats);
            try {
              await attachFiles(tx, id, to, attached, { most: limits.most, isScanned: scanning.isScanned });
            } catch (error) {
              if (!(error instanceof Refusal) || error.reason !== 'noRoom') throw error;
              const message = attachmentTexts(visit.language).form.noRoom(writeSize(limits.most, visit.formats));
              throw new FormErrors([{ field: 'files', message }]);
            }
            return `/collaborations/${id}/attachments?done=attached`;
          },
          (state) => showForm(visit, state, brought),
        );
      }),
    ),
    get(`${path}/:attachment`, readCollaboration, (visit) => showOne(visit)),
    get(`${path}/:attachment/file`, readCollaboration, async (visit) => {
      const id = visit.params.attachment ?? '';
      if (!isId(id)) throw notFound();
      const { user, rows } = await visit.read({ attachment: findAttachment(collaborationOf(visit), id) });
      const [attachment] = rows.attachment;
      const leads = may(user, leadCollaboration, { collaboration: collaborationOf(visit) });
      if (!attachment || !isHandedOut(attachment, leads, scanning.isDemanded)) throw notFound();
      const content = await files.read(attachment.sha256);
      if (!content) throw new Refusal('filesAway');
      return sentFileAnswer(content, attachment.bytes, attachment.media_type, attachment.name);
    }),
    post(`${path}/:attachment`, withdrawAttachments, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const attachment = visit.params.attachment ?? '';
          if (!isId(attachment)) throw notFound();
          const before = await tx.one(findAttachment(id, attachment));
          const about = { collaboration: id, organisation: before.organisation_id };
          if (!may(tx.user, withdrawAttachments, about)) throw notFound();
          const reader = new FormReader(form);
          const reason = reader.text('reason', attachmentTexts(visit.language).file.reasonMissing, 500);
          reader.done();
          await withdrawAttachment(tx, id, before, reason);
          return `/collaborations/${id}/attachments?done=withdrawn`;
        },
        (state) => showOne(visit, state),
      ),
    ),
  ];
}
