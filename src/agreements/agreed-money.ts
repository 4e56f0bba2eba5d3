import { findCollaboration, type Reading } from '../collaborations/index.ts';
import { financingTable, type MoneyRows, moneyQuestions, readMoney } from '../financing/index.ts';
import type { Tx, Visit } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { Block } from '../platform/documents/document.ts';
import type { Language } from '../platform/texts.ts';
import type { ClauseRow, VersionRow } from './queries.ts';

/** What a settled text says of money, as it was settled: a plan that is changed afterwards changes nothing here. */
export const findAgreedMoney = statement<
  { financing: readonly Block[] | null },
  [collaboration: string, agreement: string, number: number | null]
>(`
  select v.content::jsonb -> 'financing' as financing from agreement_version v
  where v.collaboration_id = $1 and v.id = (select shown_version($1, $2, $3)) and v.withdrawn_at is null
    and v.financing_plan_id is not null and v.content is not null`);

/** The clause that shows the plan: the first on money, where the version names a plan. */
export const moneyClauseOf = (
  version: Pick<VersionRow, 'financing_plan_id'>,
  clauses: readonly ClauseRow[],
): ClauseRow | undefined =>
  version.financing_plan_id === null ? undefined : clauses.find((one) => one.kind === 'financing');

function blocksOf(rows: MoneyRows, plan: string | null, language: Language, isInvented: boolean): readonly Block[] {
  const money = plan === null ? undefined : readMoney(rows, plan, null);
  return money ? financingTable(money, { language, isInvented }) : [];
}

/** What the plan says today, in the transaction that settles the text. */
export async function moneyToSettle(
  tx: Tx,
  collaborationId: string,
  version: VersionRow,
  clauses: readonly ClauseRow[],
  language: Language,
): Promise<readonly Block[]> {
  if (!moneyClauseOf(version, clauses)) return [];
  const { example } = await tx.one(findCollaboration(collaborationId));
  const rows = await tx.batch(moneyQuestions(collaborationId));
  return blocksOf(rows, version.financing_plan_id, language, example === 'fictional');
}

interface Opened {
  readonly of: Reading;
  readonly version: VersionRow;
  readonly clauses: readonly ClauseRow[];
  readonly agreed: readonly { readonly financing: readonly Block[] | null }[];
}

/** What the version says of money: as settled, or else as the plan says today. */
export async function moneyShown(visit: Visit, { of, version, clauses, agreed }: Opened): Promise<readonly Block[]> {
  if (!moneyClauseOf(version, clauses)) return [];
  if (version.locked_at) return agreed[0]?.financing ?? [];
  const { rows } = await visit.read(moneyQuestions(of.collaboration.id));
  return blocksOf(rows, version.financing_plan_id, of.language, of.collaboration.example === 'fictional');
}
