import {
  findCollaboration,
  listAreas,
  listParties,
  openWorkspace,
  type PartyRow,
  readCollaboration,
  takesPart,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { dayOf, type Route, speaksFor, type Visit } from '../identity/index.ts';
import type { DocumentModel } from '../platform/documents/document.ts';
import { fileAnswer, jsonType, pdfType, wordType } from '../platform/documents/file-answer.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { closeVersion, proposeVersion, takePosition } from './adopting.ts';
import { positions } from './adoption.ts';
import { type AskedAbout, composeAnalysis } from './documents/analysis-document.tsx';
import { isEmpty, readContent, wholeOf } from './frozen-analysis.ts';
import { listFindings } from './knowledge/findings.ts';
import { type Place, placesOf } from './knowledge/forms.ts';
import { listPriorWork } from './knowledge/prior-work.ts';
import { AnalysisVersionPage, ChangesPage, ProposeVersionPage, VersionsOfWholePage } from './pages/adoption-pages.tsx';
import { prepareAnalysis, standBehindAnalysis } from './policy.ts';
import {
  findAnalysisVersion,
  listAnalysisVersions,
  listCauses,
  listObjections,
  listPositions,
  listPositionsOf,
  listSections,
} from './queries.ts';
import { situationTexts } from './texts.ts';

const analysisPath = '/collaborations/:collaboration/situation-analysis';
const versionsPath = `${analysisPath}/versions`;
const versionPath = `${versionsPath}/:analysisVersion`;
const current = 'situation-analysis';

const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
const versionIn = (visit: Visit): string => visit.params.analysisVersion ?? '';
const versionsOf = (visit: Visit): string => `/collaborations/${idOf(visit)}/situation-analysis/versions`;

/** What stands in the analysis now, as the questions that tell it. */
const standing = (id: string) => ({
  sections: listSections(id),
  causes: listCauses(id),
  objections: listObjections(id),
  parties: listParties(id),
  findings: listFindings(id),
  priorWork: listPriorWork(id),
  areas: listAreas(),
});
type Standing = Omit<Parameters<typeof wholeOf>[0], 'places'>;
const standingWhole = (
  rows: Standing & { readonly parties: readonly PartyRow[]; readonly areas: readonly Place[] },
  example: string,
) => wholeOf({ ...rows, places: placesOf(example, rows.parties, rows.areas) });

export function adoptionRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace, documents } = house;

  const openVersion = async (visit: Visit) => {
    const id = idOf(visit);
    const opened = await openWorkspace(visit, workspace, {
      version: findAnalysisVersion(id, versionIn(visit)),
      positions: listPositionsOf(id, versionIn(visit)),
    });
    const [version] = opened.rows.version;
    if (!version) throw notFound();
    const asked: AskedAbout = { version, positions: opened.rows.positions };
    return { ...opened, version, asked, model: composeAnalysis(opened.of, readContent(version.content), asked) };
  };

  const showVersion = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, user, asked, model } = await openVersion(visit);
    const own =
      asked.version.closed_on === null && of.may(standBehindAnalysis)
        ? asked.positions.find((one) => speaksFor(user, of.collaboration.id, one.organisation_id))
        : undefined;
    return visit.page(
      workspacePage(visit, of, said, {
        title: situationTexts(visit.language).adoption.title,
        current,
        status: statusOf(state),
        children: <AnalysisVersionPage visit={visit} of={of} asked={asked} own={own} model={model} state={state} />,
      }),
    );
  };

  const showProposal = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, { parties: listParties(idOf(visit)) });
    return visit.page(
      workspacePage(visit, of, said, {
        title: situationTexts(visit.language).adoption.propose,
        current,
        narrow: true,
        status: statusOf(state),
        children: (
          <ProposeVersionPage
            visit={visit}
            of={of}
            parties={rows.parties.filter((party) => takesPart(party.status))}
            state={state}
          />
        ),
      }),
    );
  };

  const fileName = (visit: Visit, number: number | undefined): string =>
    [situationTexts(visit.language).adoption.file, number].filter(Boolean).join('-');
  const file = (
    ending: string,
    type: string,
    extension: string,
    make: (model: DocumentModel) => Promise<Uint8Array>,
  ): readonly Route[] => [
    get(`${versionPath}/${ending}`, readCollaboration, async (visit) => {
      const { model, version } = await openVersion(visit);
      return fileAnswer(await make(model), type, `${fileName(visit, version.number)}.${extension}`);
    }),
    get(`${analysisPath}/${ending}`, readCollaboration, async (visit) => {
      const { of, rows } = await openWorkspace(visit, workspace, standing(idOf(visit)));
      return fileAnswer(
        await make(composeAnalysis(of, standingWhole(rows, of.collaboration.example))),
        type,
        `${fileName(visit, undefined)}.${extension}`,
      );
    }),
  ];

  return [
    get(versionsPath, readCollaboration, async (visit) => {
      const id = idOf(visit);
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        versions: listAnalysisVersions(id),
        positions: listPositions(id),
      });
      return visit.page(
        workspacePage(visit, of, said, {
          title: situationTexts(visit.language).adoption.listTitle,
          current,
          children: <VersionsOfWholePage of={of} versions={rows.versions} positions={rows.positions} />,
        }),
      );
    }),
    get(`${versionsPath}/new`, prepareAnalysis, (visit) => showProposal(visit)),
    post(`${versionsPath}/new`, prepareAnalysis, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const t = situationTexts(visit.language).adoption;
          const reader = new FormReader(form);
          const answerBy = reader.date('answerBy', t.answerByMissing);
          if (!answerBy || answerBy <= dayOf(visit.now)) reader.wrong('answerBy', t.answerByMissing);
          const { versions, described, ...rows } = await tx.batch({
            ...standing(id),
            versions: listAnalysisVersions(id),
            described: findCollaboration(id),
          });
          const whole = standingWhole(rows, described[0]?.example ?? 'none');
          if (isEmpty(whole)) reader.wrong('answerBy', t.nothingToPropose);
          else if (versions.some((one) => one.closed_on === null)) reader.wrong('answerBy', t.isOpen);
          reader.done();
          const asked = rows.parties.filter((party) => takesPart(party.status));
          const version = await proposeVersion(tx, id, whole, asked, answerBy ?? '');
          return `${versionsOf(visit)}/${version}?done=saved`;
        },
        (state) => showProposal(visit, state),
      ),
    ),
    get(versionPath, readCollaboration, (visit) => showVersion(visit)),
    post(`${versionPath}/positions`, standBehindAnalysis, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const t = situationTexts(visit.language).adoption;
          const { version, asked } = await tx.batch({
            version: findAnalysisVersion(id, versionIn(visit)),
            asked: listPositionsOf(id, versionIn(visit)),
          });
          const own = asked.find((one) => speaksFor(tx.user, id, one.organisation_id));
          if (!own || version[0]?.closed_on !== null) throw notFound();
          const reader = new FormReader(form);
          const position = reader.oneOf('position', positions, t.positionMissing);
          const reason = reader.text('reason', undefined, 2000, t.reasonWrong);
          if (position === 'doesNotSupport' && reason === '') reader.wrong('reason', t.reasonMissing);
          reader.done();
          if (position)
            await takePosition(tx, id, versionIn(visit), {
              partyId: own.party_id,
              position,
              reason,
              read: Number(form.text('version')),
            });
          return `${versionsOf(visit)}/${versionIn(visit)}?done=saved`;
        },
        (state) => showVersion(visit, state),
      ),
    ),
    post(`${versionPath}/closing`, prepareAnalysis, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const version = await tx.find(findAnalysisVersion(id, versionIn(visit)));
          if (!version || version.closed_on !== null) throw notFound();
          const t = situationTexts(visit.language).adoption;
          const reader = new FormReader(form);
          const closedOn = reader.date('closedOn', t.closedOnMissing);
          if (!closedOn || closedOn > dayOf(visit.now) || closedOn < dayOf(version.created_at))
            reader.wrong('closedOn', t.closedOnMissing);
          reader.done();
          await closeVersion(tx, id, version.id, closedOn ?? '');
          return `${versionsOf(visit)}/${version.id}?done=saved`;
        },
        (state) => showVersion(visit, state),
      ),
    ),
    ...file('pdf', pdfType, 'pdf', (model) => documents.pdf(model, 'ua-1')),
    ...file('archive-pdf', pdfType, 'pdf', (model) => documents.pdf(model, 'a-2a')),
    ...file('word', wordType, 'docx', (model) => documents.word(model)),
    // The letters that the checksum was made from.
    get(`${versionPath}/json`, readCollaboration, async (visit) => {
      const { version } = await openVersion(visit);
      return fileAnswer(version.content, jsonType, `${fileName(visit, version.number)}.json`);
    }),
    get(`${versionPath}/changes`, readCollaboration, async (visit) => {
      const id = idOf(visit);
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        ...standing(id),
        version: findAnalysisVersion(id, versionIn(visit)),
      });
      const [version] = rows.version;
      if (!version) throw notFound();
      return visit.page(
        workspacePage(visit, of, said, {
          title: situationTexts(visit.language).adoption.changesTitle(version.number),
          current,
          children: (
            <ChangesPage
              of={of}
              version={version}
              before={readContent(version.content)}
              now={standingWhole(rows, of.collaboration.example)}
            />
          ),
        }),
      );
    }),
  ];
}
