import { createHash } from 'node:crypto';
import { setLayer, setPlan } from '../financing/index.ts';
import { setGoal } from '../goals/index.ts';
import { formGroup, listGroups, setRule } from '../groups/index.ts';
import { speaksFor, type Tx } from '../identity/index.ts';
import type { Language } from '../platform/texts.ts';
import { type ClauseKind, clauseKinds } from './agreement.ts';
import { addClause, addDuty, setTerms, type Terms } from './clauses.ts';
import { stateDecision } from './deciding.ts';
import { lockVersion } from './locking.ts';
import type { Marked, MarkedGoal, MarkedMoney, MarkedRule } from './marked-clauses.ts';
import { findVersion, listAgreementParties } from './queries.ts';
import { signatureMarks } from './signature-marks.ts';
import { agreementTexts } from './texts.ts';
import { type AgreementFacts, drawUpAgreement } from './writing.ts';

export interface TakingOver {
  readonly facts: AgreementFacts;
  readonly file: Uint8Array;
  readonly fileName: string;
  /** When it was made. */
  readonly agreedOn: string;
  readonly terms: Omit<Terms, 'financing_plan_id'> & { readonly from_on: string };
  readonly bound: readonly {
    readonly partyId: string;
    readonly instance: string;
    readonly decidedOn: string;
    readonly paragraph: string;
  }[];
  readonly marked: Marked;
}

const noMoreOfGoal = {
  under_id: null,
  kind: 'step' as const,
  target_year: null,
  adopted_on: null,
  source_page: '',
  source_relation: null,
  without_indicator_note: '',
};

/** Goals that are new here, taken from the file. Answers the ids of all that it names. */
const setMarkedGoals = (
  tx: Tx,
  collaborationId: string,
  title: string,
  goals: readonly MarkedGoal[],
): readonly string[] =>
  goals.map(
    ({ id, text }) =>
      id ?? setGoal(tx, collaborationId, { ...noMoreOfGoal, text, source_title: title, source_relation: 'takenFrom' }),
  );

const nothingMoreOfGroup = {
  kind: null,
  nature: null,
  mandate: '',
  mandate_basis: '',
  rhythm: null,
  times_a_year: null,
  is_times_at_least: false,
  has_minutes: null,
  may_decide: null,
  is_cross_professional: null,
  levels: [],
  secretariat_party_id: null,
  competences_needed: [],
  under_group_id: null,
  is_borrowed: false,
  borrowed_from: '',
  phases: [],
  several: null,
  is_assigned: false,
};

/** Who decides what. A group that is not here yet is formed, known by its name alone; what a group says is a standpoint. */
async function setMarkedRules(tx: Tx, collaborationId: string, rules: readonly MarkedRule[]): Promise<void> {
  const plain = (name: string): string => name.toLocaleLowerCase('sv');
  const groups = new Map((await tx.all(listGroups(collaborationId))).map(({ id, name }) => [plain(name), id]));
  for (const { subject, group, way, ifNotAgreed } of rules) {
    if (group !== null && !groups.has(plain(group)))
      groups.set(plain(group), formGroup(tx, collaborationId, { ...nothingMoreOfGroup, name: group }));
    setRule(tx, collaborationId, {
      subject,
      usual_subject: null,
      group_id: group === null ? null : (groups.get(plain(group)) ?? null),
      way,
      effect: group === null ? 'partysDecision' : 'standpoint',
      basis: '',
      if_not_agreed: ifNotAgreed,
    });
  }
}

/** The plan that shows the money. How it is shared stays open where the file does not say. */
async function planMarkedMoney(
  tx: Tx,
  collaborationId: string,
  money: MarkedMoney | undefined,
  titles: { readonly plan: string; readonly layer: string },
  bound: readonly string[],
): Promise<string | null> {
  if (!money) return null;
  if (money.planId !== null) return money.planId;
  const { total, amounts, isEqual } = money;
  const isWhole = [total, ...amounts.map(({ amount }) => amount)].every((ore) => ore % 100n === 0n);
  const planId = await setPlan(tx, collaborationId, {
    facts: {
      title: titles.plan,
      first_year: money.firstYear,
      last_year: money.lastYear,
      price_year: null,
      indexation: null,
      rounding: isWhole ? 'krona' : 'ore',
      invoicing: null,
      invoicing_note: '',
      surplus_rule: '',
      deficit_rule: '',
    },
    sourceNote: titles.plan,
  });
  const paying = amounts.length > 0 ? amounts : bound.map((partyId) => ({ partyId, amount: null }));
  await setLayer(tx, collaborationId, {
    planId,
    facts: {
      title: titles.layer,
      kind: 'money',
      total: String(total),
      covers: 'eachYear',
      key: amounts.length > 0 ? 'fixedShares' : isEqual ? 'equal' : 'notKnown',
      inhabitants_year: null,
      funder: '',
      co_financing: null,
      co_financing_note: '',
    },
    shares: paying.map(({ partyId, amount }) => ({
      party_id: partyId,
      share_numerator: null,
      share_denominator: null,
      amount: amount === null ? null : String(amount),
      inhabitants: null,
      inhabitants_source: null,
    })),
  });
  return planId;
}

/** The clauses that something is told of, and those that are only said to be there. Every text has a term. */
function clausesIn({ marked, terms }: TakingOver): readonly ClauseKind[] {
  const told: Partial<Record<ClauseKind, boolean>> = {
    goals: marked.goals.length > 0,
    roles: marked.duties.length > 0,
    decisionOrder: marked.rules.length > 0,
    coordination: terms.follow_up_months !== null,
    financing: marked.money !== undefined,
    withdrawal: terms.notice_months !== null,
    term: true,
  };
  return clauseKinds.filter((kind) => told[kind] || marked.also.includes(kind));
}

/**
 * An agreement that was made before it came here: its file is its pages, and it binds those whom it bound. Nothing is decided
 * or signed anew; what each party decided stands as it was, told by whoever takes it over.
 */
export async function takeOver(
  tx: Tx,
  collaborationId: string,
  taking: TakingOver,
  language: Language,
): Promise<{ readonly agreementId: string; readonly versionId: string }> {
  const t = agreementTexts(language);
  const { facts, file, fileName, terms } = taking;
  const { agreementId, versionId } = drawUpAgreement(tx, collaborationId, {
    ...facts,
    isTakenOver: true,
    agreedYear: Number(taking.agreedOn.slice(0, 4)),
    parties: taking.bound.map(({ partyId }) => ({ partyId, isRequired: false })),
  });
  const { marked } = taking;
  const bound = taking.bound.map(({ partyId }) => partyId);
  const goals = setMarkedGoals(tx, collaborationId, facts.title, marked.goals);
  await setMarkedRules(tx, collaborationId, marked.rules);
  const titles = { plan: facts.title, layer: t.takeOver.layer };
  const plan = await planMarkedMoney(tx, collaborationId, marked.money, titles, bound);
  const begun = await tx.one(findVersion(collaborationId, versionId));
  await setTerms(tx, collaborationId, begun, begun.version, { ...terms, financing_plan_id: plan });
  for (const kind of clausesIn(taking)) {
    const text = kind === 'goals' ? marked.goals.map((goal) => `- ${goal.text}`).join('\n') : '';
    const clause = addClause(tx, collaborationId, versionId, { kind, heading: t.clauseKinds[kind], text });
    if (kind !== 'roles') continue;
    for (const { partyId, text: duty, untilOn, goalAt } of marked.duties) {
      const goal_id = goalAt === null ? null : (goals[goalAt] ?? null);
      addDuty(tx, collaborationId, versionId, clause, {
        party_id: partyId,
        text: duty,
        amount: '',
        until_on: untilOn,
        goal_id,
      });
    }
  }
  await lockVersion(tx, collaborationId, {
    versionId,
    version: begun.version + 1,
    language: 'sv',
    original: { name: fileName, sha256: createHash('sha256').update(file).digest('hex') },
    marks: signatureMarks(file),
    pages: async () => file,
  });
  const rows = await tx.all(listAgreementParties(collaborationId, agreementId, 1));
  for (const { partyId, instance, decidedOn, paragraph } of taking.bound) {
    const row = rows.find((one) => one.party_id === partyId);
    if (!row) continue;
    const isOwn = speaksFor(tx.user, collaborationId, row.organisation_id);
    await stateDecision(
      tx,
      collaborationId,
      { versionId, id: row.id, partyId },
      row.version,
      {
        instance,
        plannedOn: null,
        plannedNote: '',
        decidedOn,
        outcome: 'approved',
        paragraph,
        registrationNumber: '',
        appeal: 'over',
        appealEndsOn: null,
        mandateText: '',
      },
      isOwn
        ? undefined
        : { channel: 'document', statedOn: taking.agreedOn, summary: [instance, paragraph].join(' ').trim() },
    );
  }
  return { agreementId, versionId };
}
