import {
  leadCollaboration,
  openWorkspace,
  readCollaboration,
  type Workspace,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import {
  administerOrganisation,
  findOrganisation,
  identityTexts,
  page,
  type Route,
  signedIn,
  type Visit,
} from '../identity/index.ts';
import { personalDataBases } from '../mandates/index.ts';
import { csvOf } from '../platform/documents/csv.ts';
import { csvType, fileAnswer, jsonType, pdfType } from '../platform/documents/file-answer.ts';
import { notFound } from '../platform/errors.ts';
import { FormErrors, FormReader } from '../platform/http/form-input.ts';
import { get, post, stepUp } from '../platform/http/route.ts';
import { isId, timeOf } from '../platform/id.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { fieldsInWords, processingDocument, processingJson } from './documents.ts';
import {
  askForErasure,
  erasePerson,
  listAccounts,
  listErasures,
  mayEraseIn,
  myErasure,
  previewErasure,
  refuseErasure,
} from './erasing.ts';
import { exportOwnData, type PersonalExport } from './exporting.ts';
import { ErasePage, ErasuresPage } from './pages/erasure-pages.tsx';
import { packExport } from './pages/export-page.tsx';
import { OwnDataPage } from './pages/own-data-page.tsx';
import { EditProcessingPage, ProcessingPage } from './pages/processing-pages.tsx';
import { findProcessingRecord, type ProcessingFacts, responsibilities, writeProcessingRecord } from './processing.ts';
import { personalDataTexts } from './texts.ts';

/** How long the page that hands the file out may have been open. */
const exportLimit = 15 * 60_000;

export const personalDataRoutes = (house: WorkspaceHouse): readonly Route[] => [
  ...ownDataRoutes(house.workspace),
  ...erasureRoutes(),
  ...processingRoutes(house),
];

function ownDataRoutes(workspace: Workspace): readonly Route[] {
  const show = async (visit: Visit, state: FormState = untouched) => {
    const { user, rows } = await visit.read({ erasure: myErasure() });
    return visit.page(
      page(visit, user, {
        title: personalDataTexts(visit.language).own.title,
        narrow: true,
        status: statusOf(state),
        children: <OwnDataPage visit={visit} erasure={rows.erasure[0]} state={state} />,
      }),
    );
  };
  return [
    // Who has just shown who they are is shown the page, and nothing is taken out but from the page.
    stepUp(get('/account/personal-data', signedIn, (visit) => show(visit))),
    // The file is the answer to the form, so there is no address that it lies at: the form works once, for the session that
    // it was shown to.
    post('/account/personal-data/file', signedIn, async (visit) => {
      const t = personalDataTexts(visit.language);
      let held: PersonalExport | undefined;
      const answer = await visit.submit(
        async (tx, form) => {
          const shown = timeOf(form.text('form'));
          if (visit.now.getTime() - shown.getTime() > exportLimit) {
            throw new FormErrors([{ field: 'take', message: t.own.tooLate }]);
          }
          held = await exportOwnData(tx, visit.language);
          return '/account/personal-data';
        },
        (state) => show(visit, state),
      );
      if (!held) return answer;
      const packed = packExport(held, workspace.verbs(visit), visit.language, visit.now);
      return fileAnswer(packed, 'application/zip', `${t.file.name}.zip`);
    }),
    stepUp(
      post('/account/personal-data/erasure', signedIn, (visit) =>
        visit.submit(
          async (tx, form) => {
            const reader = new FormReader(form);
            const words = reader.text('words', undefined, 2000);
            reader.done();
            await askForErasure(tx, words);
            return '/account/personal-data?done=saved';
          },
          (state) => show(visit, state),
        ),
      ),
    ),
  ];
}

function erasureRoutes(): readonly Route[] {
  const organisationOf = (visit: Visit): string => {
    const id = visit.params.organisation ?? '';
    if (!isId(id)) throw notFound();
    return id;
  };
  const show = async (visit: Visit, state: FormState = untouched) => {
    const id = organisationOf(visit);
    const { user, rows } = await visit.read({
      organisation: findOrganisation(id),
      may: mayEraseIn(id),
      erasures: listErasures(id),
      accounts: listAccounts(id),
    });
    const [organisation] = rows.organisation;
    if (!organisation || !rows.may[0]?.may) throw notFound();
    return visit.page(
      page(visit, user, {
        title: personalDataTexts(visit.language).erasure.title,
        narrow: true,
        status: statusOf(state),
        children: (
          <ErasuresPage
            visit={visit}
            organisation={organisation}
            erasures={rows.erasures}
            accounts={rows.accounts.filter((one) => one.person_id !== user.person_id)}
            state={state}
          />
        ),
      }),
    );
  };
  const showOne = async (visit: Visit, state: FormState = untouched) => {
    const id = organisationOf(visit);
    const person = visit.params.person ?? '';
    if (!isId(person)) throw notFound();
    const { user, rows } = await visit.read({
      organisation: findOrganisation(id),
      accounts: listAccounts(id),
      preview: previewErasure(id, person),
    });
    const [organisation] = rows.organisation;
    const account = rows.accounts.find((one) => one.person_id === person);
    const counts = rows.preview[0]?.counts;
    if (!organisation || !account || !counts || person === user.person_id) throw notFound();
    return visit.page(
      page(visit, user, {
        title: personalDataTexts(visit.language).erasure.of(account.person_name),
        narrow: true,
        status: statusOf(state),
        children: (
          <ErasePage visit={visit} organisation={organisation} account={account} counts={counts} state={state} />
        ),
      }),
    );
  };
  const readReason = (visit: Visit, reader: FormReader, field: string): string => {
    const t = personalDataTexts(visit.language).erasure;
    return reader.text(field, t.reasonMissing, 2000, t.reasonTooLong);
  };
  return [
    get('/organisations/:organisation/personal-data', administerOrganisation, (visit) => show(visit)),
    get('/organisations/:organisation/personal-data/:person', administerOrganisation, (visit) => showOne(visit)),
    stepUp(
      post('/organisations/:organisation/personal-data/:person', administerOrganisation, (visit) =>
        visit.submit(
          async (tx, form) => {
            const id = organisationOf(visit);
            const person = visit.params.person ?? '';
            if (!isId(person)) throw notFound();
            const reader = new FormReader(form);
            const reason = readReason(visit, reader, 'reason');
            if (form.text('sure') !== 'yes')
              reader.wrong('sure', personalDataTexts(visit.language).erasure.sureMissing);
            reader.done();
            await erasePerson(tx, id, person, reason);
            return `/organisations/${id}/personal-data?done=ended`;
          },
          (state) => showOne(visit, state),
        ),
      ),
    ),
    post('/organisations/:organisation/erasures/:erasure/refusal', administerOrganisation, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = organisationOf(visit);
          const erasure = visit.params.erasure ?? '';
          if (!isId(erasure)) throw notFound();
          const reader = new FormReader(form);
          const reason = readReason(visit, reader, 'reason');
          reader.done();
          await refuseErasure(tx, id, erasure, reason);
          return `/organisations/${id}/personal-data?done=saved`;
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}

function processingRoutes({ workspace, documents }: WorkspaceHouse): readonly Route[] {
  const path = '/collaborations/:collaboration/personal-data';
  const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
  const open = async (visit: Visit) => {
    const opened = await openWorkspace(visit, workspace, { record: findProcessingRecord(idOf(visit)) });
    return { ...opened, record: opened.rows.record[0] };
  };
  const labelOf = (visit: Visit, { of }: Awaited<ReturnType<typeof open>>): string | undefined => {
    const { example } = of.collaboration;
    return example === 'none' ? undefined : identityTexts(visit.language).frame.example[example];
  };
  const showEdit = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, record } = await open(visit);
    return visit.page(
      workspacePage(visit, of, said, {
        title: personalDataTexts(visit.language).processing.title,
        current: 'personal-data',
        narrow: true,
        status: statusOf(state),
        children: <EditProcessingPage visit={visit} of={of} record={record} state={state} />,
      }),
    );
  };
  const file = (
    ending: 'pdf' | 'json' | 'csv',
    type: string,
    make: (visit: Visit, opened: Opened) => Promise<Uint8Array | string>,
  ) =>
    get(`${path}/${ending}`, readCollaboration, async (visit: Visit) => {
      const opened = await open(visit);
      const { record } = opened;
      if (!record) throw notFound();
      const t = personalDataTexts(visit.language).processing;
      return fileAnswer(
        await make(visit, { ...opened, record }),
        type,
        `${t.file}-${opened.of.collaboration.name}.${ending}`,
      );
    });
  type Opened = Awaited<ReturnType<typeof open>> & {
    readonly record: NonNullable<Awaited<ReturnType<typeof open>>['record']>;
  };
  return [
    get(path, readCollaboration, async (visit) => {
      const { of, said, record } = await open(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: personalDataTexts(visit.language).processing.title,
          current: 'personal-data',
          narrow: true,
          children: <ProcessingPage visit={visit} of={of} record={record} />,
        }),
      );
    }),
    get(`${path}/edit`, leadCollaboration, (visit) => showEdit(visit)),
    post(`${path}/edit`, leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const reader = new FormReader(form);
          const t = personalDataTexts(visit.language).processing;
          const said = (field: string, missing?: string) => reader.text(field, missing, 4000, t.tooLong);
          const purpose = said('purpose', t.missingField.purpose);
          const basis = reader.oneOf('legal_basis', personalDataBases, t.missingField.legalBasis);
          const basisNote = said('legal_basis_note', t.missingField.legalBasisNote);
          const responsibility = reader.oneOf('responsibility', responsibilities, t.missingField.responsibility);
          const facts: ProcessingFacts = {
            purpose,
            legal_basis: basis ?? 'publicTask',
            legal_basis_note: basisNote,
            responsibility: responsibility ?? 'each',
            responsibility_note: said('responsibility_note', t.missingField.responsibilityNote),
            people: said('people', t.missingField.people),
            categories: said('categories', t.missingField.categories),
            sensitive_note: said('sensitive_note'),
            recipients: said('recipients', t.missingField.recipients),
            transfers: said('transfers'),
            retention: said('retention', t.missingField.retention),
            protection: said('protection'),
          };
          reader.done();
          await writeProcessingRecord(tx, idOf(visit), Number(form.text('version')), facts);
          return `/collaborations/${idOf(visit)}/personal-data?done=saved`;
        },
        (state) => showEdit(visit, state),
      ),
    ),
    file('pdf', pdfType, (visit, opened) =>
      documents.pdf(
        processingDocument(opened.of.collaboration, opened.record, visit.language, labelOf(visit, opened)),
        'ua-1',
      ),
    ),
    file('json', jsonType, async (_, opened) => processingJson(opened.of.collaboration, opened.record)),
    file('csv', csvType, async (visit, opened) => {
      const t = personalDataTexts(visit.language).processing;
      return csvOf([t.field, t.content], fieldsInWords(opened.record, visit.language), visit.language);
    }),
  ];
}
