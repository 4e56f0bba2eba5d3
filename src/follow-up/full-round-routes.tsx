import { listAttachments } from '../attachments/index.ts';
import {
  listParties,
  openWorkspace,
  proposeDeadline,
  readChannel,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { listAssurance } from '../goals/index.ts';
import { dayOf, type Route, speaksFor, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { isId } from '../platform/id.ts';
import type { Markup } from '../platform/markup/jsx-runtime.ts';
import { listMarkedWithin, listMarkings, readChosenMarking } from '../secrecy/index.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { textOf } from './carrying-over.ts';
import { listOwnPackages, listPackageAnswers, listPackageGoals, readPackageStanding } from './feeding-back.ts';
import { addedTo, readFrozenGoal } from './frozen-goal.ts';
import {
  chooseDeviation,
  dropDeviation,
  giveReadings,
  listDeviations,
  listJointReadings,
  listReadings,
  openInterpretation,
  readTogether,
} from './interpreting.ts';
import { beforeQuestions, readBefore } from './laying-beside.ts';
import {
  addObservation,
  changeObservation,
  listObservations,
  type ObservationFacts,
  withdrawObservation,
} from './observing.ts';
import { DeviationPage, DeviationsPage, JointReadingPage, ReadingPage } from './pages/deviation-pages.tsx';
import type { FullRoundParts } from './pages/full-round-page.tsx';
import { ObservationPage } from './pages/observation-pages.tsx';
import { answerRounds, decideRounds, prepareRounds, speakInRounds } from './policy.ts';
import { listAnswered, listMoments, listRoundGoals, listRoundPlaces, listRounds, listRoundValues } from './queries.ts';
import { findAdoption, findReportBefore, listPositions, listReportVersions } from './reporting.ts';
import { observationKinds } from './round.ts';
import { followUpTexts } from './texts.ts';
import { listUndertakings } from './undertakings.ts';

export const roundPath = '/collaborations/:collaboration/follow-up/:round';
export const collaborationOf = (visit: Visit): string => visit.params.collaboration ?? '';

/** An id from the address; what is not one does not exist. */
export function idIn(visit: Visit, name: string): string {
  const id = visit.params[name] ?? '';
  if (!isId(id)) throw notFound();
  return id;
}

const addressOf = (visit: Visit): string =>
  roundPath.replace(':collaboration', collaborationOf(visit)).replace(':round', idIn(visit, 'round'));

/** What the pages of a full round are made of, in one round trip. */
export async function openFullRound(visit: Visit, house: WorkspaceHouse) {
  const id = collaborationOf(visit);
  const roundId = idIn(visit, 'round');
  const opened = await openWorkspace(visit, house.workspace, {
    rounds: listRounds(id),
    planned: listMoments(id, roundId),
    goals: listRoundGoals(id, roundId),
    values: listRoundValues(id, roundId),
    places: listRoundPlaces(id, roundId),
    parties: listParties(id),
    answered: listAnswered(id),
    observations: listObservations(id, roundId),
    attachments: listAttachments(id),
    deviations: listDeviations(id, roundId),
    readings: listReadings(id, roundId),
    jointReadings: listJointReadings(id, roundId),
    versions: listReportVersions(id, roundId),
    positions: listPositions(id, roundId),
    adoptions: findAdoption(id, roundId),
    reportsBefore: findReportBefore(id, roundId),
    standings: readPackageStanding(id),
    ownPackages: listOwnPackages(id),
    packageGoals: listPackageGoals(id, roundId),
    assurance: listAssurance(id),
    markings: listMarkings(id),
    markedWithin: listMarkedWithin(id),
    undertakings: listUndertakings(id),
    packageAnswers: listPackageAnswers(id),
    ...beforeQuestions(id, roundId, null),
    ...house.workspace.roundQuestions(id),
  });
  const { rows, user } = opened;
  const round = rows.rounds.find((one) => one.id === roundId && one.kind === 'full');
  if (!round) throw notFound();
  const parts: FullRoundParts = {
    ...rows,
    visit,
    of: opened.of,
    round,
    adoption: rows.adoptions[0],
    reportBefore: rows.reportsBefore[0],
    text: textOf(rows.versions[0], round.closed_at ? undefined : rows.reportsBefore[0]),
    standing: rows.standings.find((one) => one.round_id === roundId),
    ownPackage: rows.ownPackages.find((one) => one.round_id === roundId),
    ownParty: rows.parties.find((party) => party.organisation_id === user.organisation_id),
  };
  return {
    ...opened,
    parts,
    places: rows.places,
    ...readBefore(rows, round, rows as never, opened.of, house.workspace),
  };
}

/** Observing and interpreting. */
export function fullRoundRoutes(house: WorkspaceHouse): readonly Route[] {
  const show = async (
    visit: Visit,
    title: string | ((parts: FullRoundParts) => string),
    draw: (opened: Awaited<ReturnType<typeof openFullRound>>) => Markup,
    state: FormState = untouched,
    narrow = true,
  ) => {
    const opened = await openFullRound(visit, house);
    return visit.page(
      workspacePage(visit, opened.of, opened.said, {
        title: typeof title === 'string' ? title : title(opened.parts),
        current: 'follow-up',
        narrow,
        status: statusOf(state),
        children: draw(opened),
      }),
    );
  };

  const showObservation = (visit: Visit, state: FormState = untouched) => {
    const t = followUpTexts(visit.language).observation;
    const isNew = visit.params.observation === undefined;
    return show(
      visit,
      isNew ? t.add : t.change,
      ({ parts, user }) => {
        const observation = parts.observations.find((one) => one.id === visit.params.observation);
        if (!isNew && observation?.organisation_id !== user.organisation_id) throw notFound();
        return (
          <ObservationPage
            visit={visit}
            of={parts.of}
            round={parts.round}
            goals={parts.goals}
            observation={observation}
            state={state}
          />
        );
      },
      state,
    );
  };

  const readObservation = (
    reader: FormReader,
    visit: Visit,
    goals: readonly { goal_id: string }[],
  ): ObservationFacts => {
    const t = followUpTexts(visit.language).observation;
    const kind = reader.oneOf('kind', observationKinds, t.kindMissing);
    const text = reader.text('text', t.textMissing, 4000);
    const source = reader.text('source', t.sourceMissing, 500);
    const seenOn = reader.date('seenOn', t.dateMissing);
    if (!seenOn) reader.wrong('seenOn', t.dateMissing);
    return {
      kind: kind ?? 'visit',
      text,
      source,
      seenOn: seenOn ?? '',
      goalIds: reader.someOf(
        'goals',
        goals.map((goal) => goal.goal_id),
      ),
    };
  };

  const showDeviations = (visit: Visit, state: FormState = untouched, opening: FormState = untouched) =>
    show(
      visit,
      followUpTexts(visit.language).deviation.choose,
      ({ parts }) => {
        if (parts.round.interpretation_opened_at) throw notFound();
        return <DeviationsPage {...parts} deadline={proposeDeadline(visit.now)} state={state} opening={opening} />;
      },
      statusOf(state) === 200 ? opening : state,
    );

  const deviationIn = (parts: FullRoundParts, visit: Visit) => {
    const deviation = parts.deviations.find((one) => one.id === visit.params.deviation);
    if (!deviation) throw notFound();
    return deviation;
  };

  const showReading = (visit: Visit, state: FormState = untouched) =>
    show(
      visit,
      (parts) => `${followUpTexts(visit.language).reading.own}: ${deviationIn(parts, visit).question}`,
      ({ parts, places, user }) => {
        const deviation = deviationIn(parts, visit);
        const party = parts.parties.find((one) => one.id === visit.params.party);
        const isAsked = parts.answered.some((row) => row.round_id === parts.round.id && row.party_id === party?.id);
        if (!party || !isAsked || !parts.round.interpretation_opened_at || parts.round.closed_at) throw notFound();
        if (!parts.of.may(answerRounds, party.organisation_id)) throw notFound();
        const isOwn = speaksFor(user, parts.of.collaboration.id, party.organisation_id);
        return (
          <ReadingPage
            {...parts}
            deviation={deviation}
            party={party}
            isForAnother={!isOwn}
            places={places}
            state={state}
          />
        );
      },
      state,
    );

  const showJoint = (visit: Visit, state: FormState = untouched) =>
    show(
      visit,
      followUpTexts(visit.language).together.title,
      ({ parts, places }) => (
        <JointReadingPage {...parts} deviation={deviationIn(parts, visit)} places={places} state={state} />
      ),
      state,
    );

  return [
    get(`${roundPath}/observations/new`, speakInRounds, (visit) => showObservation(visit)),
    post(`${roundPath}/observations/new`, speakInRounds, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const roundId = idIn(visit, 'round');
          const goals = await tx.all(listRoundGoals(id, roundId));
          const reader = new FormReader(form);
          const facts = readObservation(reader, visit, goals);
          const marking = readChosenMarking(reader, form, visit.language, visit.now);
          reader.done();
          await addObservation(tx, id, roundId, facts, marking);
          return `${addressOf(visit)}?done=saved#observations`;
        },
        (state) => showObservation(visit, state),
      ),
    ),
    get(`${roundPath}/observations/:observation`, speakInRounds, (visit) => showObservation(visit)),
    post(`${roundPath}/observations/:observation`, speakInRounds, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const roundId = idIn(visit, 'round');
          const { goals, observations } = await tx.batch({
            goals: listRoundGoals(id, roundId),
            observations: listObservations(id, roundId),
          });
          const before = observations.find((one) => one.id === visit.params.observation);
          if (!before) throw notFound();
          const reader = new FormReader(form);
          const facts = readObservation(reader, visit, goals);
          reader.done();
          await changeObservation(tx, id, before, Number(form.text('version')), facts);
          return `${addressOf(visit)}?done=saved#observations`;
        },
        (state) => showObservation(visit, state),
      ),
    ),
    post(`${roundPath}/observations/:observation/withdrawal`, speakInRounds, (visit) =>
      visit.submit(async (tx) => {
        const id = collaborationOf(visit);
        const observations = await tx.all(listObservations(id, idIn(visit, 'round')));
        const before = observations.find((one) => one.id === visit.params.observation);
        if (!before) throw notFound();
        await withdrawObservation(tx, id, before);
        return `${addressOf(visit)}?done=saved#observations`;
      }),
    ),

    get(`${roundPath}/deviations`, prepareRounds, (visit) => showDeviations(visit)),
    post(`${roundPath}/deviations`, prepareRounds, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const roundId = idIn(visit, 'round');
          const t = followUpTexts(visit.language).deviation;
          const goals = await tx.all(listRoundGoals(id, roundId));
          const reader = new FormReader(form);
          const goalId = reader.oneOf(
            'goal',
            goals.map((goal) => goal.goal_id),
            t.goalMissing,
          );
          const question = reader.text('question', t.questionMissing, 300);
          const reason = reader.text('reason', t.reasonMissing, 500);
          reader.done();
          await chooseDeviation(tx, id, roundId, { goalId: goalId ?? '', question, reason });
          return `${addressOf(visit)}/deviations?done=saved`;
        },
        (state) => showDeviations(visit, state),
      ),
    ),
    post(`${roundPath}/deviations/:deviation/removal`, prepareRounds, (visit) =>
      visit.submit(async (tx) => {
        await dropDeviation(tx, collaborationOf(visit), idIn(visit, 'round'), idIn(visit, 'deviation'));
        return `${addressOf(visit)}/deviations?done=saved`;
      }),
    ),
    post(`${roundPath}/interpretation`, decideRounds, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = followUpTexts(visit.language).deviation;
          const reader = new FormReader(form);
          const deadline = reader.date('deadline', t.untilMissing);
          if (!deadline || deadline < dayOf(visit.now)) reader.wrong('deadline', t.untilMissing);
          reader.done();
          await openInterpretation(tx, collaborationOf(visit), idIn(visit, 'round'), deadline ?? '');
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => showDeviations(visit, untouched, state),
      ),
    ),
    get(`${roundPath}/deviations/:deviation`, readCollaboration, (visit) =>
      show(
        visit,
        (parts) => deviationIn(parts, visit).question,
        ({ parts, places, rows }) => {
          const deviation = deviationIn(parts, visit);
          const goal = parts.goals.find((one) => one.goal_id === deviation.goal_id);
          const read = goal
            ? readFrozenGoal(goal, parts.values, places, addedTo(goal, rows.assurance), parts.of.formats)
            : undefined;
          return <DeviationPage {...parts} deviation={deviation} places={places} read={read} />;
        },
        untouched,
        false,
      ),
    ),
    get(`${roundPath}/deviations/:deviation/readings/:party`, answerRounds, (visit) => showReading(visit)),
    post(`${roundPath}/deviations/:deviation/readings/:party`, answerRounds, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const roundId = idIn(visit, 'round');
          const partyId = idIn(visit, 'party');
          const t = followUpTexts(visit.language).reading;
          const { deviations, readings, parties } = await tx.batch({
            deviations: listDeviations(id, roundId),
            readings: listReadings(id, roundId),
            parties: listParties(id),
          });
          const party = parties.find((one) => one.id === partyId);
          const deviation = deviations.find((one) => one.id === visit.params.deviation);
          if (!party || !deviation) throw notFound();
          const reader = new FormReader(form);
          const nothing = form.text('nothing') === 'yes';
          const text = nothing ? '' : reader.text('text', t.missing, 3000, t.tooLong);
          const stated = speaksFor(tx.user, id, party.organisation_id)
            ? undefined
            : readChannel(reader, visit.language);
          reader.done();
          const own = readings.filter((one) => one.party_id === partyId);
          const answered = new Set(own.map((one) => one.deviation_id));
          await giveReadings(
            tx,
            id,
            roundId,
            partyId,
            [
              {
                deviationId: deviation.id,
                answer: nothing ? 'nothingToAdd' : 'reading',
                text,
                version: Number(form.text('version')),
              },
            ],
            answered,
            stated,
          );
          const next = deviations.find((one) => one.id !== deviation.id && !answered.has(one.id));
          return next
            ? `${addressOf(visit)}/deviations/${next.id}/readings/${partyId}?done=saved`
            : `${addressOf(visit)}?done=saved`;
        },
        (state) => showReading(visit, state),
      ),
    ),
    get(`${roundPath}/deviations/:deviation/joint`, prepareRounds, (visit) => showJoint(visit)),
    post(`${roundPath}/deviations/:deviation/joint`, prepareRounds, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = followUpTexts(visit.language).together;
          const reader = new FormReader(form);
          const facts = {
            agreed: reader.text('agreed', undefined, 4000),
            notAgreed: reader.text('notAgreed', undefined, 4000),
            notKnown: reader.text('notKnown', undefined, 4000),
            causes: reader.text('causes', undefined, 4000),
            measures: reader.text('measures', undefined, 4000),
          };
          if (!facts.agreed && !facts.notAgreed && !facts.notKnown) reader.wrong('agreed', t.missing);
          reader.done();
          const deviationId = idIn(visit, 'deviation');
          await readTogether(
            tx,
            collaborationOf(visit),
            idIn(visit, 'round'),
            deviationId,
            Number(form.text('version')),
            facts,
          );
          return `${addressOf(visit)}/deviations/${deviationId}?done=saved`;
        },
        (state) => showJoint(visit, state),
      ),
    ),
  ];
}
