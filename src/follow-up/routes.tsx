import {
  listParties,
  openWorkspace,
  proposeDeadline,
  readCollaboration,
  takesPart,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { listContributions, listGoals, listIndicators } from '../goals/index.ts';
import { dayOf, type Route, speaksFor, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { type FormInput, FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { isId } from '../platform/id.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { comparedRoutes } from './compared-routes.tsx';
import { listPackageAnswers, readPackageStanding } from './feeding-back.ts';
import { answerRound, closeRound, openRound, writeJointLines } from './following-up.ts';
import { fullRoundRoutes, openFullRound } from './full-round-routes.tsx';
import { packageRoutes } from './package-routes.tsx';
import { FullRoundPage } from './pages/full-round-page.tsx';
import { JointLinesPage, LinesPage } from './pages/line-pages.tsx';
import { PartyRoundPage } from './pages/party-round-page.tsx';
import { RoundPage } from './pages/round-page.tsx';
import { NewRoundPage, RoundsPage } from './pages/rounds-page.tsx';
import { answerRounds, decideRounds, prepareRounds } from './policy.ts';
import {
  listAnswered,
  listJointLines,
  listLines,
  listProgress,
  listRoundGoals,
  listRounds,
  listRoundValues,
} from './queries.ts';
import { reportRoutes } from './report-routes.tsx';
import { moments, proposeMoments, roundKinds, rungs } from './round.ts';
import { followUpTexts } from './texts.ts';
import { undertakingRoutes } from './undertaking-routes.tsx';
import { listUndertakings } from './undertakings.ts';

const at = '/collaborations/:collaboration/follow-up';

/** The plan of a full round as it was typed; every moment has its dates. */
function readPlan(
  reader: FormReader,
  form: FormInput,
  parties: readonly { readonly id: string }[],
  t: { readonly dateMissing: string; readonly datesTurned: string },
) {
  return moments.map((moment) => {
    const startsOn = reader.date(`from-${moment}`, t.dateMissing) ?? '';
    const endsOn = reader.date(`to-${moment}`, t.dateMissing) ?? '';
    if (startsOn === '') reader.wrong(`from-${moment}`, t.dateMissing);
    if (endsOn === '') reader.wrong(`to-${moment}`, t.dateMissing);
    else if (endsOn < startsOn) reader.wrong(`to-${moment}`, t.datesTurned);
    const owner = form.text(`owner-${moment}`);
    return {
      moment,
      startsOn,
      endsOn,
      ownerPartyId: parties.find((party) => party.id === owner)?.id ?? null,
    };
  });
}

export function followUpRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const idOf = (visit: Visit) => visit.params.collaboration ?? '';
  const roundOf = (visit: Visit) => {
    const round = visit.params.round ?? '';
    if (!isId(round)) throw notFound();
    return round;
  };

  const openRoundPage = async (visit: Visit) => {
    const id = idOf(visit);
    const roundId = roundOf(visit);
    const opened = await openWorkspace(visit, workspace, {
      rounds: listRounds(id),
      goals: listRoundGoals(id, roundId),
      values: listRoundValues(id, roundId),
      lines: listLines(id, roundId),
      jointLines: listJointLines(id, roundId),
      parties: listParties(id),
      answered: listAnswered(id),
      contributions: listContributions(id),
      undertakings: listUndertakings(id),
      standings: readPackageStanding(id),
      packageAnswers: listPackageAnswers(id),
    });
    const { rows, user } = opened;
    const round = rows.rounds.find((one) => one.id === roundId);
    if (!round) throw notFound();
    const ownParty = rows.parties.find((party) => party.organisation_id === user.organisation_id);
    return { ...opened, round, ownParty, parts: { visit, of: opened.of, round, ...rows } };
  };

  const showNewRound = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      indicators: listIndicators(idOf(visit)),
      parties: listParties(idOf(visit)),
    });
    const periods = rows.indicators.flatMap((indicator) => indicator.periods ?? []);
    const year = visit.now.getUTCFullYear();
    return visit.page(
      workspacePage(visit, of, said, {
        title: followUpTexts(visit.language).form.title,
        current: 'follow-up',
        narrow: true,
        status: statusOf(state),
        children: (
          <NewRoundPage
            visit={visit}
            of={of}
            years={{
              from: Math.min(year - 1, ...rows.indicators.flatMap((one) => one.baseline_period ?? [])),
              to: periods.length > 0 ? Math.max(...periods) : year - 1,
            }}
            deadline={proposeDeadline(visit.now)}
            planned={proposeMoments(visit.now)}
            parties={rows.parties.filter((party) => takesPart(party.status))}
            state={state}
          />
        ),
      }),
    );
  };

  const showLines = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, user, rows, round, parts } = await openRoundPage(visit);
    const party = rows.parties.find((one) => one.id === visit.params.party);
    const isAsked = rows.answered.some((row) => row.round_id === round.id && row.party_id === party?.id);
    if (!party || !isAsked || round.closed_at) throw notFound();
    if (!of.may(answerRounds, party.organisation_id)) throw notFound();
    const isOwn = speaksFor(user, of.collaboration.id, party.organisation_id);
    const t = followUpTexts(visit.language).lines;
    return visit.page(
      workspacePage(visit, of, said, {
        title: isOwn ? t.title : t.titleFor(party.name),
        current: 'follow-up',
        narrow: true,
        status: statusOf(state),
        children: <LinesPage {...parts} party={party} isForAnother={!isOwn} state={state} />,
      }),
    );
  };

  const showJointLines = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, parts } = await openRoundPage(visit);
    return visit.page(
      workspacePage(visit, of, said, {
        title: followUpTexts(visit.language).joint.title,
        current: 'follow-up',
        narrow: true,
        status: statusOf(state),
        children: <JointLinesPage {...parts} state={state} />,
      }),
    );
  };

  return [
    get(at, readCollaboration, async (visit) => {
      const id = idOf(visit);
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        rounds: listRounds(id),
        answered: listAnswered(id),
        progress: listProgress(id),
        goals: listGoals(id),
      });
      return visit.page(
        workspacePage(visit, of, said, {
          title: followUpTexts(visit.language).title,
          current: 'follow-up',
          children: (
            <RoundsPage
              of={of}
              rounds={rows.rounds}
              answered={rows.answered}
              progress={rows.progress}
              hasGoals={rows.goals.some((goal) => goal.kind !== 'vision')}
            />
          ),
        }),
      );
    }),
    get(`${at}/new`, decideRounds, (visit) => showNewRound(visit)),
    post(`${at}/new`, decideRounds, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = followUpTexts(visit.language).form;
          const reader = new FormReader(form);
          const name = reader.text('name', t.nameMissing, 200);
          const from = reader.whole('from', t.yearMissing, 1900, 2200);
          const to = reader.whole('to', t.yearMissing, 1900, 2200);
          if (from === null) reader.wrong('from', t.yearMissing);
          if (to === null) reader.wrong('to', t.yearMissing);
          if (from !== null && to !== null && to < from) reader.wrong('to', t.yearsTurned);
          const deadline = reader.date('deadline', t.deadlineMissing);
          if (!deadline || deadline < dayOf(visit.now)) reader.wrong('deadline', t.deadlineMissing);
          const kind = reader.oneOf('kind', roundKinds, t.kind);
          const parties = kind === 'full' ? await tx.all(listParties(idOf(visit))) : [];
          const planned = kind === 'full' ? readPlan(reader, form, parties, t) : undefined;
          reader.done();
          const round = await openRound(tx, idOf(visit), {
            name,
            periodFrom: from ?? 0,
            periodTo: to ?? 0,
            deadlineOn: deadline ?? '',
            ...(planned ? { moments: planned } : {}),
          });
          return `${at.replace(':collaboration', idOf(visit))}/${round}?done=saved`;
        },
        (state) => showNewRound(visit, state),
      ),
    ),
    get(`${at}/:round`, readCollaboration, async (visit) => {
      const { of, said, round, ownParty, parts } = await openRoundPage(visit);
      if (round.kind === 'full') {
        // Which kind it is, is known when it has been read: the full round's own questions are a second wave.
        const full = await openFullRound(visit, house);
        return visit.page(
          workspacePage(visit, full.of, full.said, {
            title: round.name,
            current: 'follow-up',
            children: <FullRoundPage {...full.parts} />,
          }),
        );
      }
      return visit.page(
        workspacePage(visit, of, said, {
          title: round.name,
          current: 'follow-up',
          children: <RoundPage {...parts} ownParty={ownParty} />,
        }),
      );
    }),
    get(`${at}/:round/lines/:party`, answerRounds, (visit) => showLines(visit)),
    post(`${at}/:round/lines/:party`, answerRounds, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const roundId = roundOf(visit);
          const partyId = visit.params.party ?? '';
          const t = followUpTexts(visit.language).lines;
          const { goals, lines } = await tx.batch({
            goals: listRoundGoals(id, roundId),
            lines: listLines(id, roundId),
          });
          const reader = new FormReader(form);
          const given = goals
            .filter((goal) => form.typed[`line-${goal.goal_id}`] !== undefined)
            .map((goal) => {
              const nothing = form.text(`nothing-${goal.goal_id}`) === 'yes';
              const text = reader.text(`line-${goal.goal_id}`, nothing ? undefined : t.missing, 500, t.tooLong);
              const rung = rungs.find((one) => one === form.text(`rung-${goal.goal_id}`)) ?? null;
              const version = Number(form.text(`version-${goal.goal_id}`));
              return nothing && text === ''
                ? { goalId: goal.goal_id, answer: 'nothingToAdd' as const, text: '', rung: null, version }
                : { goalId: goal.goal_id, answer: 'line' as const, text, rung, version };
            });
          reader.done();
          const answered = new Set(lines.filter((line) => line.party_id === partyId).map((line) => line.goal_id));
          await answerRound(tx, id, roundId, partyId, given, answered);
          return `/collaborations/${id}/follow-up/${roundId}?done=saved`;
        },
        (state) => showLines(visit, state),
      ),
    ),
    get(`${at}/:round/joint`, prepareRounds, (visit) => showJointLines(visit)),
    post(`${at}/:round/joint`, prepareRounds, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const roundId = roundOf(visit);
          const t = followUpTexts(visit.language).joint;
          const goals = await tx.all(listRoundGoals(id, roundId));
          const reader = new FormReader(form);
          const lines = goals.map((goal) => ({
            goalId: goal.goal_id,
            text: reader.text(`line-${goal.goal_id}`, t.missing, 1000),
            rung: rungs.find((one) => one === form.text(`rung-${goal.goal_id}`)) ?? null,
            version: Number(form.text(`version-${goal.goal_id}`)),
          }));
          reader.done();
          await writeJointLines(tx, id, roundId, lines);
          return `/collaborations/${id}/follow-up/${roundId}?done=saved`;
        },
        (state) => showJointLines(visit, state),
      ),
    ),
    post(`${at}/:round/closing`, decideRounds, (visit) =>
      visit.submit(async (tx) => {
        await closeRound(tx, idOf(visit), roundOf(visit));
        return `/collaborations/${idOf(visit)}/follow-up/${roundOf(visit)}?done=saved`;
      }),
    ),
    get(`${at}/:round/parties/:party`, readCollaboration, async (visit) => {
      const { of, said, user, rows, parts } = await openRoundPage(visit);
      const party = rows.parties.find((one) => one.id === visit.params.party);
      if (!party) throw notFound();
      return visit.page(
        workspacePage(visit, of, said, {
          title: followUpTexts(visit.language).partyPage.title(party.name),
          current: 'follow-up',
          children: <PartyRoundPage {...parts} party={party} isOwn={party.organisation_id === user.organisation_id} />,
        }),
      );
    }),
    ...fullRoundRoutes(house),
    ...reportRoutes(house),
    ...packageRoutes(house),
    ...undertakingRoutes(house),
    ...comparedRoutes(house),
  ];
}
