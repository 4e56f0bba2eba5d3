import { type ActivityPartyRow, type ActivityRow, isUnpledged, sayResources } from '../action-plans/index.ts';
import { type PartyRow, type Reading, takesPart } from '../collaborations/index.ts';
import {
  answerGoals,
  type ContributionForm,
  type ContributionRow,
  describeState,
  type GoalRow,
  goalTexts,
  type IndicatorRow,
  type ReadIndicator,
  readIndicator,
  written,
} from '../goals/index.ts';
import { speaksFor } from '../identity/index.ts';
import type { StateOf } from '../ui/state.tsx';
import { reportTexts } from './texts.ts';
import type { Doing, GoalOnThread, MeasureOnThread, Strand, ThreadContent } from './thread-layout.ts';

export interface ReadMeasure {
  readonly indicator: IndicatorRow;
  readonly read: ReadIndicator;
  readonly state: StateOf;
}

/** What one party has answered to a goal, or that it has not. */
export interface ReadAnswer {
  readonly party: PartyRow;
  readonly answer: ContributionRow | undefined;
  readonly isOwn: boolean;
  /** What the party does for the goal: what it answers for, and what it takes part in. */
  readonly activities: readonly ActivityRow[];
  /** There is a plan, and in it nothing that the party does for what it has said that it contributes. */
  readonly lacksActivity: boolean;
}

export interface ReadGoal {
  readonly goal: GoalRow;
  readonly answers: readonly ReadAnswer[];
  readonly measures: readonly ReadMeasure[];
}

export interface LineOfSight {
  readonly visions: readonly GoalRow[];
  readonly goals: readonly ReadGoal[];
  /** Activities that serve none of the goals. */
  readonly aimless: readonly ActivityRow[];
  readonly hasPlan: boolean;
  /** Some of them draw on what is pledged, so the others can be asked what they draw on. */
  readonly hasPledges: boolean;
  /** What the collaboration lacks together, and what the reader's own party lacks. */
  readonly missing: number;
  /** Answers that others have not given. */
  readonly waits: number;
}

export interface ThreadRows {
  readonly goals: readonly GoalRow[];
  readonly indicators: readonly IndicatorRow[];
  readonly contributions: readonly ContributionRow[];
  readonly parties: readonly PartyRow[];
  readonly activities: readonly ActivityRow[];
  readonly taking: readonly ActivityPartyRow[];
}

const lacks = ({ state }: ReadMeasure, of: Reading): boolean =>
  of.collaboration.example !== 'real' && (state.shape === 'missing' || state.shape === 'notStarted');

const carrying: readonly ContributionForm[] = ['ownGoal', 'task', 'undertaking'];

/** What a party does for a goal. What is stopped is told, and carries nothing on. */
function activitiesOf(rows: ThreadRows, goalId: string, partyId: string): readonly ActivityRow[] {
  const parts = rows.taking.filter(({ party_id, answer }) => party_id === partyId && answer === 'takesPart');
  return rows.activities.filter(
    (one) =>
      one.goal_ids.includes(goalId) &&
      (one.party_id === partyId || parts.some(({ activity_id }) => activity_id === one.id)),
  );
}

/** From challenge to numbers, as the reader may see it: another party's silence is not answered, one's own is missing. */
export function readLineOfSight(rows: ThreadRows, of: Reading): LineOfSight {
  const { language, formats, collaboration, user } = of;
  const isReal = collaboration.example === 'real';
  const parties = rows.parties.filter((party) => takesPart(party.status));
  const answers = new Map(rows.contributions.map((one) => [`${one.goal_id} ${one.party_id}`, one]));
  const goals = rows.goals
    .filter((goal) => goal.kind !== 'vision')
    .map(
      (goal): ReadGoal => ({
        goal,
        answers: parties.map((party) => {
          const answer = answers.get(`${goal.id} ${party.id}`);
          const activities = activitiesOf(rows, goal.id, party.id);
          return {
            party,
            answer,
            isOwn: party.organisation_id === user.organisation_id,
            activities,
            lacksActivity:
              !isReal &&
              rows.activities.length > 0 &&
              answer !== undefined &&
              carrying.includes(answer.form) &&
              activities.every(({ state }) => state === 'stopped'),
          };
        }),
        measures: rows.indicators
          .filter((indicator) => indicator.goal_id === goal.id)
          .map((indicator) => {
            const read = readIndicator(indicator);
            return { indicator, read, state: describeState(indicator, language, formats, isReal, read).state };
          }),
      }),
    );
  const silent = isReal ? [] : goals.flatMap((goal) => goal.answers.filter(({ answer }) => !answer));
  const unmeasured = isReal
    ? 0
    : goals.reduce(
        (sum, { measures }) => sum + (measures.length === 0 ? 1 : measures.filter((one) => lacks(one, of)).length),
        0,
      );
  const own = silent.filter(({ isOwn }) => isOwn).length;
  const idle = goals.flatMap((goal) => goal.answers.filter(({ lacksActivity }) => lacksActivity));
  const ownIdle = idle.filter(({ isOwn }) => isOwn).length;
  return {
    visions: rows.goals.filter((goal) => goal.kind === 'vision'),
    goals,
    aimless: isReal
      ? []
      : rows.activities.filter(
          ({ goal_ids, state }) => state !== 'stopped' && !goals.some(({ goal }) => goal_ids.includes(goal.id)),
        ),
    hasPlan: rows.activities.length > 0,
    hasPledges: !isReal && rows.activities.some((one) => one.financing_plan_id !== null),
    missing: unmeasured + own + ownIdle,
    waits: silent.length - own + idle.length - ownIdle,
  };
}

const firstSentence = (text: string): string => /^.*?[.?](?=\s|$)/su.exec(text)?.[0].replace(/\.$/, '') ?? text;
/** The line of sight as the picture draws it. */
export function threadOf(line: LineOfSight, of: Reading): ThreadContent {
  const { language, formats, collaboration, user } = of;
  const t = reportTexts(language).lineOfSight;
  const words = goalTexts(language);
  const isReal = collaboration.example === 'real';
  const base = `/collaborations/${collaboration.id}`;
  const silence = isReal ? words.contribution.notKnown : words.contribution.notAnswered;
  const names = (answers: readonly ReadAnswer[]): string =>
    answers
      .toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn))
      .map(({ party }) => party.name.replaceAll(' ', '\u00a0'))
      .join(', ');

  /** What is done for contributions to a goal: each by name, several by their number; and with what. */
  const doingOf = (answers: readonly ReadAnswer[], href: string): Doing | undefined => {
    if (!line.hasPlan) return undefined;
    const idle = answers.filter(({ lacksActivity }) => lacksActivity);
    const done = [
      ...new Map(
        answers.flatMap(({ activities }) =>
          activities.filter(({ state }) => state !== 'stopped').map((one) => [one.id, one] as const),
        ),
      ).values(),
    ];
    const [first] = done;
    if (!first) {
      if (idle.length === 0) return undefined;
      const isOwn = idle.some((one) => one.isOwn);
      return {
        kind: isOwn ? 'missing' : 'notAnswered',
        over: '',
        text: isOwn ? t.noActivity : t.activityNotAnswered,
        href,
      };
    }
    const sum = (of: (one: ActivityRow) => string | null): string | null => {
      const known = done
        .filter((one) => answers.some(({ party }) => party.id === one.party_id))
        .map(of)
        .filter((one) => one !== null);
      return known.length === 0 ? null : String(known.reduce((all, one) => all + BigInt(one), 0n));
    };
    const resources = sayResources(
      sum(({ minutes }) => minutes),
      sum(({ amount }) => amount),
      of,
    );
    const drawsOnNothing = line.hasPledges && done.every(isUnpledged);
    return {
      kind: 'whole',
      over: [resources, drawsOnNothing ? t.unpledged.toLocaleLowerCase(language) : ''].filter(Boolean).join(' · '),
      text:
        done.length === 1
          ? first.title
          : answers.length === 1
            ? done.map(({ title }) => title).join(', ')
            : t.activities(done.length),
      href: done.length === 1 ? `${base}/action-plan/activities/${first.id}` : `${base}/action-plan`,
    };
  };

  const goalOnThread = ({ goal, answers, measures }: ReadGoal): GoalOnThread => {
    const here = `${base}/goals/${goal.id}`;
    const href = `${here}#contributions`;
    const given = (form: ContributionForm) => answers.filter(({ answer }) => answer?.form === form);
    const silent = answers.filter(({ answer, isOwn }) => !answer && (isReal || !isOwn));
    const ours = isReal ? undefined : answers.find(({ answer, isOwn }) => !answer && isOwn);
    const aside = given('doesNotContribute');
    const carried = answers.filter(({ answer }) => answer && carrying.includes(answer.form));
    const missing: readonly Strand[] = ours
      ? [
          {
            kind: 'missing',
            over: ours.party.name,
            text: t.ours,
            href:
              of.may(answerGoals) && speaksFor(user, collaboration.id, ours.party.organisation_id)
                ? `${here}/contributions/${ours.party.id}`
                : href,
          },
        ]
      : [];
    const nobody: readonly Strand[] =
      carried.length === 0 && silent.length === 0 && !ours && !isReal
        ? [{ kind: 'missing', over: '', text: t.nobody, href }]
        : [];
    const measure = (one: ReadMeasure): MeasureOnThread => {
      const { indicator, read, state } = one;
      const { latest } = read.reading;
      return {
        name: indicator.name,
        value: latest ? written(read, latest.value, formats) : '–',
        year: latest ? String(latest.period) : '',
        state: state.text,
        notes: [indicator.short_note, indicator.is_our_choice ? words.goal.ourChoice : ''].filter(Boolean),
        kind: lacks(one, of) ? 'missing' : 'whole',
        href: `${here}#chart-${indicator.id}`,
      };
    };
    const [first] = measures;
    const { baseline = null, target = null, target_period: year = null } = first?.indicator ?? {};
    const note =
      first && baseline !== null && target !== null && year !== null
        ? t.fromTo(formats.number(baseline, first.read.decimals), written(first.read, target, formats), year)
        : goal.target_year !== null
          ? t.toYear(goal.target_year)
          : '';
    return {
      text: goal.text,
      note,
      href: here,
      strands: [
        ...carried.map(
          (one): Strand => ({
            kind: 'whole',
            over: t.strand(
              one.party.name,
              words.forms[(one.answer as ContributionRow).form].toLocaleLowerCase(language),
            ),
            text: (one.answer as ContributionRow).text,
            href,
            doing: doingOf([one], href),
          }),
        ),
        ...(aside.length > 0
          ? [{ kind: 'aside' as const, over: names(aside), text: words.forms.doesNotContribute, href }]
          : []),
        ...(silent.length > 0 ? [{ kind: 'notAnswered' as const, over: names(silent), text: silence, href }] : []),
        ...missing,
        ...nobody,
      ],
      gathered: [
        ...carrying.flatMap((form): Strand[] => {
          const those = given(form);
          return those.length > 0
            ? [{ kind: 'whole', over: words.forms[form], text: names(those), href, doing: doingOf(those, href) }]
            : [];
        }),
        ...(aside.length > 0
          ? [{ kind: 'aside' as const, over: words.forms.doesNotContribute, text: names(aside), href }]
          : []),
        ...(silent.length > 0 ? [{ kind: 'notAnswered' as const, over: silence, text: names(silent), href }] : []),
        ...missing,
        ...nobody,
      ],
      measures: measures.map(measure),
      unmeasured: {
        text: isReal ? words.state.notKnown : words.state.noIndicator,
        notes: [goal.without_indicator_note].filter(Boolean),
        kind: isReal ? 'notAnswered' : 'missing',
      },
    };
  };

  return {
    challenge: {
      text: firstSentence(collaboration.challenge) || collaboration.name,
      notes: [collaboration.territory_name, ...line.visions.map((vision) => t.vision(vision.text))].filter(Boolean),
      href: `${base}/challenge`,
    },
    goals: line.goals.map(goalOnThread),
  };
}
