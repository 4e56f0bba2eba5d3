import {
  listParties,
  openWorkspace,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { dayOf, type Route, type Tx, type Visit } from '../identity/index.ts';
import { fileAnswer, jsonType, pdfType, wordType } from '../platform/documents/file-answer.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import type { Language } from '../platform/texts.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { moneyShown } from './agreed-money.ts';
import { composeAgreement } from './agreement-document.ts';
import { contentOf } from './content.ts';
import { readConditions } from './forms.ts';
import { findContent, findFile } from './locking.ts';
import { mustBeOpen, openAgreement, versionAt, wantedIn } from './open-agreement.ts';
import { ConditionsPage } from './pages/agreement-forms.tsx';
import { ComparisonPage } from './pages/comparison-page.tsx';
import { type Step, StepPage } from './pages/version-forms.tsx';
import { writeAgreements } from './policy.ts';
import { findAgreement, listClausesByNumber, listVersions, type VersionRow } from './queries.ts';
import { settleText } from './settling.ts';
import { agreementTexts } from './texts.ts';
import { beginVersion } from './versions.ts';
import { sendToParties, setConditions } from './writing.ts';

export const hereOf = (visit: Visit): string => {
  const [collaboration, agreement, number] = wantedIn(visit);
  return `/collaborations/${collaboration}/agreements/${agreement}/versions/${number}`;
};
/** The version that the address names, as the transaction finds it. */
export async function versionIn(tx: Tx, visit: Visit): Promise<VersionRow> {
  const versions = await tx.all(listVersions(...wantedIn(visit)));
  const shown = versions.find((one) => one.is_shown);
  if (!shown) throw notFound();
  return shown;
}

export function versionRoutes(house: WorkspaceHouse): readonly Route[] {
  const { documents } = house;
  const showConditions = async (visit: Visit, state: FormState = untouched) => {
    const opened = await openAgreement(visit, house);
    const { rows } = await visit.read({ parties: listParties(opened.of.collaboration.id) });
    return visit.page(
      workspacePage(visit, opened.of, opened.said, {
        title: agreementTexts(visit.language).forms.conditionsTitle,
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children: (
          <ConditionsPage
            visit={visit}
            of={opened.of}
            state={state}
            version={mustBeOpen(opened.version)}
            parties={rows.parties}
            chosen={opened.rows.parties}
          />
        ),
      }),
    );
  };
  const showStep = async (visit: Visit, step: Step, state: FormState = untouched) => {
    const opened = await openAgreement(visit, house);
    const version = step === 'next' ? opened.version : mustBeOpen(opened.version);
    if (step === 'next' && !version.locked_at) throw notFound();
    const t = agreementTexts(visit.language).answering;
    return visit.page(
      workspacePage(visit, opened.of, opened.said, {
        title: { sending: t.sendTitle, locking: t.lockTitle, next: t.nextTitle }[step],
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children: (
          <StepPage
            visit={visit}
            of={opened.of}
            state={state}
            step={step}
            version={version}
            openComments={opened.rows.comments.filter((one) => one.answer === null).length}
          />
        ),
      }),
    );
  };
  const step = (name: Step, work: (tx: Tx, visit: Visit, form: FormReader, version: number) => Promise<string>) => [
    get(`${versionAt}/${name}`, writeAgreements, (visit: Visit) => showStep(visit, name)),
    post(`${versionAt}/${name}`, writeAgreements, (visit: Visit) =>
      visit.submit(
        (tx, form) => work(tx, visit, new FormReader(form), Number(form.text('version'))),
        (state) => showStep(visit, name, state),
      ),
    ),
  ];
  const wholeOf = async (visit: Visit) => {
    const opened = await openAgreement(visit, house);
    if (opened.of.collaboration.example === 'real') throw notFound();
    const { agreement, version, rows, of } = opened;
    const clauses = rows.clauses.filter((one) => one.agreement_version_id === version.id);
    const money = await moneyShown(visit, { of, version, clauses, agreed: rows.agreed });
    return { of, version, whole: { agreement, version, ...rows, clauses, money } };
  };
  const nameOf = (language: Language, title: string, version: VersionRow): string =>
    `${agreementTexts(language).document.file}-${title}-${version.number}`;
  return [
    get(`${versionAt}/conditions`, writeAgreements, (visit) => showConditions(visit)),
    post(`${versionAt}/conditions`, writeAgreements, (visit) =>
      visit.submit(
        async (tx, form) => {
          const [id] = wantedIn(visit);
          const version = mustBeOpen(await versionIn(tx, visit));
          const parties = await tx.all(listParties(id));
          const reader = new FormReader(form);
          const to = readConditions(reader, form, parties, visit.language);
          reader.done();
          await setConditions(tx, id, version.id, Number(form.text('version')), to);
          return `${hereOf(visit)}?done=saved`;
        },
        (state) => showConditions(visit, state),
      ),
    ),
    ...step('sending', async (tx, visit, reader, read) => {
      const t = agreementTexts(visit.language).answering;
      const due = reader.date('due', t.dueMissing);
      if (due === null || due < dayOf(visit.now)) reader.wrong('due', t.dueMissing);
      reader.done();
      const version = mustBeOpen(await versionIn(tx, visit));
      await sendToParties(tx, wantedIn(visit)[0], version.id, read, due);
      return `${hereOf(visit)}?done=saved`;
    }),
    ...step('locking', async (tx, visit, _, read) => {
      const version = mustBeOpen(await versionIn(tx, visit));
      await settleText(tx, wantedIn(visit)[0], documents, { versionId: version.id, version: read });
      return `${hereOf(visit)}?done=saved`;
    }),
    ...step('next', async (tx, visit, reader) => {
      const t = agreementTexts(visit.language).answering;
      const why = reader.text('why', t.whyMissing, 1000);
      reader.done();
      const before = await versionIn(tx, visit);
      const [id, agreement] = wantedIn(visit);
      await beginVersion(tx, id, before, why);
      return `/collaborations/${id}/agreements/${agreement}/versions/${before.number + 1}?done=saved`;
    }),
    get(`${versionAt}/comparison`, readCollaboration, async (visit) => {
      const [id, agreementId, number] = wantedIn(visit);
      const asked = Number(visit.url.searchParams.get('with') ?? Number(number) - 1);
      const other = Number.isInteger(asked) && asked > 0 && asked < 1_000_000 ? asked : 0;
      const { of, said, rows } = await openWorkspace(visit, house.workspace, {
        agreements: findAgreement(id, agreementId),
        versions: listVersions(id, agreementId, number),
        clauses: listClausesByNumber(id, agreementId, [Number(number), other]),
      });
      const [agreement] = rows.agreements;
      const to = rows.versions.find((one) => one.number === number);
      const from = rows.versions.find((one) => one.number === other);
      if (!agreement || !to || !from) throw notFound();
      const [earlier, later] = from.number < to.number ? [from, to] : [to, from];
      return visit.page(
        workspacePage(visit, of, said, {
          title: agreementTexts(visit.language).comparison.title(earlier.number, later.number),
          current: 'agreements',
          children: (
            <ComparisonPage
              of={of}
              agreement={agreement}
              versions={rows.versions}
              clauses={rows.clauses}
              from={earlier}
              to={later}
            />
          ),
        }),
      );
    }),
    get(`${versionAt}/pdf`, readCollaboration, async (visit) => {
      const { of, version, whole } = await wholeOf(visit);
      const name = `${nameOf(visit.language, whole.agreement.title, version)}.pdf`;
      if (version.locked_at) {
        const { rows } = await visit.read({ files: findFile(of.collaboration.id, version.id) });
        if (rows.files[0]) return fileAnswer(rows.files[0].file, pdfType, name);
      }
      return fileAnswer(await documents.pdf(composeAgreement(whole, of, null), 'ua-1'), pdfType, name);
    }),
    get(`${versionAt}/word`, readCollaboration, async (visit) => {
      const { of, version, whole } = await wholeOf(visit);
      return fileAnswer(
        await documents.word(composeAgreement(whole, of, version.content_hash)),
        wordType,
        `${nameOf(visit.language, whole.agreement.title, version)}.docx`,
      );
    }),
    get(`${versionAt}/json`, readCollaboration, async (visit) => {
      const { of, version, whole } = await wholeOf(visit);
      const { rows } = await visit.read({ contents: findContent(of.collaboration.id, version.id) });
      return fileAnswer(
        new TextEncoder().encode(rows.contents[0]?.content ?? contentOf(whole)),
        jsonType,
        `${nameOf(visit.language, whole.agreement.title, version)}.json`,
      );
    }),
  ];
}
