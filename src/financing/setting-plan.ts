import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { Covering, FinancingKey, Invoicing, LayerKind, Rounding } from './financing.ts';
import type { LayerRow, PlanRow, ShareRow } from './queries.ts';

type PlanValues = [
  title: string,
  firstYear: number | null,
  lastYear: number | null,
  priceYear: number | null,
  indexation: number | null,
  rounding: Rounding,
  invoicing: Invoicing | null,
  invoicingNote: string,
  surplusRule: string,
  deficitRule: string,
];
const insertPlan = statement<
  never,
  [collaboration: string, id: string, organisation: string, ...PlanValues, sourceNote: string, at: Date, by: string]
>(`
  insert into financing_plan (collaboration_id, id, organisation_id, title, first_year, last_year, price_year, indexation,
    rounding, invoicing, invoicing_note, surplus_rule, deficit_rule, source_note, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`);
const updatePlan = statement<{ version: number }, [collaboration: string, id: string, version: number, ...PlanValues]>(`
  update financing_plan set title = $4, first_year = $5, last_year = $6, price_year = $7, indexation = $8, rounding = $9,
    invoicing = $10, invoicing_note = $11, surplus_rule = $12, deficit_rule = $13, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const decidePlan = statement<
  { version: number },
  [collaboration: string, id: string, version: number, decidedOn: string | null]
>(`
  update financing_plan set state = case when $4::date is null then 'draft' else 'decided' end, decided_on = $4::date,
    version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);

type LayerValues = [
  title: string,
  kind: LayerKind,
  total: string | null,
  covers: Covering,
  key: FinancingKey,
  inhabitantsYear: number | null,
  funder: string,
  coFinancing: number | null,
  coFinancingNote: string,
];
const insertLayer = statement<
  never,
  [collaboration: string, id: string, organisation: string, plan: string, ...LayerValues, at: Date, by: string]
>(`
  insert into financing_layer (collaboration_id, id, organisation_id, financing_plan_id, title, kind, total, covers, key,
    inhabitants_year, funder, co_financing, co_financing_note, created_at, created_by, place)
  values ($1, $2, $3, $4, $5, $6, $7::bigint, $8, $9, $10, $11, $12, $13, $14, $15, coalesce((
    select max(l.place) from financing_layer l where l.collaboration_id = $1 and l.financing_plan_id = $4), 0) + 1)`);
const updateLayer = statement<
  { version: number },
  [collaboration: string, id: string, version: number, ...LayerValues]
>(`
  update financing_layer set title = $4, kind = $5, total = $6::bigint, covers = $7, key = $8, inhabitants_year = $9,
    funder = $10, co_financing = $11, co_financing_note = $12, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const withdrawLayer = statement<{ version: number }, [collaboration: string, id: string, version: number, at: Date]>(`
  update financing_layer set withdrawn_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const takePart = statement<
  never,
  [
    collaboration: string,
    layer: string,
    organisation: string,
    at: Date,
    parties: readonly string[],
    numerators: readonly (number | null)[],
    denominators: readonly (number | null)[],
    amounts: readonly (string | null)[],
    inhabitants: readonly (number | null)[],
    sources: readonly (string | null)[],
  ]
>(`
  insert into financing_share (collaboration_id, financing_layer_id, organisation_id, created_at, party_id, share_numerator,
    share_denominator, amount, inhabitants, inhabitants_source)
  select $1, $2, $3, $4, p, n, d, a, i, s
  from unnest($5::uuid[], $6::integer[], $7::integer[], $8::bigint[], $9::integer[], $10::text[]) as t(p, n, d, a, i, s)
  on conflict (collaboration_id, financing_layer_id, party_id) do update set share_numerator = excluded.share_numerator,
    share_denominator = excluded.share_denominator, amount = excluded.amount, inhabitants = excluded.inhabitants,
    inhabitants_source = excluded.inhabitants_source, withdrawn_at = null`);
const leaveOut = statement<never, [collaboration: string, layer: string, at: Date, parties: readonly string[]]>(`
  update financing_share set withdrawn_at = $3
  where collaboration_id = $1 and financing_layer_id = $2 and withdrawn_at is null and party_id <> all($4::uuid[])`);

export type PlanFacts = Omit<PlanRow, 'id' | 'state' | 'decided_on' | 'version' | 'source_note'>;
export type LayerFacts = Omit<LayerRow, 'id' | 'financing_plan_id' | 'place' | 'version'>;
export type ShareFacts = Omit<ShareRow, 'financing_layer_id'>;

const planValues = (facts: PlanFacts): PlanValues => [
  facts.title,
  facts.first_year,
  facts.last_year,
  facts.price_year,
  facts.indexation,
  facts.rounding,
  facts.invoicing,
  facts.invoicing_note,
  facts.surplus_rule,
  facts.deficit_rule,
];
const layerValues = (facts: LayerFacts): LayerValues => [
  facts.title,
  facts.kind,
  facts.total,
  facts.covers,
  facts.key,
  facts.inhabitants_year,
  facts.funder,
  facts.co_financing,
  facts.co_financing_note,
];

/** Where a change meets what parties have already decided: told, with why, and what they have decided stands. */
export interface ChangeNote {
  readonly reason: string;
  /** How many decisions of parties it differs from. */
  readonly decisions: number;
}

const noted = (note: ChangeNote | undefined) =>
  note && note.decisions > 0 ? { reason: note.reason, decisionsThatStand: note.decisions } : {};

export interface PlanChange {
  readonly before?: PlanRow | undefined;
  readonly version?: number;
  readonly facts: PlanFacts;
  readonly sourceNote?: string;
  readonly note?: ChangeNote;
}

/** Draws up a plan, or changes it. Refuses with conflict when somebody has changed it since it was read. */
export async function setPlan(tx: Tx, collaborationId: string, change: PlanChange): Promise<string> {
  const { before, facts } = change;
  const id = before?.id ?? newId(tx.now);
  if (before) {
    if (!(await tx.find(updatePlan(collaborationId, id, change.version ?? -1, ...planValues(facts)))))
      throw conflict('changed');
  } else {
    tx.send(
      insertPlan(
        collaborationId,
        id,
        tx.user.organisation_id ?? '',
        ...planValues(facts),
        change.sourceNote ?? '',
        tx.now,
        tx.user.person_id,
      ),
    );
  }
  tx.record({
    ...author(tx.user),
    verb: before ? 'financing.changed' : 'financing.planned',
    subjectType: 'financingPlan',
    subjectId: id,
    collaborationId,
    ...(before ? { before: told(before) } : {}),
    after: { ...told(facts), ...noted(change.note) },
  });
  return id;
}

const told = (facts: PlanFacts) => ({
  title: facts.title,
  firstYear: facts.first_year,
  lastYear: facts.last_year,
  priceYear: facts.price_year,
  indexation: facts.indexation === null ? null : facts.indexation / 100,
  surplusRule: facts.surplus_rule,
  deficitRule: facts.deficit_rule,
});

/** Settles the plan on a day, or opens it again where the day is null. */
export async function settlePlan(
  tx: Tx,
  collaborationId: string,
  plan: { readonly id: string; readonly version: number; readonly decidedOn: string | null },
): Promise<void> {
  if (!(await tx.find(decidePlan(collaborationId, plan.id, plan.version, plan.decidedOn)))) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: plan.decidedOn ? 'financing.settled' : 'financing.reopened',
    subjectType: 'financingPlan',
    subjectId: plan.id,
    collaborationId,
    after: plan.decidedOn ? { decidedOn: plan.decidedOn } : {},
  });
}

export interface LayerChange {
  readonly planId: string;
  readonly before?: LayerRow | undefined;
  readonly version?: number;
  readonly facts: LayerFacts;
  readonly shares: readonly ShareFacts[];
  readonly note?: ChangeNote;
}

/** Adds a layer to a plan, or changes it: what it comes to, how it is shared and by whom. */
export async function setLayer(tx: Tx, collaborationId: string, change: LayerChange): Promise<string> {
  const { before, facts, shares } = change;
  const id = before?.id ?? newId(tx.now);
  const organisation = tx.user.organisation_id ?? '';
  if (before) {
    if (!(await tx.find(updateLayer(collaborationId, id, change.version ?? -1, ...layerValues(facts)))))
      throw conflict('changed');
  } else {
    tx.send(
      insertLayer(collaborationId, id, organisation, change.planId, ...layerValues(facts), tx.now, tx.user.person_id),
    );
  }
  tx.send(
    leaveOut(
      collaborationId,
      id,
      tx.now,
      shares.map(({ party_id: party }) => party),
    ),
    takePart(
      collaborationId,
      id,
      organisation,
      tx.now,
      shares.map((share) => share.party_id),
      shares.map((share) => share.share_numerator),
      shares.map((share) => share.share_denominator),
      shares.map((share) => share.amount),
      shares.map((share) => share.inhabitants),
      shares.map((share) => share.inhabitants_source),
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: before ? 'financing.layerChanged' : 'financing.layerAdded',
    subjectType: 'financingLayer',
    subjectId: id,
    collaborationId,
    ...(before ? { before: toldLayer(before) } : {}),
    after: { ...toldLayer(facts), parties: shares.length, ...noted(change.note) },
  });
  return id;
}

const toldLayer = (facts: LayerFacts) => ({
  layer: facts.title,
  kind: facts.kind,
  // As people write it; the row holds the exact one.
  total: facts.total === null ? null : Number(facts.total) / (facts.kind === 'hours' ? 60 : 100),
  key: facts.key,
  funder: facts.funder,
});

export async function removeLayer(
  tx: Tx,
  collaborationId: string,
  layer: LayerRow,
  version: number,
  note?: ChangeNote,
): Promise<void> {
  if (!(await tx.find(withdrawLayer(collaborationId, layer.id, version, tx.now)))) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'financing.layerRemoved',
    subjectType: 'financingLayer',
    subjectId: layer.id,
    collaborationId,
    before: toldLayer(layer),
    ...(note && note.decisions > 0 ? { after: noted(note) } : {}),
  });
}
