import { createHash } from 'node:crypto';
import { openWorkspace, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import type { Route, Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormErrors, type FormInput, FormReader, readFormInput } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { asLayer, readLayer, readPlan } from './forms.ts';
import type { Preview } from './pages/change-preview.tsx';
import { LayerPage, PlanPage, RemoveLayerPage } from './pages/plan-pages.tsx';
import { moneyQuestions } from './plan-questions.ts';
import { differences, type Layer, planned, type Years } from './planning.ts';
import { planFinancing } from './policy.ts';
import { type DecisionRow, listInhabitants } from './queries.ts';
import { removeLayer, setLayer, setPlan } from './setting-plan.ts';
import { financingTexts } from './texts.ts';
import { type Money, readMoney } from './who-pays-what.ts';

/** What a change would do, party by party, and which decisions it would leave behind. */
function previewOf(
  money: Money,
  after: { readonly plan?: Years; readonly layers?: readonly Layer[] },
  what: unknown,
): Preview {
  const changed = differences(money.planned, planned(after.plan ?? money.plan, after.layers ?? money.layers));
  const decided = money.decisions.filter((decision: DecisionRow) =>
    changed.some(
      (one) =>
        one.partyId === decision.party_id &&
        one.year === decision.year &&
        decision[one.measure === 'hours' ? 'minutes' : 'amount'] !== null,
    ),
  );
  const text = JSON.stringify([what, changed, decided.map(({ id, version }) => [id, version])], (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return { differences: changed, decided, seen: createHash('sha256').update(text).digest('base64url') };
}

/**
 * Shows what would change, once, before it is saved; what was shown is what is saved. Where nobody was to pay or give anything
 * before, nothing changes, and it is saved at once.
 */
function mustHaveSeen(preview: Preview, form: FormInput, reader: FormReader, missing: string): string {
  const isChange = preview.decided.length > 0 || preview.differences.some(({ before }) => before !== null);
  if (isChange && form.text('seen') !== preview.seen) throw new FormErrors([]);
  const reason = preview.decided.length > 0 ? reader.text('reason', missing, 500) : '';
  reader.done();
  return reason;
}

/** A form that was posted, as it was typed. */
function asTyped(state: FormState): FormInput {
  const data = new FormData();
  for (const [name, values] of Object.entries(state.chosen ?? {})) for (const value of values) data.append(name, value);
  return readFormInput(data);
}

export function planRoutes(house: WorkspaceHouse): readonly Route[] {
  const idOf = (visit: Visit) => visit.params.collaboration ?? '';
  const open = (visit: Visit) => {
    const id = idOf(visit);
    return openWorkspace(visit, house.workspace, { ...moneyQuestions(id), inhabitants: listInhabitants(id) });
  };
  type Rows = Awaited<ReturnType<typeof open>>['rows'];
  const moneyOf = (visit: Visit, rows: Rows): Money => {
    const money = readMoney(rows, visit.params.plan ?? '', null);
    if (!money) throw notFound();
    return money;
  };
  const reasonMissing = (visit: Visit) => financingTexts(visit.language).change.reasonMissing;

  /** What was typed when nothing is wrong with it: then the change is shown. */
  const isPosted = (state: FormState) => state !== untouched && state.errors.length === 0 && !state.conflict;
  const hasOnlyReasonLeft = (state: FormState) =>
    state.errors.length > 0 && state.errors.every(({ field }) => field === 'reason');

  const planPreview = (visit: Visit, form: FormInput, money: Money | undefined): Preview | undefined => {
    const reader = new FormReader(form);
    const facts = readPlan(reader, form, visit.language);
    return money && reader.faults.length === 0 ? previewOf(money, { plan: facts }, facts) : undefined;
  };

  const showPlan = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await open(visit);
    const money = visit.params.plan === undefined ? undefined : moneyOf(visit, rows);
    const preview = isPosted(state) || hasOnlyReasonLeft(state) ? planPreview(visit, asTyped(state), money) : undefined;
    const t = financingTexts(visit.language).plan;
    return visit.page(
      workspacePage(visit, of, said, {
        title: money ? t.editTitle : t.newTitle,
        current: 'financing',
        narrow: true,
        status: statusOf(state),
        children: (
          <PlanPage visit={visit} of={of} state={state} plan={money?.plan} parties={rows.parties} preview={preview} />
        ),
      }),
    );
  };

  const layerPreview = (visit: Visit, form: FormInput, money: Money, rows: Pick<Rows, 'parties' | 'inhabitants'>) => {
    const layer = money.layerRows.find((one) => one.id === visit.params.layer);
    const reader = new FormReader(form);
    const { facts, shares } = readLayer(reader, form, {
      parties: rows.parties,
      inhabitants: rows.inhabitants,
      rounding: money.plan.rounding,
      language: visit.language,
    });
    const after = asLayer(facts, shares, layer);
    const layers = layer ? money.layers.map((one) => (one.id === layer.id ? after : one)) : [...money.layers, after];
    return { facts, shares, layer, reader, preview: () => previewOf(money, { layers }, { facts, shares }) };
  };

  const showLayer = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await open(visit);
    const money = moneyOf(visit, rows);
    const layer = money.layerRows.find((one) => one.id === visit.params.layer);
    if (visit.params.layer !== undefined && !layer) throw notFound();
    const asked =
      isPosted(state) || hasOnlyReasonLeft(state) ? layerPreview(visit, asTyped(state), money, rows) : undefined;
    const t = financingTexts(visit.language).layer;
    return visit.page(
      workspacePage(visit, of, said, {
        title: layer ? t.editTitle(layer.title) : t.newTitle,
        current: 'financing',
        narrow: true,
        status: statusOf(state),
        children: (
          <LayerPage
            visit={visit}
            of={of}
            state={state}
            plan={money.plan}
            layer={layer}
            shares={money.shares.filter((share) => share.financing_layer_id === layer?.id)}
            parties={rows.parties.filter((party) => party.status !== 'declined' && party.status !== 'left')}
            inhabitants={rows.inhabitants}
            preview={asked && asked.reader.faults.length === 0 ? asked.preview() : undefined}
          />
        ),
      }),
    );
  };

  const removalOf = (visit: Visit, money: Money) => {
    const layer = money.layerRows.find((one) => one.id === visit.params.layer);
    if (!layer) throw notFound();
    const layers = money.layers.filter((one) => one.id !== layer.id);
    return { layer, preview: previewOf(money, { layers }, layer.id) };
  };
  const showRemoval = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await open(visit);
    const money = moneyOf(visit, rows);
    const { layer, preview } = removalOf(visit, money);
    return visit.page(
      workspacePage(visit, of, said, {
        title: financingTexts(visit.language).change.remove,
        current: 'financing',
        narrow: true,
        status: statusOf(state),
        children: (
          <RemoveLayerPage
            visit={visit}
            of={of}
            state={state}
            plan={money.plan}
            layer={layer}
            shares={[]}
            parties={rows.parties}
            inhabitants={[]}
            preview={preview}
          />
        ),
      }),
    );
  };

  const readPlanOf = async (visit: Visit, tx: Parameters<Parameters<Visit['submit']>[0]>[0]) => {
    const id = idOf(visit);
    const rows = await tx.batch({ ...moneyQuestions(id), inhabitants: listInhabitants(id) });
    return { rows, money: moneyOf(visit, rows as Rows) };
  };

  const at = '/collaborations/:collaboration/financing';
  const saveLayer = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const { rows, money } = await readPlanOf(visit, tx);
        const { facts, shares, layer, reader, preview } = layerPreview(visit, form, money, rows);
        if (visit.params.layer !== undefined && !layer) throw notFound();
        reader.done();
        const change = preview();
        const reason = mustHaveSeen(change, form, reader, reasonMissing(visit));
        await setLayer(tx, id, {
          planId: money.plan.id,
          before: layer,
          version: Number(form.text('version')),
          facts,
          shares,
          note: { reason, decisions: change.decided.length },
        });
        return `/collaborations/${id}/financing?plan=${money.plan.id}&done=saved`;
      },
      (state) => showLayer(visit, state),
    );
  return [
    get(`${at}/new`, planFinancing, (visit) => showPlan(visit)),
    post(`${at}/new`, planFinancing, (visit) =>
      visit.submit(
        async (tx, form) => {
          const reader = new FormReader(form);
          const facts = readPlan(reader, form, visit.language);
          reader.done();
          const plan = await setPlan(tx, idOf(visit), { facts });
          return `/collaborations/${idOf(visit)}/financing/${plan}/layers/new`;
        },
        (state) => showPlan(visit, state),
      ),
    ),
    get(`${at}/:plan/edit`, planFinancing, (visit) => showPlan(visit)),
    post(`${at}/:plan/edit`, planFinancing, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { money } = await readPlanOf(visit, tx);
          const reader = new FormReader(form);
          const facts = readPlan(reader, form, visit.language);
          reader.done();
          const preview = previewOf(money, { plan: facts }, facts);
          const reason = mustHaveSeen(preview, form, reader, reasonMissing(visit));
          await setPlan(tx, id, {
            before: money.plan,
            version: Number(form.text('version')),
            facts,
            note: { reason, decisions: preview.decided.length },
          });
          return `/collaborations/${id}/financing?plan=${money.plan.id}&done=saved`;
        },
        (state) => showPlan(visit, state),
      ),
    ),
    get(`${at}/:plan/layers/new`, planFinancing, (visit) => showLayer(visit)),
    post(`${at}/:plan/layers/new`, planFinancing, saveLayer),
    get(`${at}/:plan/layers/:layer`, planFinancing, (visit) => showLayer(visit)),
    post(`${at}/:plan/layers/:layer`, planFinancing, saveLayer),
    get(`${at}/:plan/layers/:layer/removal`, planFinancing, (visit) => showRemoval(visit)),
    post(`${at}/:plan/layers/:layer/removal`, planFinancing, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { money } = await readPlanOf(visit, tx);
          const { layer, preview } = removalOf(visit, money);
          const reason = mustHaveSeen(preview, form, new FormReader(form), reasonMissing(visit));
          await removeLayer(tx, id, layer, Number(form.text('version')), { reason, decisions: preview.decided.length });
          return `/collaborations/${id}/financing?plan=${money.plan.id}&done=saved`;
        },
        (state) => showRemoval(visit, state),
      ),
    ),
  ];
}
