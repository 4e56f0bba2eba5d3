import {
  type CollaborationRow,
  type CollaborationSeatRow,
  collaborationTexts,
  findCollaboration,
  listCollaborationSeats,
  listParties,
  type PartyRow,
  type Reading,
  reading,
  type Said,
  takesPart,
  type Workspace,
} from '../collaborations/index.ts';
import { type ContributionRow, contributionWords, type GoalRow, listContributions, listGoals } from '../goals/index.ts';
import { dayOf, holds, identityTexts, roles, standingIn, type User, type Visit } from '../identity/index.ts';
import type { Bound } from '../platform/database/statement.ts';
import type { Block, DocumentModel } from '../platform/documents/document.ts';
import { drawnMark } from '../ui/document-parts.tsx';
import { successionTexts } from './texts.ts';

/** What is told of one collaboration to somebody who is new in it. */
export interface Introduced {
  readonly of: Reading;
  readonly said: Said;
  readonly goals: readonly GoalRow[];
  readonly contributions: readonly ContributionRow[];
  readonly parties: readonly PartyRow[];
  readonly seats: readonly CollaborationSeatRow[];
}

/** More than anybody reads at one go. */
export const mostIntroduced = 25;

/** Those in which the user has a role of their own; real examples are only read. */
export const ownCollaborations = (user: User): readonly string[] =>
  user.reads.filter((id) => standingIn(user, id)?.roles !== 0);

/** The collaborations given, with what every room says of them, in one round trip. */
export async function introduce(
  visit: Visit,
  user: User,
  workspace: Workspace,
  ids: readonly string[],
): Promise<readonly Introduced[]> {
  const asked = ids.slice(0, mostIntroduced);
  const questions: Record<string, Bound<unknown>> = {};
  const ask = (id: string, more: Readonly<Record<string, Bound<unknown>>>) => {
    for (const [name, question] of Object.entries(more)) questions[`${id} ${name}`] = question;
  };
  for (const id of asked) {
    ask(id, {
      ...workspace.questions(id),
      collaboration: findCollaboration(id),
      goals: listGoals(id),
      contributions: listContributions(id),
      parties: listParties(id),
      seats: listCollaborationSeats(id, dayOf(visit.now)),
    });
  }
  const { rows } = await visit.read(questions);
  return asked.flatMap((id) => {
    const own: Record<string, readonly unknown[]> = {};
    for (const [name, answer] of Object.entries(rows))
      if (name.startsWith(`${id} `)) own[name.slice(id.length + 1)] = answer;
    const [collaboration] = (own.collaboration ?? []) as readonly CollaborationRow[];
    if (!collaboration) return [];
    const of = reading(visit, user, collaboration);
    return [
      {
        of,
        said: workspace.read(own, of),
        goals: own.goals as readonly GoalRow[],
        contributions: own.contributions as readonly ContributionRow[],
        parties: own.parties as readonly PartyRow[],
        seats: own.seats as readonly CollaborationSeatRow[],
      },
    ];
  });
}

function promises({ of, goals, contributions }: Introduced, own: PartyRow | undefined): readonly Block[] {
  const t = successionTexts(of.language).introduction;
  const answers = goals.flatMap((goal) => {
    const answer = contributions.find((one) => one.goal_id === goal.id && one.party_id === own?.id);
    return answer ? [{ goal, answer }] : [];
  });
  const declined = answers.filter(({ answer }) => answer.form === 'doesNotContribute');
  const given = answers.flatMap(({ goal, answer }) => {
    if (answer.form === 'doesNotContribute') return [];
    const { kind, text, behind } = contributionWords(answer, of);
    return [[{ text: `${kind}: `, strong: true }, [text, behind, t.forGoal(goal.text)].filter(Boolean).join('. ')]];
  });
  return [
    { kind: 'heading', level: 3, text: t.promised },
    given.length > 0
      ? { kind: 'list', form: 'bullets', items: given }
      : { kind: 'paragraph', text: answers.length > 0 ? t.onlyDeclined : t.nothingPromised },
    ...(declined.length > 0
      ? [
          {
            kind: 'paragraph' as const,
            small: true,
            text: t.declined(of.formats.list(declined.map(({ goal, answer }) => `${goal.text} (${answer.reason})`))),
          },
        ]
      : []),
  ];
}

function waiting({ of, said }: Introduced, origin: string): readonly Block[] {
  const t = successionTexts(of.language).introduction;
  return [
    { kind: 'heading', level: 3, text: t.waiting },
    said.waitsForUs.length > 0
      ? {
          kind: 'list',
          form: 'bullets',
          items: said.waitsForUs.map((one) => [
            one.action ? { text: one.title, link: `${origin}${one.action.href}` } : one.title,
            ` ${one.why}`,
          ]),
        }
      : { kind: 'paragraph', text: t.nothingWaits },
  ];
}

function whoIsWho({ of, parties, seats }: Introduced): readonly Block[] {
  const t = successionTexts(of.language).introduction;
  const words = collaborationTexts(of.language);
  const inOrder = (['processLeader', 'secretariat', 'representative'] as const).flatMap((role) =>
    seats.filter((seat) => seat.role === role),
  );
  if (inOrder.length === 0) return [];
  return [
    { kind: 'heading', level: 3, text: t.who },
    {
      kind: 'table',
      caption: `${t.who}, ${of.collaboration.name}`,
      underItsHeading: true,
      rowHeadings: true,
      columns: [{ heading: t.person }, { heading: t.seat }, { heading: t.organisation }, { heading: t.role }],
      rows: inOrder.map((seat) => ({
        cells: [
          [
            seat.holder_name ?? t.vacant,
            seat.deputies.length > 0 ? `, ${t.deputies(of.formats.list(seat.deputies))}` : '',
          ].join(''),
          seat.title,
          parties.find((party) => party.organisation_id === seat.organisation_id)?.name ?? '',
          words.party.roles[seat.role],
        ],
      })),
    },
  ];
}

function tell(one: Introduced, origin: string): readonly Block[] {
  const { of, parties } = one;
  const { collaboration, user, language } = of;
  const t = successionTexts(language).introduction;
  const words = collaborationTexts(language);
  const own = parties.find((party) => party.organisation_id === user.organisation_id);
  const standing = standingIn(user, collaboration.id);
  const held = standing ? roles.filter((role) => holds(standing, role)) : [];
  return [
    { kind: 'heading', level: 2, text: collaboration.name },
    ...(collaboration.challenge ? [{ kind: 'paragraph' as const, text: collaboration.challenge }] : []),
    {
      kind: 'pairs',
      pairs: [
        { term: t.phase, text: words.phase.names[collaboration.phase] },
        ...(collaboration.ladder_aim ? [{ term: t.aim, text: words.ladder.names[collaboration.ladder_aim] }] : []),
        ...(held.length > 0
          ? [{ term: t.ourRole, text: of.formats.list(held.map((role) => words.party.roles[role])) }]
          : []),
        ...(own && takesPart(own.status) ? [{ term: t.status, text: words.party.status[own.status] }] : []),
        ...(own?.own_benefit ? [{ term: t.benefit, text: own.own_benefit }] : []),
      ],
    },
    ...promises(one, own),
    ...waiting(one, origin),
    ...whoIsWho(one),
  ];
}

/** What an organisation takes part in, for somebody who is new: promises, what waits, who is who. */
export function introductionOf(
  visit: Visit,
  user: User,
  origin: string,
  title: string,
  introduced: readonly Introduced[],
  left: number,
): DocumentModel {
  const t = successionTexts(visit.language).introduction;
  const invented = introduced.some(({ of }) => of.collaboration.example === 'fictional');
  return {
    language: visit.language,
    title,
    author: user.organisation_name ?? '',
    date: dayOf(visit.now),
    label: invented ? identityTexts(visit.language).frame.example.fictional : undefined,
    head: {
      name: user.organisation_name ?? '',
      detail: t.name,
      mark: drawnMark(),
      about: t.count(introduced.length + left),
    },
    foot: t.foot,
    blocks: [
      ...introduced.flatMap((one) => tell(one, origin)),
      ...(left > 0 ? [{ kind: 'paragraph' as const, text: t.more(left) }] : []),
    ],
  };
}
