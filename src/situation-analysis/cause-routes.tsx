import { listParties, openWorkspace, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { type Route, speaksFor, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { type FormInput, FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import type { Language } from '../platform/texts.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { addCause, changeCause, contestCause } from './causes.ts';
import { EditCausePage } from './pages/cause-pages.tsx';
import { standBehindAnalysis, writeAnalysis } from './policy.ts';
import { type CauseRow, listCauses, listObjections } from './queries.ts';
import { under } from './section.ts';
import { situationTexts } from './texts.ts';

const causesPath = '/collaborations/:collaboration/situation-analysis/causes';
const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
const back = (visit: Visit): string => `/collaborations/${idOf(visit)}/situation-analysis?done=saved#causes`;

function readCause(form: FormInput, causes: readonly CauseRow[], itself: string | undefined, language: Language) {
  const t = situationTexts(language).causes;
  const reader = new FormReader(form);
  const text = reader.text('text', t.textMissing, 200);
  const underId = form.text('under') || null;
  const isThere = underId === null || causes.some((one) => one.id === underId);
  if (!isThere || (itself && underId && under(causes, itself).has(underId))) reader.wrong('under', t.underWrong);
  reader.done();
  return { text, underId };
}

export function causeRoutes(house: WorkspaceHouse): readonly Route[] {
  const show = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows, user } = await openWorkspace(visit, house.workspace, {
      causes: listCauses(id),
      objections: listObjections(id),
      parties: listParties(id),
    });
    const cause = rows.causes.find((one) => one.id === visit.params.cause);
    if (visit.params.cause !== undefined && !cause) throw notFound();
    const ownParty = rows.parties.find((one) => speaksFor(user, id, one.organisation_id));
    return visit.page(
      workspacePage(visit, of, said, {
        title: cause?.text ?? situationTexts(visit.language).causes.add,
        current: 'situation-analysis',
        narrow: true,
        status: statusOf(state),
        children: (
          <EditCausePage
            visit={visit}
            of={of}
            cause={cause}
            causes={rows.causes}
            underId={visit.url.searchParams.get('under') ?? ''}
            ownParty={ownParty}
            objection={rows.objections.find((one) => one.cause_id === cause?.id && one.party_id === ownParty?.id)}
            state={state}
          />
        ),
      }),
    );
  };
  return [
    get(`${causesPath}/new`, writeAnalysis, (visit) => show(visit)),
    post(`${causesPath}/new`, writeAnalysis, (visit) =>
      visit.submit(
        async (tx, form) => {
          const causes = await tx.all(listCauses(idOf(visit)));
          addCause(tx, idOf(visit), readCause(form, causes, undefined, visit.language));
          return back(visit);
        },
        (state) => show(visit, state),
      ),
    ),
    get(`${causesPath}/:cause`, writeAnalysis, (visit) => show(visit)),
    post(`${causesPath}/:cause`, writeAnalysis, (visit) =>
      visit.submit(
        async (tx, form) => {
          const causes = await tx.all(listCauses(idOf(visit)));
          const cause = causes.find((one) => one.id === visit.params.cause);
          if (!cause) throw notFound();
          const facts = readCause(form, causes, cause.id, visit.language);
          await changeCause(tx, idOf(visit), cause, Number(form.text('version')), facts);
          return back(visit);
        },
        (state) => show(visit, state),
      ),
    ),
    post(`${causesPath}/:cause/objection`, standBehindAnalysis, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { causes, parties } = await tx.batch({ causes: listCauses(id), parties: listParties(id) });
          const cause = causes.find((one) => one.id === visit.params.cause);
          const party = parties.find((one) => speaksFor(tx.user, id, one.organisation_id));
          if (!cause || !party) throw notFound();
          const reader = new FormReader(form);
          const because = reader.text('because', undefined, 500, situationTexts(visit.language).causes.becauseWrong);
          reader.done();
          contestCause(tx, id, { causeId: cause.id, partyId: party.id, because });
          return back(visit);
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}
