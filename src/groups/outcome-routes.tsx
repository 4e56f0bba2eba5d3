import { listAttachments } from '../attachments/index.ts';
import {
  listEntered,
  openWorkspace,
  readChannel,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { dayOf, may, type Route, speaksFor, type Visit } from '../identity/index.ts';
import { csvHeaders } from '../platform/documents/csv.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { outcomesCsv } from './documents/outcomes-csv.ts';
import { readClosing, readMatter, readOwnDecision } from './forms.ts';
import { idOf, orderQuestions } from './group-routes.tsx';
import { positions } from './outcome.ts';
import {
  changeMatter,
  closeOutcome,
  openMatter,
  reservePersonally,
  takePosition,
  tellOwnDecision,
  withdrawMatter,
} from './outcomes.ts';
import { CloseOutcomePage, EditMatterPage, OwnDecisionPage } from './pages/outcome-forms.tsx';
import { OutcomePage } from './pages/outcome-page.tsx';
import { OutcomesPage } from './pages/outcomes-page.tsx';
import { answerOutcomes, closeOutcomes, prepareGroups, reserveOneself, takePositions } from './policy.ts';
import { findOwnPlace, listOutcomes, listOwnDecisions, listPositions, listReservations } from './queries.ts';
import { asked, readOrder } from './reading-groups.ts';
import { groupTexts } from './texts.ts';

export function outcomeRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const outcomeId = (visit: Visit): string => visit.params.outcome ?? '';
  const addressOf = (visit: Visit): string => `/collaborations/${idOf(visit)}/outcomes/${outcomeId(visit)}`;

  const open = async (visit: Visit) => {
    const id = idOf(visit);
    const opened = await openWorkspace(visit, workspace, {
      ...orderQuestions(id, visit.now),
      outcomes: listOutcomes(id),
    });
    const outcome = opened.rows.outcomes.find((one) => one.id === visit.params.outcome);
    if (visit.params.outcome && !outcome) throw notFound();
    return { ...opened, order: readOrder(opened.rows), outcome };
  };
  const showOutcome = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      ...orderQuestions(id, visit.now),
      outcomes: listOutcomes(id),
      positions: listPositions(id),
      reservations: listReservations(id, outcomeId(visit)),
      ownDecisions: listOwnDecisions(id),
      entered: listEntered(id),
      attachments: listAttachments(id),
      place: findOwnPlace(id, outcomeId(visit), dayOf(visit.now)),
    });
    const outcome = rows.outcomes.find((one) => one.id === visit.params.outcome);
    if (!outcome) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: outcome.matter,
        current: 'groups',
        status: statusOf(state),
        children: (
          <OutcomePage
            visit={visit}
            of={of}
            order={readOrder(rows)}
            outcome={outcome}
            positions={rows.positions.filter((one) => one.outcome_id === outcome.id)}
            reservations={rows.reservations}
            ownDecisions={rows.ownDecisions.filter((one) => one.outcome_id === outcome.id)}
            entered={rows.entered}
            attachments={rows.attachments}
            hasPlace={rows.place.length > 0}
            state={state}
          />
        ),
      }),
    );
  };
  const showEdit = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, order, outcome } = await open(visit);
    if (outcome?.closed_at) throw notFound();
    const t = groupTexts(visit.language).outcome;
    return visit.page(
      workspacePage(visit, of, said, {
        title: outcome ? t.editTitle : t.newTitle,
        current: 'groups',
        narrow: true,
        status: statusOf(state),
        children: (
          <EditMatterPage
            visit={visit}
            of={of}
            order={order}
            outcome={outcome}
            groupId={visit.url.searchParams.get('group')}
            state={state}
          />
        ),
      }),
    );
  };
  const showClosing = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, order, outcome } = await open(visit);
    if (!outcome || outcome.closed_at) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: groupTexts(visit.language).outcome.close,
        current: 'groups',
        narrow: true,
        status: statusOf(state),
        children: (
          <CloseOutcomePage
            visit={visit}
            of={of}
            order={order}
            outcome={outcome}
            today={dayOf(visit.now)}
            state={state}
          />
        ),
      }),
    );
  };
  const showOwnDecision = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows, user } = await openWorkspace(visit, workspace, {
      ...orderQuestions(id, visit.now),
      outcomes: listOutcomes(id),
      ownDecisions: listOwnDecisions(id),
    });
    const outcome = rows.outcomes.find((one) => one.id === visit.params.outcome);
    const party = rows.parties.find((one) => one.id === visit.params.party);
    const own = rows.ownDecisions.find((one) => one.outcome_id === outcome?.id && one.party_id === party?.id);
    if (!outcome || !party || !own || !of.may(answerOutcomes, party.organisation_id)) throw notFound();
    const isForAnother = !speaksFor(user, id, party.organisation_id);
    const t = groupTexts(visit.language).ownForm;
    return visit.page(
      workspacePage(visit, of, said, {
        title: isForAnother ? t.titleFor(party.name) : t.title,
        current: 'groups',
        narrow: true,
        status: statusOf(state),
        children: (
          <OwnDecisionPage
            visit={visit}
            of={of}
            outcome={outcome}
            party={party}
            own={own}
            isForAnother={isForAnother}
            state={state}
          />
        ),
      }),
    );
  };
  const writeMatter = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const rows = await tx.batch({ ...orderQuestions(id, visit.now), outcomes: listOutcomes(id) });
        const before = rows.outcomes.find((one) => one.id === visit.params.outcome);
        if (visit.params.outcome && !before) throw notFound();
        const reader = new FormReader(form);
        const facts = readMatter(reader, form, rows, before?.group_id, visit.language);
        reader.done();
        if (!before) return `/collaborations/${id}/outcomes/${(await openMatter(tx, id, facts)).id}?done=saved`;
        await changeMatter(tx, id, before, Number(form.text('version')), facts);
        return `${addressOf(visit)}?done=saved`;
      },
      (state) => showEdit(visit, state),
    );

  const at = '/collaborations/:collaboration/outcomes';
  return [
    get(at, readCollaboration, async (visit) => {
      const { of, said, rows, order } = await open(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: groupTexts(visit.language).outcomes.title,
          current: 'groups',
          children: <OutcomesPage of={of} outcomes={rows.outcomes} hasGroups={order.groups.length > 0} />,
        }),
      );
    }),
    get(`${at}/csv`, readCollaboration, async (visit) => {
      const id = idOf(visit);
      const { of, rows } = await openWorkspace(visit, workspace, {
        ...orderQuestions(id, visit.now),
        outcomes: listOutcomes(id),
        positions: listPositions(id),
        ownDecisions: listOwnDecisions(id),
      });
      return new Response(outcomesCsv(of, rows), {
        headers: csvHeaders(groupTexts(visit.language).outcomes.csvFile),
      });
    }),
    get(`${at}/new`, prepareGroups, (visit) => showEdit(visit)),
    post(`${at}/new`, prepareGroups, writeMatter),
    get(`${at}/:outcome`, readCollaboration, (visit) => showOutcome(visit)),
    get(`${at}/:outcome/edit`, prepareGroups, (visit) => showEdit(visit)),
    post(`${at}/:outcome/edit`, prepareGroups, writeMatter),
    post(`${at}/:outcome/withdrawal`, prepareGroups, (visit) =>
      visit.submit(async (tx) => {
        await withdrawMatter(tx, idOf(visit), outcomeId(visit));
        return `/collaborations/${idOf(visit)}/outcomes?done=saved`;
      }),
    ),
    post(`${at}/:outcome/positions`, takePositions, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = groupTexts(visit.language).outcome;
          const reader = new FormReader(form);
          const position = reader.oneOf('position', positions, t.positionMissing);
          const reservation = reader.text('reservation', undefined, 4000);
          reader.done();
          const version = Number(form.text('version-position'));
          if (position) await takePosition(tx, idOf(visit), outcomeId(visit), version, position, reservation);
          return `${addressOf(visit)}?done=saved#positions`;
        },
        (state) => showOutcome(visit, state),
      ),
    ),
    post(`${at}/:outcome/reservation`, reserveOneself, (visit) =>
      visit.submit(
        async (tx, form) => {
          const reader = new FormReader(form);
          const text = reader.text('ownReservation', groupTexts(visit.language).outcome.ownReservationMissing, 4000);
          reader.done();
          await reservePersonally(tx, idOf(visit), outcomeId(visit), Number(form.text('version-own')), text);
          return `${addressOf(visit)}?done=saved#reservations`;
        },
        (state) => showOutcome(visit, state),
      ),
    ),
    get(`${at}/:outcome/closing`, closeOutcomes, (visit) => showClosing(visit)),
    post(`${at}/:outcome/closing`, closeOutcomes, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const rows = await tx.batch({ ...orderQuestions(id, visit.now), outcomes: listOutcomes(id) });
          const outcome = rows.outcomes.find((one) => one.id === visit.params.outcome);
          if (!outcome || outcome.closed_at) throw notFound();
          const reader = new FormReader(form);
          const today = dayOf(visit.now);
          const group = rows.groups.find((one) => one.id === outcome.group_id);
          const closing = readClosing(reader, form, group, asked(rows.parties), today, today, visit.language);
          reader.done();
          await closeOutcome(tx, id, outcome.id, Number(form.text('version')), closing);
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => showClosing(visit, state),
      ),
    ),
    get(`${at}/:outcome/decisions/:party`, answerOutcomes, (visit) => showOwnDecision(visit)),
    post(`${at}/:outcome/decisions/:party`, answerOutcomes, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { parties, ownDecisions } = await tx.batch({
            ...orderQuestions(id, visit.now),
            ownDecisions: listOwnDecisions(id),
          });
          const party = parties.find((one) => one.id === visit.params.party);
          const own = ownDecisions.find((one) => one.outcome_id === outcomeId(visit) && one.party_id === party?.id);
          const organisation = party?.organisation_id ?? null;
          if (!own || !may(tx.user, answerOutcomes, { collaboration: id, organisation })) throw notFound();
          const isOwn = speaksFor(tx.user, id, organisation);
          const reader = new FormReader(form);
          const facts = readOwnDecision(reader, form, own, dayOf(visit.now), visit.language);
          const entered = isOwn ? undefined : readChannel(reader, visit.language);
          reader.done();
          await tellOwnDecision(tx, id, own, Number(form.text('version')), facts, entered);
          return `${addressOf(visit)}?done=saved#own-decisions`;
        },
        (state) => showOwnDecision(visit, state),
      ),
    ),
  ];
}
