import {
  openWorkspace,
  prepareCollaboration,
  readChannel,
  readCollaboration,
  tellOfParty,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { may, type Route, speaksFor, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { answerMatter } from './answering.ts';
import { citable, readAnswer, readMatter, versionOf } from './forms.ts';
import { mapOf } from './map-of-mandates.ts';
import { current, mandatesPath, mapQuestions } from './map-routes.tsx';
import { AnswerPage, EditMatterPage, MatterPage } from './pages/matter-pages.tsx';
import { changeMatter, planMatter, withdrawMatter } from './planning-matters.ts';
import { mandateTexts } from './texts.ts';

const matterPath = `${mandatesPath}/matters/:plannedMatter`;
const answerPath = `${matterPath}/answers/:party`;
const idOf = (visit: Visit): string => visit.params.collaboration ?? '';

/** What is planned, and what each party says that it needs. */
export function matterRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const here = (visit: Visit) => `/collaborations/${idOf(visit)}/mandates`;

  const showEdit = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, mapQuestions(idOf(visit)));
    const matter = rows.matters.find(({ id }) => id === visit.params.plannedMatter);
    if (visit.params.plannedMatter !== undefined && !matter) throw notFound();
    const t = mandateTexts(visit.language).matter;
    return visit.page(
      workspacePage(visit, of, said, {
        title: matter ? t.editTitle : t.newTitle,
        current,
        narrow: true,
        status: statusOf(state),
        children: <EditMatterPage visit={visit} of={of} state={state} matter={matter} />,
      }),
    );
  };

  const showAnswer = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows, user } = await openWorkspace(visit, workspace, mapQuestions(id));
    const matter = rows.matters.find((one) => one.id === visit.params.plannedMatter);
    const party = rows.parties.find((one) => one.id === visit.params.party);
    if (!matter || !party) throw notFound();
    if (!of.may(tellOfParty, party.organisation_id)) throw notFound();
    const isOwn = speaksFor(user, id, party.organisation_id);
    const t = mandateTexts(visit.language).answer;
    return visit.page(
      workspacePage(visit, of, said, {
        title: isOwn ? t.title : t.titleFor(party.name),
        current,
        narrow: true,
        status: statusOf(state),
        children: (
          <AnswerPage
            visit={visit}
            of={of}
            state={state}
            matter={matter}
            party={party}
            before={rows.answers.find((one) => one.matter_id === matter.id && one.party_id === party.id)}
            interpretations={rows.interpretations}
            isForAnother={!isOwn}
          />
        ),
      }),
    );
  };

  return [
    get(`${mandatesPath}/matters/new`, prepareCollaboration, (visit) => showEdit(visit)),
    post(`${mandatesPath}/matters/new`, prepareCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const reader = new FormReader(form);
          const facts = readMatter(reader, visit.language);
          reader.done();
          return `${here(visit)}/matters/${planMatter(tx, idOf(visit), facts)}?done=saved`;
        },
        (state) => showEdit(visit, state),
      ),
    ),
    get(matterPath, readCollaboration, async (visit) => {
      const { of, said, rows } = await openWorkspace(visit, workspace, mapQuestions(idOf(visit)));
      const map = mapOf(rows);
      const row = map.matters.find(({ matter }) => matter.id === visit.params.plannedMatter);
      if (!row) throw notFound();
      return visit.page(
        workspacePage(visit, of, said, {
          title: row.matter.title,
          current,
          children: <MatterPage visit={visit} of={of} row={row} map={map} entered={rows.entered} />,
        }),
      );
    }),
    get(`${matterPath}/edit`, prepareCollaboration, (visit) => showEdit(visit)),
    post(`${matterPath}/edit`, prepareCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { matters } = await tx.batch(mapQuestions(idOf(visit)));
          const before = matters.find(({ id }) => id === visit.params.plannedMatter);
          if (!before) throw notFound();
          const reader = new FormReader(form);
          const facts = readMatter(reader, visit.language);
          reader.done();
          await changeMatter(tx, idOf(visit), before, versionOf(form), facts);
          return `${here(visit)}/matters/${before.id}?done=saved`;
        },
        (state) => showEdit(visit, state),
      ),
    ),
    post(`${matterPath}/withdrawal`, prepareCollaboration, (visit) =>
      visit.submit(async (tx) => {
        const { matters } = await tx.batch(mapQuestions(idOf(visit)));
        const before = matters.find(({ id }) => id === visit.params.plannedMatter);
        if (!before) throw notFound();
        await withdrawMatter(tx, idOf(visit), before.id);
        return `${here(visit)}?done=saved`;
      }),
    ),
    get(answerPath, tellOfParty, (visit) => showAnswer(visit)),
    post(answerPath, tellOfParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { matters, parties, answers, interpretations } = await tx.batch(mapQuestions(id));
          const matter = matters.find((one) => one.id === visit.params.plannedMatter);
          const party = parties.find((one) => one.id === visit.params.party);
          if (!matter || !party) throw notFound();
          const organisation = party.organisation_id;
          if (!may(tx.user, tellOfParty, { collaboration: id, organisation })) throw notFound();
          const isOwn = speaksFor(tx.user, id, organisation);
          const before = answers.find((one) => one.matter_id === matter.id && one.party_id === party.id);
          const reader = new FormReader(form);
          const facts = readAnswer(reader, form, citable(interpretations, before), visit.language);
          const channel = isOwn ? undefined : readChannel(reader, visit.language);
          reader.done();
          const needs = mandateTexts(visit.language).needs;
          const summary = [`${matter.title}: ${needs[facts.need]}`, facts.note].filter(Boolean).join('. ');
          await answerMatter(tx, id, {
            matterId: matter.id,
            partyId: party.id,
            organisationId: organisation,
            facts,
            before,
            version: versionOf(form),
            entered: channel ? { ...channel, summary } : undefined,
          });
          return `${here(visit)}/matters/${matter.id}?done=saved`;
        },
        (state) => showAnswer(visit, state),
      ),
    ),
  ];
}
