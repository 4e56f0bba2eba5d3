import { type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import { listPlans, type PlanRow } from '../financing/index.ts';
import { listGoals } from '../goals/index.ts';
import type { Route, Tx, Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { type FormInput, FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { type ClauseKind, clauseKinds, expectedClauses } from './agreement.ts';
import {
  addClause,
  addDuty,
  changeClause,
  changeDuty,
  type DutyFacts,
  letStand,
  placeClauses,
  setTerms,
  type Terms,
  termsOf,
  withdrawClause,
  withdrawDuty,
} from './clauses.ts';
import { mustBeOpen, openAgreement, versionAt, wantedIn } from './open-agreement.ts';
import { ClausePage, DutyPage } from './pages/clause-forms.tsx';
import { writeAgreements } from './policy.ts';
import { type ClauseRow, listAgreementParties, listClauses, listUndertakings, type VersionRow } from './queries.ts';
import { agreementTexts } from './texts.ts';
import { hereOf, versionIn } from './version-routes.tsx';

const kindIn = (text: string | null | undefined): ClauseKind => clauseKinds.find((one) => one === text) ?? 'other';

function readTerms(
  reader: FormReader,
  form: FormInput,
  kind: ClauseKind,
  before: Terms,
  plans: readonly PlanRow[],
  visit: Visit,
): Terms {
  const t = agreementTexts(visit.language).clauseForm;
  if (kind === 'financing' && form.typed.plan !== undefined) {
    const chosen = form.text('plan');
    if (chosen !== '' && !plans.some(({ id }) => id === chosen)) reader.wrong('plan', t.planWrong);
    return { ...before, financing_plan_id: chosen === '' ? null : chosen };
  }
  if (kind === 'coordination') return { ...before, follow_up_months: reader.whole('followUp', t.monthsWrong, 1, 600) };
  if (kind === 'withdrawal') return { ...before, notice_months: reader.whole('notice', t.monthsWrong, 0, 600) };
  if (kind !== 'term') return before;
  const from = reader.date('fromOn', t.dateWrong);
  const ends = reader.date('endsOn', t.dateWrong);
  if (from && ends && ends < from) reader.wrong('endsOn', t.endsWrong);
  return {
    ...before,
    from_on: from,
    ends_on: ends,
    renews_by_months: reader.whole('renews', t.monthsWrong, 1, 600),
    review_on: reader.date('reviewOn', t.dateWrong),
  };
}

/** The open version that the address names, and its clauses. */
async function clausesIn(tx: Tx, visit: Visit): Promise<{ version: VersionRow; clauses: readonly ClauseRow[] }> {
  const version = mustBeOpen(await versionIn(tx, visit));
  const rows = await tx.all(listClauses(...wantedIn(visit)));
  return { version, clauses: rows.filter((one) => one.agreement_version_id === version.id) };
}
const clauseIn = (clauses: readonly ClauseRow[], visit: Visit): ClauseRow => {
  const found = clauses.find((one) => one.id === visit.params.clause);
  if (!found) throw notFound();
  return found;
};

export function clauseRoutes(house: WorkspaceHouse): readonly Route[] {
  const clausesAt = `${versionAt}/clauses`;
  const clauseAt = `${clausesAt}/:clause`;
  const showClause = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, version, parts } = await openAgreement(visit, house);
    mustBeOpen(version);
    const { clauses } = parts({});
    const clause = visit.params.clause ? clauseIn(clauses, visit) : undefined;
    const t = agreementTexts(visit.language).clauseForm;
    const kind = clause?.kind ?? kindIn(state.typed.kind ?? visit.url.searchParams.get('kind'));
    const plans = kind === 'financing' ? (await visit.read({ plans: listPlans(of.collaboration.id) })).rows.plans : [];
    return visit.page(
      workspacePage(visit, of, said, {
        title: clause ? t.editTitle(clause.heading) : t.newTitle,
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children: (
          <ClausePage
            visit={visit}
            of={of}
            state={state}
            version={version}
            clause={clause}
            kind={kind}
            clauses={clauses.length}
            plans={plans}
          />
        ),
      }),
    );
  };
  const showDuty = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, version, parts, rows } = await openAgreement(visit, house);
    mustBeOpen(version);
    const clause = clauseIn(parts({}).clauses, visit);
    const duty = rows.undertakings.find((one) => one.id === visit.params.duty);
    if (visit.params.duty && !duty) throw notFound();
    const { rows: more } = await visit.read({ goals: listGoals(of.collaboration.id) });
    return visit.page(
      workspacePage(visit, of, said, {
        title: agreementTexts(visit.language).clauseForm.dutyTitle,
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children: (
          <DutyPage
            visit={visit}
            of={of}
            state={state}
            version={version}
            clause={clause}
            duty={duty}
            parties={rows.parties}
            goals={more.goals}
          />
        ),
      }),
    );
  };
  const readClause = async (tx: Tx, form: FormInput, visit: Visit, version: VersionRow, most: number) => {
    const t = agreementTexts(visit.language).clauseForm;
    const reader = new FormReader(form);
    const kind = reader.oneOf('kind', clauseKinds, t.kindMissing) ?? 'other';
    const heading = reader.text('heading', t.headingMissing, 200);
    const text = reader.text('text', undefined, 20_000);
    const place = reader.whole('place', t.placeWrong, 1, most) ?? most;
    const plans = kind === 'financing' ? await tx.all(listPlans(wantedIn(visit)[0])) : [];
    const terms = readTerms(reader, form, kind, termsOf(version), plans, visit);
    reader.done();
    return { kind, heading, text, place, terms };
  };
  const readDuty = async (tx: Tx, form: FormInput, visit: Visit): Promise<DutyFacts> => {
    const t = agreementTexts(visit.language).clauseForm;
    const wanted = wantedIn(visit);
    const { parties, goals } = await tx.batch({
      parties: listAgreementParties(...wanted),
      goals: listGoals(wanted[0]),
    });
    const reader = new FormReader(form);
    const party = reader.oneOf(
      'party',
      parties.map((one) => one.party_id),
      t.partyMissing,
    );
    const text = reader.text('text', t.dutyMissing, 1000);
    const amount = reader.text('amount', undefined, 200);
    const until = reader.date('until', t.dateWrong);
    reader.done();
    const goal = goals.find((one) => one.id === form.text('goal'))?.id ?? null;
    return { party_id: party ?? '', text, amount, until_on: until, goal_id: goal };
  };
  const put = (ids: readonly string[], id: string, place: number): readonly string[] => {
    const rest = ids.filter((one) => one !== id);
    return [...rest.slice(0, place - 1), id, ...rest.slice(place - 1)];
  };
  const isOther = (a: Terms, b: Terms): boolean => JSON.stringify(a) !== JSON.stringify(b);

  return [
    post(`${versionAt}/carried-over`, writeAgreements, (visit) =>
      visit.submit(async (tx, form) => {
        const { version, clauses } = await clausesIn(tx, visit);
        const reader = new FormReader(form);
        const read = reader.someOf(
          'read',
          clauses.filter((one) => one.is_carried_over).map(({ id }) => id),
        );
        reader.done();
        await letStand(tx, wantedIn(visit)[0], version.id, read);
        return `${hereOf(visit)}?done=saved#carried-over`;
      }),
    ),
    post(`${versionAt}/usual-clauses`, writeAgreements, (visit) =>
      visit.submit(async (tx) => {
        const { version, clauses } = await clausesIn(tx, visit);
        const t = agreementTexts('sv').clauseKinds;
        for (const kind of expectedClauses.filter((one) => !clauses.some((clause) => clause.kind === one))) {
          const place = clauses.length + expectedClauses.indexOf(kind) + 1;
          addClause(tx, wantedIn(visit)[0], version.id, { kind, heading: t[kind], text: '', place });
        }
        return `${hereOf(visit)}?done=saved`;
      }),
    ),
    get(`${clausesAt}/new`, writeAgreements, (visit) => showClause(visit)),
    post(`${clausesAt}/new`, writeAgreements, (visit) =>
      visit.submit(
        async (tx, form) => {
          const [id] = wantedIn(visit);
          const { version, clauses } = await clausesIn(tx, visit);
          const facts = await readClause(tx, form, visit, version, clauses.length + 1);
          const clause = addClause(tx, id, version.id, { ...facts, place: clauses.length + 1 });
          if (facts.place <= clauses.length) {
            placeClauses(
              tx,
              id,
              version.id,
              put(
                clauses.map((one) => one.id),
                clause,
                facts.place,
              ),
            );
          }
          if (isOther(facts.terms, termsOf(version)))
            await setTerms(tx, id, version, Number(form.text('version-terms')), facts.terms);
          return `${hereOf(visit)}?done=saved#clause-${facts.place}`;
        },
        (state) => showClause(visit, state),
      ),
    ),
    get(`${clauseAt}/edit`, writeAgreements, (visit) => showClause(visit)),
    post(`${clauseAt}/edit`, writeAgreements, (visit) =>
      visit.submit(
        async (tx, form) => {
          const [id] = wantedIn(visit);
          const { version, clauses } = await clausesIn(tx, visit);
          const before = clauseIn(clauses, visit);
          const facts = await readClause(tx, form, visit, version, clauses.length);
          await changeClause(tx, id, before, Number(form.text('version')), facts);
          if (facts.place !== before.place) {
            placeClauses(
              tx,
              id,
              version.id,
              put(
                clauses.map((one) => one.id),
                before.id,
                facts.place,
              ),
            );
          }
          if (isOther(facts.terms, termsOf(version)))
            await setTerms(tx, id, version, Number(form.text('version-terms')), facts.terms);
          return `${hereOf(visit)}?done=saved#clause-${facts.place}`;
        },
        (state) => showClause(visit, state),
      ),
    ),
    post(`${clauseAt}/place`, writeAgreements, (visit) =>
      visit.submit(async (tx, form) => {
        const { version, clauses } = await clausesIn(tx, visit);
        const clause = clauseIn(clauses, visit);
        const ids = clauses.map((one) => one.id);
        const place = Math.max(1, ids.indexOf(clause.id) + 1 + (form.text('way') === 'up' ? -1 : 1));
        placeClauses(tx, wantedIn(visit)[0], version.id, put(ids, clause.id, place));
        return `${hereOf(visit)}?done=saved#clause-${place}`;
      }),
    ),
    post(`${clauseAt}/withdrawal`, writeAgreements, (visit) =>
      visit.submit(async (tx) => {
        const [id] = wantedIn(visit);
        const { version, clauses } = await clausesIn(tx, visit);
        const clause = clauseIn(clauses, visit);
        await withdrawClause(tx, id, clause.id);
        placeClauses(
          tx,
          id,
          version.id,
          clauses.filter((one) => one !== clause).map((one) => one.id),
        );
        return `${hereOf(visit)}?done=saved`;
      }),
    ),
    get(`${clauseAt}/duties/new`, writeAgreements, (visit) => showDuty(visit)),
    post(`${clauseAt}/duties/new`, writeAgreements, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { version, clauses } = await clausesIn(tx, visit);
          const clause = clauseIn(clauses, visit);
          addDuty(tx, wantedIn(visit)[0], version.id, clause.id, await readDuty(tx, form, visit));
          return `${hereOf(visit)}?done=saved#clause-${clause.place}`;
        },
        (state) => showDuty(visit, state),
      ),
    ),
    get(`${clauseAt}/duties/:duty`, writeAgreements, (visit) => showDuty(visit)),
    post(`${clauseAt}/duties/:duty`, writeAgreements, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { clauses } = await clausesIn(tx, visit);
          const clause = clauseIn(clauses, visit);
          const duties = await tx.all(listUndertakings(...wantedIn(visit)));
          const before = duties.find((one) => one.id === visit.params.duty);
          if (!before) throw notFound();
          const to = await readDuty(tx, form, visit);
          await changeDuty(tx, wantedIn(visit)[0], before, Number(form.text('version')), to);
          return `${hereOf(visit)}?done=saved#clause-${clause.place}`;
        },
        (state) => showDuty(visit, state),
      ),
    ),
    post(`${clauseAt}/duties/:duty/withdrawal`, writeAgreements, (visit) =>
      visit.submit(async (tx) => {
        const { clauses } = await clausesIn(tx, visit);
        const clause = clauseIn(clauses, visit);
        await withdrawDuty(tx, wantedIn(visit)[0], visit.params.duty ?? '');
        return `${hereOf(visit)}?done=saved#clause-${clause.place}`;
      }),
    ),
  ];
}
