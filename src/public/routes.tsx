import {
  findCollaboration,
  leadCollaboration,
  openWorkspace,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { page, type Route, standingIn, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { isId } from '../platform/id.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { composeCopy, copyQuestions, readCopy } from './composing.tsx';
import { PublicPage } from './pages/public-page.tsx';
import { PublishedIndexPage } from './pages/published-index-page.tsx';
import { PreviewPage, PublishingPage } from './pages/publishing-pages.tsx';
import { publishCollaboration } from './policy.ts';
import {
  findArchive,
  findPublicPage,
  hashOf,
  listPublications,
  listPublicPages,
  publish,
  unpublish,
} from './publishing.ts';
import { publicTexts } from './texts.ts';

const path = '/collaborations/:collaboration/published';
const collaborationOf = (visit: Visit): string => visit.params.collaboration ?? '';

export function publicRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;

  const showPublishing = async (visit: Visit, state: FormState = untouched) => {
    const id = collaborationOf(visit);
    const { of, said, rows } = await openWorkspace(visit, workspace, { publications: listPublications(id) });
    return visit.page(
      workspacePage(visit, of, said, {
        title: publicTexts(visit.language).workspace.title,
        current: 'published',
        status: statusOf(state),
        children: (
          <PublishingPage
            visit={visit}
            of={of}
            publications={rows.publications}
            isOpen={standingIn(of.user, id)?.confidentiality === 'open'}
            state={state}
          />
        ),
      }),
    );
  };

  const showPreview = async (visit: Visit, state: FormState = untouched) => {
    const id = collaborationOf(visit);
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      ...copyQuestions(id),
      publications: listPublications(id),
      archive: findArchive(id),
    });
    const content = composeCopy({ ...rows, collaboration: of.collaboration, now: visit.now });
    return visit.page(
      workspacePage(visit, of, said, {
        title: publicTexts(visit.language).preview.title,
        current: 'published',
        status: statusOf(state),
        children: (
          <PreviewPage
            visit={visit}
            of={of}
            copy={readCopy(content)}
            sha256={hashOf(content).toString('hex')}
            archiveName={rows.archive[0]?.name ?? ''}
            previous={rows.publications[0]}
            state={state}
          />
        ),
      }),
    );
  };

  return [
    get(path, readCollaboration, (visit) => showPublishing(visit)),
    get(`${path}/new`, publishCollaboration, (visit) => showPreview(visit)),
    post(`${path}/new`, publishCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const t = publicTexts(visit.language).preview;
          const reader = new FormReader(form);
          const contact = reader.text('contact', t.contactMissing, 200);
          reader.done();
          const rows = await tx.batch({ ...copyQuestions(id), collaboration: findCollaboration(id) });
          const [collaboration] = rows.collaboration;
          if (!collaboration) throw notFound();
          const content = composeCopy({ ...rows, collaboration, now: visit.now });
          await publish(tx, id, { title: collaboration.name, content, contact, seen: form.text('seen') });
          return `/collaborations/${id}/published?done=published`;
        },
        (state) => showPreview(visit, state),
      ),
    ),
    post(`${path}/withdrawal`, leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const reader = new FormReader(form);
          const reason = reader.text('reason', publicTexts(visit.language).workspace.reasonMissing, 500);
          reader.done();
          await unpublish(tx, id, reason);
          return `/collaborations/${id}/published?done=unpublished`;
        },
        (state) => showPublishing(visit, state),
      ),
    ),

    get('/published', { openBecause: 'What has been published is for everyone.' }, async (visit) => {
      const { user, rows } = await visit.readOpenly({ pages: listPublicPages() });
      return visit.page(
        page(visit, user, {
          title: publicTexts(visit.language).index.title,
          narrow: true,
          isIndexed: true,
          children: <PublishedIndexPage visit={visit} pages={rows.pages} />,
        }),
      );
    }),
    get('/published/:publication', { openBecause: 'What has been published is for everyone.' }, async (visit) => {
      const id = visit.params.publication ?? '';
      if (!isId(id)) throw notFound();
      const { user, rows } = await visit.readOpenly({ pages: findPublicPage(id) });
      const [row] = rows.pages;
      if (!row) throw notFound();
      return visit.page(
        page(visit, user, {
          title: row.title,
          isIndexed: row.example === 'none',
          children: <PublicPage row={row} copy={readCopy(row.content)} language={visit.language} />,
        }),
      );
    }),
    get('/robots.txt', { openBecause: 'It tells search engines that only what is published is theirs.' }, async () => {
      return new Response('User-agent: *\nAllow: /published\nAllow: /assets/\nDisallow: /\n', {
        headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
      });
    }),
  ];
}
