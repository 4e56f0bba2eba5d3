import { readFileSync } from 'node:fs';
import {
  type ActivityKind,
  type ActivityRow,
  type ActivityState,
  addEffectStep,
  answerContest,
  answerForParty,
  askToTakePart,
  asLink,
  contestLink,
  type EffectEnd,
  type EffectStepKind,
  type EvaluationResult,
  type EvidenceGrade,
  evaluateActivity,
  linkEffect,
  listActivities,
  listActivityParties,
  listEffectContests,
  nothingSaid,
  type PlanRevision,
  planActivity,
  setActionPlan,
  type TargetGroupPart,
  tellState,
} from '../src/action-plans/index.ts';
import { listPlans } from '../src/financing/index.ts';
import type { Tx, User } from '../src/identity/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import { type Cast, type Keyed, morningOf, need } from './load-rounds.ts';

interface ExampleActivity {
  readonly key: string;
  readonly party: string;
  /** Of the party itself; without it the leader enters what the party has said. */
  readonly writtenBy?: string;
  readonly plannedOn: string;
  readonly seat?: string;
  readonly title: string;
  readonly description: string;
  readonly kind: ActivityKind;
  readonly area: string;
  readonly goals: readonly string[];
  readonly starts: string;
  readonly due?: string;
  readonly hours: number;
  readonly kronor?: number;
  readonly usedHours?: number;
  /** What it takes is pledged in the plan of the money. */
  readonly isPledged?: boolean;
  readonly grade?: EvidenceGrade;
  readonly source?: string;
  readonly pilot?: { readonly question: string; readonly measure: string; readonly ends: string };
  readonly scales?: string;
  readonly targetGroup?: string;
  readonly targetPart?: readonly TargetGroupPart[];
  readonly states: readonly { readonly state: ActivityState; readonly on: string; readonly because?: string }[];
  readonly evaluation?: { readonly on: string; readonly result: EvaluationResult; readonly text: string };
  readonly learned?: string;
  readonly parties?: readonly {
    readonly party: string;
    readonly by?: string;
    readonly answer?: 'takesPart' | 'declines';
    readonly part?: string;
    readonly hours?: number;
    readonly askedOn: string;
    readonly answeredOn?: string;
  }[];
}

interface ExampleActionPlan {
  readonly plan: {
    readonly title: string;
    readonly firstYear: number;
    readonly lastYear: number;
    readonly adoptedOn: string;
    readonly revision: PlanRevision;
    readonly writtenOn: string;
  };
  readonly activities: readonly ExampleActivity[];
  readonly effects: {
    readonly writtenOn: string;
    readonly steps: readonly {
      readonly key: string;
      readonly kind: EffectStepKind;
      readonly text: string;
      readonly seenBy: string;
    }[];
    /** From and to: the layer and the key. */
    readonly links: readonly {
      readonly from: string;
      readonly to: string;
      readonly because: string;
      readonly grade?: EvidenceGrade;
      readonly source?: string;
      readonly contest?: {
        readonly by: string;
        readonly party: string;
        readonly on: string;
        readonly reason: string;
        readonly answeredOn: string;
        readonly answer: string;
      };
    }[];
  };
}

export const actionPlanText = readFileSync(new URL('fler-unga-i-arbete/action-plan.json', import.meta.url), 'utf8');
const example = JSON.parse(actionPlanText) as ExampleActionPlan;

const inMinutes = (hours: number | undefined): string | null => (hours === undefined ? null : String(hours * 60));

/** What the invented parties do: each writes its own, on its day, and what has been said of it since. */
export async function loadActionPlan(
  database: Database<User>,
  cast: Cast,
  organisations: Keyed,
  seats: Keyed,
): Promise<void> {
  const { leader, as, goals, parties, collaborationId } = cast;
  const { plan } = example;
  await database.write(leader, morningOf(plan.writtenOn), (tx) =>
    setActionPlan(tx, collaborationId, {
      title: plan.title,
      first_year: plan.firstYear,
      last_year: plan.lastYear,
      adopted_on: plan.adoptedOn,
      revision: plan.revision,
      steering_document_id: null,
      area_count: null,
      has_joint_areas: null,
      source_note: '',
    }),
  );
  const ids = new Map<string, string>();
  const rowOf = async (tx: Tx, key: string): Promise<ActivityRow> => {
    const row = (await tx.all(listActivities(collaborationId))).find(({ id }) => id === need(ids, key));
    if (!row) throw new Error(`there is no activity ${key}`);
    return row;
  };
  for (const one of example.activities) {
    const writer = one.writtenBy ? as(one.writtenBy) : leader;
    const entered = one.writtenBy ? {} : { entered: { channel: 'email' as const, statedOn: one.plannedOn } };
    const answering = {
      partyId: need(parties, one.party),
      organisationId: need(organisations, one.party),
      ...entered,
    };
    await database.write(writer, morningOf(one.plannedOn), async (tx) => {
      const [pledge] = one.isPledged ? await tx.all(listPlans(collaborationId)) : [];
      const id = planActivity(
        tx,
        collaborationId,
        answering,
        {
          ...nothingSaid,
          seat_id: one.seat ? need(seats, one.seat) : null,
          title: one.title,
          description: one.description,
          kind: one.kind,
          area: one.area,
          starts_on: one.starts,
          due_on: one.due ?? null,
          learned: one.learned ?? '',
          amount: one.kronor === undefined ? null : String(one.kronor * 100),
          minutes: inMinutes(one.hours),
          used_minutes: inMinutes(one.usedHours),
          financing_plan_id: pledge?.id ?? null,
          target_group: one.targetGroup ?? '',
          target_group_part: one.targetPart ?? [],
          evidence_grade: one.grade ?? null,
          evidence_source: one.source ?? '',
          pilot_question: one.pilot?.question ?? '',
          pilot_measure: one.pilot?.measure ?? '',
          pilot_ends_on: one.pilot?.ends ?? null,
          scales_activity_id: one.scales ? need(ids, one.scales) : null,
        },
        one.goals.map((goal) => need(goals, goal)),
      );
      ids.set(one.key, id);
    });
    for (const { state, on, because } of one.states) {
      await database.write(writer, morningOf(on), async (tx) => {
        const row = await rowOf(tx, one.key);
        await tellState(tx, collaborationId, row, row.version, state, because ?? '', answering);
      });
    }
    const { evaluation } = one;
    if (evaluation) {
      await database.write(writer, morningOf(evaluation.on), async (tx) => {
        const row = await rowOf(tx, one.key);
        await evaluateActivity(tx, collaborationId, row, row.version, evaluation, answering);
      });
    }
    for (const other of one.parties ?? []) {
      const about = { partyId: need(parties, other.party), organisationId: need(organisations, other.party) };
      await database.write(writer, morningOf(other.askedOn), (tx) =>
        askToTakePart(
          tx,
          collaborationId,
          { id: need(ids, one.key), title: one.title },
          { id: about.partyId, organisation_id: about.organisationId },
        ),
      );
      const { answer, by, answeredOn } = other;
      if (!answer || !by || !answeredOn) continue;
      await database.write(as(by), morningOf(answeredOn), async (tx) => {
        const asked = (await tx.all(listActivityParties(collaborationId))).find(
          (row) => row.activity_id === need(ids, one.key) && row.party_id === about.partyId,
        );
        if (!asked) throw new Error(`${other.party} is not asked`);
        const facts = { answer, part: other.part ?? '', amount: null, minutes: inMinutes(other.hours) };
        await answerForParty(tx, collaborationId, asked, asked.version, facts, about);
      });
    }
  }
  await loadEffects(database, cast, organisations, ids);
}

/** How what is done is thought to lead to the goals, and who does not think so. */
async function loadEffects(
  database: Database<User>,
  { leader, as, goals, parties, collaborationId }: Cast,
  organisations: Keyed,
  activities: Keyed,
): Promise<void> {
  const { writtenOn, steps, links } = example.effects;
  const ids: Record<EffectEnd['layer'], Map<string, string>> = {
    activity: new Map(activities),
    output: new Map(),
    outcome: new Map(),
    goal: new Map(goals),
  };
  const endOf = (text: string): EffectEnd => {
    const [layer, key = ''] = text.split(' ') as [EffectEnd['layer'], string];
    return { layer, id: need(ids[layer], key) };
  };
  for (const { key, kind, text, seenBy } of steps) {
    await database.write(leader, morningOf(writtenOn), async (tx) => {
      ids[kind].set(key, addEffectStep(tx, collaborationId, kind, { text, seen_by: seenBy }));
    });
  }
  for (const { from, to, because, grade, source, contest } of links) {
    const ends = asLink(endOf(from), endOf(to));
    if (!ends) throw new Error(`${from} does not lead to ${to}`);
    const facts = { ...ends, because, evidence_grade: grade ?? null, evidence_source: source ?? '' };
    const link = await database.write(leader, morningOf(writtenOn), (tx) => linkEffect(tx, collaborationId, facts));
    if (!contest) continue;
    await database.write(as(contest.by), morningOf(contest.on), (tx) =>
      contestLink(tx, collaborationId, link, undefined, contest.reason, {
        partyId: need(parties, contest.party),
        organisationId: need(organisations, contest.party),
      }),
    );
    await database.write(leader, morningOf(contest.answeredOn), async (tx) => {
      const [row] = (await tx.all(listEffectContests(collaborationId))).filter(({ link_id }) => link_id === link);
      if (!row) throw new Error('nobody contests it');
      await answerContest(tx, collaborationId, row, row.version, contest.answer);
    });
  }
}
