import {
  listParties,
  openWorkspace,
  readChannel,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { dayOf, may, type Route, speaksFor, type User, type Visit } from '../identity/index.ts';
import { findUpload, forgetUpload, keepUpload, readGridAside, sayProblem, sayWhere } from '../indicators/index.ts';
import { notFound } from '../platform/errors.ts';
import { type FormInput, FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { asking, idOf } from './activity-routes.tsx';
import { hashOfPlan, importPlan } from './importing-plan.ts';
import { listOwnGoals, type OwnGoalRow, ownOf } from './own-goals.ts';
import { ImportPreviewPage, UploadPage } from './pages/import-pages.tsx';
import { type ColumnUse, columnUses } from './plan-columns.ts';
import { planActivities, preparePlan } from './policy.ts';
import type { Here } from './read-plan.ts';
import { answering, mayChange, type PlanRows, planQuestions, servable } from './reading-plan.ts';
import { readPlanFile } from './reading-plan-file.ts';
import { planTexts } from './texts.ts';

/** How the file is to be read, as the preview was told: which sheet, what each column is, who answers for what names nobody. */
interface Told {
  readonly sheet: string | undefined;
  readonly defaultParty: string | null;
  readonly uses: readonly ColumnUse[] | undefined;
}

function toldIn(read: (name: string) => string | null): Told {
  const uses: ColumnUse[] = [];
  for (let at = 0; ; at += 1) {
    const text = read(`column-${at}`);
    if (text === null) break;
    uses.push(columnUses.find((use) => use === text) ?? 'nothing');
  }
  return {
    sheet: read('sheet') || undefined,
    defaultParty: read('defaultParty'),
    uses: uses.length > 0 ? uses : undefined,
  };
}
const toldInForm = (form: FormInput): Told => toldIn((name) => form.typed[name] ?? null);

/** What names are matched with, and what the reader may write. */
function hereFor(
  user: User,
  collaboration: string,
  rows: PlanRows & { readonly ownGoals: readonly OwnGoalRow[] },
  told: Told,
): Here {
  const parties = answering(rows.parties);
  const mayWriteFor = (partyId: string | null): boolean => {
    if (partyId === null) return may(user, preparePlan, { collaboration });
    const party = parties.find((one) => one.id === partyId);
    return party !== undefined && may(user, planActivities, { collaboration, organisation: party.organisation_id });
  };
  const own = parties.find((one) => one.organisation_id === user.organisation_id && mayWriteFor(one.id));
  const asked = told.defaultParty === null ? undefined : parties.find(({ id }) => id === told.defaultParty);
  return {
    parties,
    seats: rows.seats,
    goals: servable(rows.goals),
    financing: rows.financing,
    activities: rows.activities,
    taking: rows.taking,
    ownGoals: ownOf(rows.ownGoals, user.organisation_id),
    ownPartyId: own?.id ?? null,
    defaultPartyId: told.defaultParty === '' ? null : (asked?.id ?? own?.id ?? null),
    mayWriteFor,
    mayChange: (one) => mayChange(asking(user, collaboration), one),
  };
}

/** A plan that stands in a file: read, shown row by row, and brought in when it is as it was shown. */
export function importRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const at = '/collaborations/:collaboration/action-plan/import';
  const back = (visit: Visit) => `/collaborations/${idOf(visit)}/action-plan/import`;
  /** What a file is kept for: the plan of this collaboration. */
  const upload = (visit: Visit) => findUpload(idOf(visit), visit.params.upload ?? '', idOf(visit), visit.now);

  const showUpload = async (visit: Visit, state: FormState = untouched) => {
    const { of, said } = await openWorkspace(visit, workspace, { parties: listParties(idOf(visit)) });
    return visit.page(
      workspacePage(visit, of, said, {
        title: planTexts(visit.language).importing.title,
        current: 'action-plan',
        narrow: true,
        status: statusOf(state),
        children: <UploadPage visit={visit} of={of} state={state} isGone={visit.url.searchParams.has('gone')} />,
      }),
    );
  };

  const showPreview = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows, user } = await openWorkspace(visit, workspace, {
      ...planQuestions(id, visit.now),
      ownGoals: listOwnGoals(id),
      kept: upload(visit),
    });
    const [kept] = rows.kept;
    if (!kept) return visit.redirect(`${back(visit)}?gone=1`);
    const told = toldIn((name) => state.typed[name] ?? visit.url.searchParams.get(name));
    const grid = await readGridAside(kept.content, told.sheet);
    const here = hereFor(user, id, rows, told);
    const isRead = grid.problems.length === 0 && grid.sheets.length === 0;
    const plan = isRead ? readPlanFile(grid.grid.rows, here, told.uses) : undefined;
    const isForOthers = (plan?.rows ?? []).some(({ partyId, change }) => {
      const party = rows.parties.find((one) => one.id === partyId);
      return party !== undefined && change !== 'same' && !speaksFor(user, id, party.organisation_id);
    });
    const hasProblems = grid.problems.length > 0 || (plan?.problems.length ?? 0) > 0 || plan?.hasNoTitle;
    return visit.page(
      workspacePage(visit, of, said, {
        title: planTexts(visit.language).importing.previewTitle,
        current: 'action-plan',
        status: hasProblems ? 422 : statusOf(state),
        children: (
          <ImportPreviewPage
            visit={visit}
            of={of}
            state={state}
            upload={kept}
            grid={grid}
            plan={plan}
            hash={plan ? hashOfPlan(plan) : ''}
            parties={rows.parties}
            mayAnswer={answering(rows.parties).filter((one) => here.mayWriteFor(one.id))}
            mayLeaveOpen={here.mayWriteFor(null)}
            defaultPartyId={here.defaultPartyId ?? ''}
            isForOthers={isForOthers}
            today={dayOf(visit.now)}
          />
        ),
      }),
    );
  };

  return [
    get(at, planActivities, (visit) => showUpload(visit)),
    post(at, planActivities, async (visit) => {
      const form = await visit.form();
      const file = form.file('file');
      const bytes = file ? new Uint8Array(await file.arrayBuffer()) : undefined;
      const grid = bytes ? await readGridAside(bytes, undefined) : undefined;
      return visit.submit(
        async (tx) => {
          const id = idOf(visit);
          const reader = new FormReader(form);
          const t = planTexts(visit.language).importing;
          const [problem] = grid?.problems ?? [];
          if (!file) reader.wrong('file', t.fileMissing);
          else if (problem) {
            const where = problem.row === 0 ? '' : `${sayWhere(problem, visit.language)}: `;
            reader.wrong('file', `${where}${sayProblem(problem, visit.language)}`);
          }
          reader.done();
          const kept = keepUpload(tx, {
            collaborationId: id,
            ownSeriesId: null,
            forId: id,
            fileName: file?.name || '?',
            content: bytes ?? new Uint8Array(),
            fields: {},
          });
          return `${back(visit)}/${kept}`;
        },
        (state) => showUpload(visit, state),
      );
    }),
    get(`${at}/:upload`, planActivities, (visit) => showPreview(visit)),
    post(`${at}/:upload`, planActivities, async (visit) => {
      const id = idOf(visit);
      const form = await visit.form();
      const { rows: found } = await visit.read({ kept: upload(visit) });
      const [kept] = found.kept;
      if (!kept) return visit.redirect(`${back(visit)}?gone=1`);
      const told = toldInForm(form);
      const grid = await readGridAside(kept.content, told.sheet);
      return visit.submit(
        async (tx) => {
          const rows = await tx.batch({ ...planQuestions(id, visit.now), ownGoals: listOwnGoals(id) });
          const here = hereFor(tx.user, id, rows, told);
          const plan = readPlanFile(grid.grid.rows, here, told.uses);
          const reader = new FormReader(form);
          const isSame = plan.problems.length === 0 && !plan.hasNoTitle && hashOfPlan(plan) === form.text('reading');
          if (!isSame) reader.wrong('problems', planTexts(visit.language).importing.changedSince);
          const isOwn = (organisation: string) => speaksFor(tx.user, id, organisation);
          const partyOf = (partyId: string | null) => rows.parties.find((one) => one.id === partyId);
          const isForOthers = plan.rows.some(({ partyId, change }) => {
            const party = partyOf(partyId);
            return party !== undefined && change !== 'same' && !isOwn(party.organisation_id);
          });
          const entered = isForOthers ? readChannel(reader, visit.language) : undefined;
          reader.done();
          const own = ownOf(rows.ownGoals, tx.user.organisation_id);
          await importPlan(tx, id, plan.rows, kept.file_name, rows.parties, own, (partyId) => {
            const party = partyOf(partyId);
            if (partyId !== null && !party) throw notFound();
            return {
              partyId,
              organisationId: party?.organisation_id ?? tx.user.organisation_id ?? '',
              ...(party && !isOwn(party.organisation_id) && entered ? { entered } : {}),
            };
          });
          await forgetUpload(tx, id, kept.id);
          return `/collaborations/${id}/action-plan?done=saved`;
        },
        (state) => showPreview(visit, state),
      );
    }),
  ];
}
