import { readCollaboration, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { effects, needsBasis, positions } from '../groups/index.ts';
import { dayOf, type Route, type Visit } from '../identity/index.ts';
import { csvHeaders } from '../platform/documents/csv.ts';
import type { DocumentModel } from '../platform/documents/document.ts';
import { fileAnswer, pdfType, wordType } from '../platform/documents/file-answer.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import type { Markup } from '../platform/markup/jsx-runtime.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { reportSections } from './carrying-over.ts';
import { composeAndAdopt } from './documents/composing.tsx';
import { numbersCsv } from './documents/numbers-csv.ts';
import { composeReport, proposeSummary, type ReportSubject } from './documents/report.tsx';
import { addedTo } from './frozen-goal.ts';
import { collaborationOf, idIn, openFullRound, roundPath } from './full-round-routes.tsx';
import { askedParties, type FullRoundParts } from './pages/full-round-page.tsx';
import { AdoptReportPage, EditReportPage, ReportPage } from './pages/report-pages.tsx';
import { decideRounds, prepareRounds, speakInRounds } from './policy.ts';
import { letReportStand, takePosition, writeReport } from './reporting.ts';
import { followUpTexts } from './texts.ts';

type Opened = Awaited<ReturnType<typeof openFullRound>>;

/** What the report of an opened round is made from. */
export const subjectOf = ({ parts, places, rows, before, told }: Opened): ReportSubject => ({
  ...parts,
  places,
  before,
  told,
  asked: askedParties({ ...parts, ownParty: undefined }),
  version: parts.text,
  added: (goal) => addedTo(goal, rows.assurance),
});

/** The report as it was adopted, or as it stands now. */
export function reportOf(opened: Opened): DocumentModel {
  const { adoption, versions } = opened.parts;
  const adopted = adoption && versions.find((version) => version.number === adoption.number)?.content;
  return adopted ? (adopted as DocumentModel) : composeReport(subjectOf(opened));
}

const reportPath = `${roundPath}/report`;
const addressOf = (visit: Visit): string =>
  reportPath.replace(':collaboration', collaborationOf(visit)).replace(':round', idIn(visit, 'round'));
export function reportRoutes(house: WorkspaceHouse): readonly Route[] {
  const { documents } = house;
  const openReport = async (visit: Visit) => {
    const opened = await openFullRound(visit, house);
    if (!opened.parts.round.interpretation_opened_at) throw notFound();
    return opened;
  };
  const show = async (
    visit: Visit,
    title: string,
    draw: (opened: Opened) => Markup,
    state: FormState = untouched,
    narrow = true,
  ) => {
    const opened = await openReport(visit);
    return visit.page(
      workspacePage(visit, opened.of, opened.said, {
        title,
        current: 'follow-up',
        narrow,
        status: statusOf(state),
        children: draw(opened),
      }),
    );
  };
  const unadopted = (parts: FullRoundParts) => {
    if (parts.adoption) throw notFound();
    return parts;
  };
  const showReport = (visit: Visit, state: FormState = untouched) =>
    show(
      visit,
      followUpTexts(visit.language).report.title,
      (opened) => <ReportPage {...opened.parts} model={reportOf(opened)} state={state} />,
      state,
      false,
    );
  const showEdit = (visit: Visit, state: FormState = untouched) =>
    show(
      visit,
      followUpTexts(visit.language).report.write,
      (opened) => (
        <EditReportPage {...unadopted(opened.parts)} proposed={proposeSummary(subjectOf(opened))} state={state} />
      ),
      state,
    );
  const showAdoption = (visit: Visit, state: FormState = untouched) =>
    show(
      visit,
      followUpTexts(visit.language).report.adopt,
      ({ parts }) => {
        if (unadopted(parts).versions.length === 0 || parts.text?.carried_over.length !== 0) throw notFound();
        return <AdoptReportPage {...parts} state={state} />;
      },
      state,
    );

  const file = (
    path: string,
    type: string,
    ending: string,
    make: (model: DocumentModel) => Promise<Uint8Array>,
  ): Route =>
    get(`${reportPath}/${path}`, readCollaboration, async (visit) => {
      const opened = await openReport(visit);
      const name = `${followUpTexts(visit.language).report.file}-${opened.parts.round.name}`;
      return fileAnswer(await make(reportOf(opened)), type, `${name}.${ending}`);
    });

  return [
    get(reportPath, readCollaboration, (visit) => showReport(visit)),
    file('pdf', pdfType, 'pdf', (model) => documents.pdf(model, 'ua-1')),
    file('archive-pdf', pdfType, 'pdf', (model) => documents.pdf(model, 'a-2a')),
    file('word', wordType, 'docx', (model) => documents.word(model)),
    get(`${reportPath}/csv`, readCollaboration, async (visit) => {
      const { parts, places } = await openReport(visit);
      return new Response(numbersCsv({ ...parts, places }), {
        headers: csvHeaders(followUpTexts(visit.language).csv.file),
      });
    }),
    get(`${reportPath}/edit`, prepareRounds, (visit) => showEdit(visit)),
    post(`${reportPath}/edit`, prepareRounds, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = followUpTexts(visit.language).report;
          const reader = new FormReader(form);
          const facts = {
            title: reader.text('title', t.titleMissing, 300),
            summary: reader.text('summary', undefined, 4000),
            changes: reader.text('changes', undefined, 4000),
          };
          reader.done();
          await writeReport(tx, collaborationOf(visit), idIn(visit, 'round'), Number(form.text('version')), facts);
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => showEdit(visit, state),
      ),
    ),
    post(`${reportPath}/positions`, speakInRounds, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = followUpTexts(visit.language).report;
          const reader = new FormReader(form);
          const position = reader.oneOf('position', positions, t.positionMissing);
          const reservation = reader.text('reservation', undefined, 2000);
          reader.done();
          if (position) {
            await takePosition(
              tx,
              collaborationOf(visit),
              idIn(visit, 'round'),
              Number(form.text('version')),
              position,
              reservation,
            );
          }
          return `${addressOf(visit)}?done=saved#own-position`;
        },
        (state) => showReport(visit, state),
      ),
    ),
    post(`${reportPath}/carried-over`, prepareRounds, (visit) =>
      visit.submit(
        async (tx, form) => {
          const reader = new FormReader(form);
          const read = reader.someOf('read', reportSections);
          if (read.length === 0) reader.wrong('read', followUpTexts(visit.language).carriedOver.chooseOne);
          reader.done();
          const number = Number(form.text('version'));
          await letReportStand(tx, collaborationOf(visit), idIn(visit, 'round'), number, read);
          return `${addressOf(visit)}?done=saved#carried-over`;
        },
        (state) => showReport(visit, state),
      ),
    ),
    get(`${reportPath}/adoption`, decideRounds, (visit) => showAdoption(visit)),
    post(`${reportPath}/adoption`, decideRounds, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = followUpTexts(visit.language).report;
          const reader = new FormReader(form);
          const adoptedBy = reader.text('adoptedBy', t.adoptedByMissing, 200);
          const adoptedOn = reader.date('adoptedOn', t.adoptedOnMissing);
          if (!adoptedOn || adoptedOn > dayOf(visit.now)) {
            reader.wrong('adoptedOn', t.adoptedOnMissing);
          }
          const effect = reader.oneOf('effect', effects, t.effect) ?? 'standpoint';
          const basis = reader.text('basis', undefined, 500);
          if (needsBasis(effect) && basis === '') reader.wrong('basis', t.basisMissing);
          reader.done();
          await composeAndAdopt(
            tx,
            collaborationOf(visit),
            idIn(visit, 'round'),
            // The version that stood on the page: a newer one is refused.
            { number: Number(form.text('number')), adoptedBy, adoptedOn: adoptedOn ?? '', effect, basis },
            visit.language,
            house.workspace,
          );
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => showAdoption(visit, state),
      ),
    ),
  ];
}
