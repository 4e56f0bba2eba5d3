import type { Route, User, Visit } from '../identity/index.ts';
import { dayOf, emailShape, identityTexts, page, signedIn } from '../identity/index.ts';
import type { Bound } from '../platform/database/statement.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { Installation } from '../platform/feature.ts';
import { type FormInput, FormReader } from '../platform/http/form-input.ts';
import { byLink, type FormAgain, get, post } from '../platform/http/route.ts';
import { isId, newId } from '../platform/id.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { allPhases, partyFunctions } from './collaboration.ts';
import { readChannel, readGround, readOpening, readParties, readPartyFacts, readStep, readTerritory } from './forms.ts';
import { ChallengePage, EditChallengePage, PhasePage } from './pages/challenge-pages.tsx';
import { HistoryPage } from './pages/history-page.tsx';
import { HomePage } from './pages/home-page.tsx';
import { OverviewPage } from './pages/overview-page.tsx';
import { ConfirmPage, EditPartyPage, InvitePartyPage, PartiesPage, PartyPage } from './pages/party-pages.tsx';
import { StartPage, TakeOverPage } from './pages/start-pages.tsx';
import { TerritoryPage } from './pages/territory-page.tsx';
import { reading, workspacePage } from './pages/workspace-page.tsx';
import {
  addParties,
  addUnknownOrganisation,
  changeParty,
  confirmStatement,
  correctOwnContribution,
  correctStatement,
  giveFunctionTo,
  inviteParty,
  makePartyLink,
  matchOrganisation,
  noteEntered,
  noteOwnWords,
} from './parties.ts';
import { holdLink, leadCollaboration, readCollaboration, speakForParty, startCollaborations } from './policy.ts';
import {
  type CollaborationRow,
  findCollaboration,
  findDraft,
  historyPage,
  listAreas,
  listChoices,
  listCollaborationSeats,
  listCollaborations,
  listDrafts,
  listEntered,
  listFunctions,
  listHistory,
  listParties,
} from './queries.ts';
import {
  changeTerritory,
  describeCollaboration,
  moveToPhase,
  removeDraft,
  saveDraft,
  startCollaboration,
} from './starting.ts';
import { findCounty, onTheMap, readChosen } from './territory.ts';
import { collaborationTexts } from './texts.ts';
import type { Reading, Said, Workspace } from './workspace.ts';

/** What a workspace page has when its own questions have been answered. */
export interface Opened<Rows> {
  readonly of: Reading;
  readonly said: Said;
  readonly rows: Rows;
  readonly user: User;
}

/** Opens a workspace for a page: its own questions and those of every feature, in one round trip. */
export async function openWorkspace<B extends Readonly<Record<string, Bound<unknown>>>>(
  visit: Visit,
  workspace: Workspace,
  questions: B,
): Promise<Opened<{ readonly [Key in keyof B]: B[Key] extends Bound<infer Row> ? Row[] : never }>> {
  const id = visit.params.collaboration ?? '';
  if (!isId(id)) throw notFound();
  const { user, rows } = await visit.read({
    ...workspace.questions(id),
    ...questions,
    collaboration: findCollaboration(id),
  });
  const answered = rows as Readonly<Record<string, readonly unknown[]>>;
  const [collaboration] = (answered.collaboration ?? []) as CollaborationRow[];
  if (!collaboration) throw notFound();
  const of = reading(visit, user, collaboration);
  return { of, user, said: workspace.read(answered, of), rows: rows as never };
}

export function collaborationRoutes(house: Installation & { readonly workspace: Workspace }): readonly Route[] {
  const { workspace } = house;

  const draftState = (
    visit: Visit,
    rows: readonly { id: string; typed: Readonly<Record<string, string[]>> }[],
  ): FormState => {
    const [draft] = rows;
    if (!draft || !visit.url.searchParams.has('draft')) return untouched;
    return {
      typed: Object.fromEntries(Object.entries(draft.typed).map(([name, values]) => [name, values[0] ?? ''])),
      chosen: draft.typed,
      errors: [],
    };
  };
  const draftId = (visit: Visit, state: FormAgain | undefined): string => {
    const given = state?.typed.draft ?? visit.url.searchParams.get('draft') ?? '';
    return isId(given) ? given : newId(visit.now);
  };

  const showStart = async (visit: Visit, path: 'start' | 'takeOver', again?: FormAgain) => {
    const id = draftId(visit, again);
    const { user, rows } = await visit.read({
      organisations: listChoices(false),
      fictional: listChoices(true),
      draft: findDraft(id),
    });
    const t = collaborationTexts(visit.language);
    const state = again ?? draftState(visit, rows.draft);
    const organisations = user.is_fictional ? rows.fictional : rows.organisations;
    return visit.page(
      page(visit, user, {
        title: path === 'start' ? t.start.title : t.takeOver.title,
        narrow: true,
        status: statusOf(state),
        children:
          path === 'start' ? (
            <StartPage visit={visit} state={state} draft={id} organisations={organisations} />
          ) : (
            <TakeOverPage
              visit={visit}
              state={state}
              draft={id}
              organisations={organisations}
              fields={workspace.takeOver}
            />
          ),
      }),
    );
  };

  const keepDraft = (form: FormInput) => form.text('finish') === 'later';
  const typedForDraft = (form: FormInput): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(Object.entries(form.chosen).filter(([name]) => !['form', 'finish', 'draft'].includes(name)));
  const finishDraft = (form: FormInput) => (isId(form.text('draft')) ? form.text('draft') : newId());

  const showParties = async (visit: Visit, state: FormState = untouched) => {
    const id = visit.params.collaboration ?? '';
    const opened = await openWorkspace(visit, workspace, {
      parties: listParties(id),
      functions: listFunctions(id),
      seats: listCollaborationSeats(id, dayOf(visit.now)),
    });
    return visit.page(
      workspacePage(visit, opened.of, opened.said, {
        title: collaborationTexts(visit.language).party.title,
        current: 'parties',
        status: statusOf(state),
        children: <PartiesPage visit={visit} of={opened.of} said={opened.said} {...opened.rows} state={state} />,
      }),
    );
  };

  const openParty = async (visit: Visit) => {
    const id = visit.params.collaboration ?? '';
    const opened = await openWorkspace(visit, workspace, {
      parties: listParties(id),
      functions: listFunctions(id),
      seats: listCollaborationSeats(id, dayOf(visit.now)),
      entered: listEntered(id),
    });
    const party = opened.rows.parties.find((one) => one.id === visit.params.party);
    if (!party) throw notFound();
    const isOwn = party.organisation_id === opened.user.organisation_id;
    const speaks = opened.user.represents.includes(id);
    return { ...opened, party, isOwn, mayChange: speaks && (isOwn || opened.of.isLeader) };
  };

  const showEditParty = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, party, isOwn, mayChange } = await openParty(visit);
    if (!mayChange) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: party.name,
        current: 'parties',
        narrow: true,
        status: statusOf(state),
        children: <EditPartyPage visit={visit} of={of} party={party} isForAnother={!isOwn} state={state} />,
      }),
    );
  };

  const showInviteParty = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, party } = await openParty(visit);
    return visit.page(
      workspacePage(visit, of, said, {
        title: collaborationTexts(visit.language).party.inviteTitle(party.name),
        current: 'parties',
        narrow: true,
        status: statusOf(state),
        children: <InvitePartyPage visit={visit} of={of} party={party} state={state} />,
      }),
    );
  };

  const showEditChallenge = async (visit: Visit, state: FormState = untouched) => {
    const opened = await openWorkspace(visit, workspace, { areas: listAreas() });
    const codes = opened.of.collaboration.territory;
    return visit.page(
      workspacePage(visit, opened.of, opened.said, {
        title: collaborationTexts(visit.language).challenge.editTitle,
        current: 'challenge',
        narrow: true,
        status: statusOf(state),
        children: (
          <EditChallengePage
            visit={visit}
            of={opened.of}
            areas={opened.rows.areas.filter((area) => codes.includes(area.code))}
            state={state}
          />
        ),
      }),
    );
  };

  const showTerritory = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, { areas: listAreas() });
    const t = collaborationTexts(visit.language).territory;
    const given = state.typed.chosen ?? visit.url.searchParams.get('chosen');
    const county = findCounty(visit.url.searchParams.get('county'));
    return visit.page(
      workspacePage(visit, of, said, {
        title: county ? t.titleIn(county.name) : t.title,
        current: 'challenge',
        status: statusOf(state),
        children: (
          <TerritoryPage
            visit={visit}
            of={of}
            areas={rows.areas}
            chosen={onTheMap(given === null ? of.collaboration.territory : readChosen(given))}
            county={county}
            state={state}
          />
        ),
      }),
    );
  };

  const showPhase = async (visit: Visit, state: FormState = untouched) => {
    const { of, said } = await openWorkspace(visit, workspace, {});
    return visit.page(
      workspacePage(visit, of, said, {
        title: collaborationTexts(visit.language).phase.moveTitle,
        current: '',
        narrow: true,
        status: statusOf(state),
        children: <PhasePage visit={visit} of={of} said={said} state={state} />,
      }),
    );
  };

  const showConfirm = async (visit: Visit, state: FormState = untouched) => {
    // The link's first statement tells which collaboration it is for; the page's own questions need that answer.
    const found = await visit.read({});
    const [id = ''] = found.user.reads;
    const { user, rows } = await visit.read({
      collaboration: findCollaboration(id),
      parties: listParties(id),
      entered: listEntered(id),
    });
    const [collaboration] = rows.collaboration;
    const party = rows.parties.find((one) => one.organisation_id === user.organisation_id);
    if (!collaboration || !party) throw new Refusal('gone');
    return visit.page(
      page(visit, undefined, {
        title: collaborationTexts(visit.language).confirm.title(party.name),
        narrow: true,
        status: statusOf(state),
        children: (
          <ConfirmPage
            visit={visit}
            party={party}
            collaboration={collaboration}
            entered={rows.entered.filter((entered) => entered.party_id === party.id)}
            state={state}
          />
        ),
      }),
    );
  };

  return [
    get('/', signedIn, async (visit) => {
      const { user, rows } = await visit.read({ collaborations: listCollaborations(), drafts: listDrafts() });
      return visit.page(
        page(visit, user, {
          title: collaborationTexts(visit.language).home.title,
          children: <HomePage visit={visit} user={user} {...rows} mayStart={startCollaborations.allows(user, {})} />,
        }),
      );
    }),

    get('/collaborations/new', startCollaborations, (visit) => showStart(visit, 'start')),
    post('/collaborations/new', startCollaborations, (visit) =>
      visit.submit(
        async (tx, form) => {
          if (keepDraft(form)) {
            saveDraft(tx, {
              id: finishDraft(form),
              path: 'start',
              name: form.text('name'),
              typed: typedForDraft(form),
            });
            return '/?done=saved';
          }
          const t = collaborationTexts(visit.language);
          const { areas, organisations } = await tx.batch({
            areas: listAreas(),
            organisations: listChoices(tx.user.is_fictional),
          });
          const reader = new FormReader(form);
          const opening = readOpening(reader, form, areas, visit.language);
          if (opening.whyNoneAlone === '') reader.wrong('why', t.challenge.whyMissing);
          const wanted = reader.text('party', t.start.partyMissing, 200);
          const invited = matchOrganisation(organisations, wanted);
          if (wanted !== '' && !invited) reader.wrong('party', t.start.partyUnknown(wanted));
          const contact = reader.text('contact', t.start.contactMissing, 200);
          const email = reader.text('email', identityTexts(visit.language).signIn.emailMissing, 200);
          if (email !== '' && !emailShape.test(email))
            reader.wrong('email', identityTexts(visit.language).signIn.emailWrong);
          reader.done();
          const id = await startCollaboration(tx, { ...opening, example: tx.user.is_fictional ? 'fictional' : 'none' });
          const own = tx.user.organisation_id ?? '';
          await addParties(tx, id, [own], 'confirmed');
          const [party] = await addParties(tx, id, invited && invited.id !== own ? [invited.id] : [], 'considered');
          if (party && invited) {
            inviteParty(
              tx,
              house.origin,
              id,
              { ...party, name: invited.name },
              {
                name: contact,
                email,
                title: t.start.representative,
                role: 'representative',
                endsOn: null,
              },
            );
          }
          removeDraft(tx, finishDraft(form));
          return `/collaborations/${id}?done=saved`;
        },
        (state) => showStart(visit, 'start', state),
      ),
    ),
    get('/collaborations/take-over', startCollaborations, (visit) => showStart(visit, 'takeOver')),
    post('/collaborations/take-over', startCollaborations, (visit) =>
      visit.submit(
        async (tx, form) => {
          if (keepDraft(form)) {
            saveDraft(tx, {
              id: finishDraft(form),
              path: 'takeOver',
              name: form.text('name'),
              typed: typedForDraft(form),
            });
            return '/?done=saved';
          }
          const { areas, organisations } = await tx.batch({
            areas: listAreas(),
            organisations: listChoices(tx.user.is_fictional),
          });
          const reader = new FormReader(form);
          const opening = readOpening(reader, form, areas, visit.language);
          const parties = readParties(reader, form, organisations, visit.language);
          const ground = readGround(reader, form, visit.language);
          reader.done();
          const id = await startCollaboration(tx, {
            ...opening,
            ...ground,
            phase: 'operate',
            example: tx.user.is_fictional ? 'fictional' : 'none',
          });
          const added = parties.unknown.map((name) => addUnknownOrganisation(tx, name, tx.user.is_fictional));
          const own = tx.user.organisation_id ?? '';
          const others = [...parties.known.map((one) => one.id), ...added].filter((one) => one !== own);
          await addParties(tx, id, [own, ...others], 'confirmed');
          for (const field of workspace.takeOver) field.carryOut(tx, id, form.text(field.name));
          removeDraft(tx, finishDraft(form));
          return `/collaborations/${id}?done=saved`;
        },
        (state) => showStart(visit, 'takeOver', state),
      ),
    ),
    post('/drafts/:draft/removal', signedIn, (visit) =>
      visit.submit(async (tx) => {
        removeDraft(tx, visit.params.draft ?? '');
        return '/';
      }),
    ),

    get('/collaborations/:collaboration', readCollaboration, async (visit) => {
      const id = visit.params.collaboration ?? '';
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        ...workspace.overviewQuestions(id),
        parties: listParties(id),
        functions: listFunctions(id),
      });
      return visit.page(
        workspacePage(visit, of, said, {
          title: collaborationTexts(visit.language).column.overview,
          current: '',
          children: (
            <OverviewPage
              visit={visit}
              of={of}
              said={said}
              parties={rows.parties as never}
              functions={rows.functions as never}
              parts={workspace.drawOverview(rows as never, of)}
            />
          ),
        }),
      );
    }),
    get('/collaborations/:collaboration/challenge', readCollaboration, async (visit) => {
      const { of, said, rows } = await openWorkspace(visit, workspace, { areas: listAreas() });
      return visit.page(
        workspacePage(visit, of, said, {
          title: collaborationTexts(visit.language).challenge.title,
          current: 'challenge',
          narrow: true,
          children: <ChallengePage of={of} areas={rows.areas} />,
        }),
      );
    }),
    get('/collaborations/:collaboration/challenge/edit', leadCollaboration, (visit) => showEditChallenge(visit)),
    post('/collaborations/:collaboration/challenge/edit', leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const t = collaborationTexts(visit.language);
          const areas = await tx.all(listAreas());
          const before = await tx.one(findCollaboration(id));
          const reader = new FormReader(form);
          const ground = readGround(reader, form, visit.language);
          const to = {
            name: reader.text('name', t.challenge.nameMissing, 120),
            challenge: reader.text('challenge', t.challenge.challengeMissing, 1000),
            why_none_alone: reader.text('why', undefined, 1000),
            drivers: readOpening(new FormReader(form), form, areas, visit.language).drivers,
            territory: readTerritory(reader, form, areas, visit.language),
            territory_name: before.territory_name,
            ladder_now: readStep(form, 'ladderNow'),
            ladder_aim: readStep(form, 'ladderAim'),
            ground_kind: ground.groundKind,
            ground_title: ground.groundTitle,
            ground_year: ground.groundYear,
          };
          reader.done();
          await describeCollaboration(tx, before, Number(form.text('version')), to);
          return `/collaborations/${id}/challenge?done=saved`;
        },
        (state) => showEditChallenge(visit, state),
      ),
    ),
    get('/collaborations/:collaboration/territory', leadCollaboration, (visit) => showTerritory(visit)),
    post('/collaborations/:collaboration/territory', leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const areas = await tx.all(listAreas());
          const before = await tx.one(findCollaboration(id));
          const reader = new FormReader(form);
          const territory = readChosen(form.text('chosen'));
          const unknown = territory.filter((code) => !areas.some((area) => area.code === code));
          if (unknown.length > 0) {
            reader.wrong(
              'chosen',
              collaborationTexts(visit.language).territory.unknown(visit.formats.list(unknown.slice(0, 5))),
            );
          }
          reader.done();
          await changeTerritory(tx, before, Number(form.text('version')), territory);
          return `/collaborations/${id}/challenge?done=saved`;
        },
        (state) => showTerritory(visit, state),
      ),
    ),
    get('/collaborations/:collaboration/phase', leadCollaboration, (visit) => showPhase(visit)),
    post('/collaborations/:collaboration/phase', leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const t = collaborationTexts(visit.language).phase;
          const rows = await tx.batch({ ...workspace.questions(id), collaboration: findCollaboration(id) });
          const [collaboration] = rows.collaboration;
          if (!collaboration) throw notFound();
          const reader = new FormReader(form);
          const to = reader.oneOf(
            'phase',
            allPhases.filter((phase) => phase !== collaboration.phase),
            t.choose,
          );
          const reason = reader.text('reason', t.reasonMissing, 1000);
          reader.done();
          const { gaps } = workspace.read(rows as never, reading(visit, tx.user, collaboration));
          if (to)
            await moveToPhase(
              tx,
              collaboration,
              to,
              reason,
              gaps.map((gap) => gap.title),
            );
          return `/collaborations/${id}?done=saved`;
        },
        (state) => showPhase(visit, state),
      ),
    ),

    get('/collaborations/:collaboration/parties', readCollaboration, (visit) => showParties(visit)),
    post('/collaborations/:collaboration/parties', leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const organisations = await tx.all(listChoices(tx.user.is_fictional));
          const reader = new FormReader(form);
          const parties = readParties(reader, form, organisations, visit.language);
          reader.done();
          const unknown = parties.unknown.map((name) => addUnknownOrganisation(tx, name, tx.user.is_fictional));
          await addParties(tx, id, [...parties.known.map((one) => one.id), ...unknown], 'considered');
          return `/collaborations/${id}/parties?done=added`;
        },
        (state) => showParties(visit, state),
      ),
    ),
    post('/collaborations/:collaboration/functions', leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const parties = await tx.all(listParties(id));
          const reader = new FormReader(form);
          const name = reader.oneOf('function', partyFunctions, collaborationTexts(visit.language).party.functionLabel);
          const party = parties.find((one) => one.id === form.text('party'));
          reader.done();
          if (name) giveFunctionTo(tx, id, name, party ? [party.id] : []);
          return `/collaborations/${id}/parties?done=saved`;
        },
        (state) => showParties(visit, state),
      ),
    ),
    get('/collaborations/:collaboration/parties/:party', readCollaboration, async (visit) => {
      const { of, said, rows, party, mayChange } = await openParty(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: party.name,
          current: 'parties',
          narrow: true,
          children: (
            <PartyPage
              visit={visit}
              of={of}
              said={said}
              party={party}
              seats={rows.seats.filter((seat) => seat.organisation_id === party.organisation_id)}
              functions={rows.functions.filter((one) => one.party_id === party.id)}
              entered={rows.entered.filter((entered) => entered.party_id === party.id)}
              mayChange={mayChange}
              madeLink={undefined}
            />
          ),
        }),
      );
    }),
    get('/collaborations/:collaboration/parties/:party/edit', speakForParty, (visit) => showEditParty(visit)),
    post('/collaborations/:collaboration/parties/:party/edit', speakForParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const party = (await tx.all(listParties(id))).find((one) => one.id === visit.params.party);
          if (!party) throw notFound();
          const isOwn = party.organisation_id === tx.user.organisation_id;
          const isLeader = tx.user.leads.includes(id);
          if (!isOwn && !isLeader) throw notFound();
          const reader = new FormReader(form);
          const to = readPartyFacts(reader, form, party, isLeader, visit.language);
          const said = isOwn ? undefined : readChannel(reader, visit.language);
          reader.done();
          await changeParty(tx, id, party, Number(form.text('version')), to);
          const summary = to.own_contribution || to.own_benefit;
          if (said && summary) {
            noteEntered(tx, id, { partyId: party.id, subjectType: 'party', subjectId: party.id, summary, ...said });
          } else if (isOwn) {
            noteOwnWords(tx, id, 'party', party.id);
          }
          return `/collaborations/${id}/parties/${party.id}?done=saved`;
        },
        (state) => showEditParty(visit, state),
      ),
    ),
    get('/collaborations/:collaboration/parties/:party/invite', leadCollaboration, (visit) => showInviteParty(visit)),
    post('/collaborations/:collaboration/parties/:party/invite', leadCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          const t = collaborationTexts(visit.language).party;
          const texts = identityTexts(visit.language);
          const party = (await tx.all(listParties(id))).find((one) => one.id === visit.params.party);
          if (!party) throw notFound();
          const reader = new FormReader(form);
          const name = reader.text('name', texts.seat.nameMissing, 200);
          const email = reader.text('email', texts.signIn.emailMissing, 200);
          if (email !== '' && !emailShape.test(email)) reader.wrong('email', texts.signIn.emailWrong);
          const title = reader.text('title', texts.seat.titleMissing, 200);
          const role = reader.oneOf('role', ['processLeader', 'representative', 'reader'] as const, t.role) ?? 'reader';
          const endsOn = reader.date('endsOn', texts.seat.dateWrong);
          reader.done();
          inviteParty(tx, house.origin, id, party, { name, email, title, role, endsOn });
          return `/collaborations/${id}/parties/${party.id}?done=invited`;
        },
        (state) => showInviteParty(visit, state),
      ),
    ),
    post('/collaborations/:collaboration/parties/:party/link', leadCollaboration, async (visit) => {
      // Shown once, in the answer itself: an address that holds the key is never kept, so it cannot be redirected to.
      const opened = await openParty(visit);
      let madeLink: string | undefined;
      await visit.submit(async (tx) => {
        madeLink = makePartyLink(tx, house.origin, opened.of.collaboration.id, opened.party.id);
        return `/collaborations/${opened.of.collaboration.id}/parties/${opened.party.id}`;
      });
      const { of, said, rows, party, mayChange } = opened;
      return visit.page(
        workspacePage(visit, of, said, {
          title: party.name,
          current: 'parties',
          narrow: true,
          children: (
            <PartyPage
              visit={visit}
              of={of}
              said={said}
              party={party}
              seats={rows.seats.filter((seat) => seat.organisation_id === party.organisation_id)}
              functions={rows.functions.filter((one) => one.party_id === party.id)}
              entered={rows.entered.filter((entered) => entered.party_id === party.id)}
              mayChange={mayChange}
              madeLink={madeLink}
            />
          ),
        }),
      );
    }),

    byLink(get('/confirm/:token', holdLink, (visit) => showConfirm(visit))),
    byLink(
      post('/confirm/:token', holdLink, (visit) =>
        visit.submit(
          async (tx, form) => {
            const [id = ''] = tx.user.reads;
            const { parties, entered } = await tx.batch({ parties: listParties(id), entered: listEntered(id) });
            const party = parties.find((one) => one.organisation_id === tx.user.organisation_id);
            const statement = entered.find((one) => one.id === form.text('entered') && one.party_id === party?.id);
            if (!party || !statement) throw notFound();
            if (form.text('answer') === 'correct') {
              const reader = new FormReader(form);
              const field = `correction-${statement.id}`;
              const text = reader.text(field, collaborationTexts(visit.language).confirm.correctionMissing, 2000);
              reader.done();
              const corrected = await correctStatement(tx, id, statement.id, text);
              const correction = workspace.correction(corrected.subject_type);
              if (correction) await correction.carryOut(tx, id, corrected.subject_id, text);
              else await correctOwnContribution(tx, id, party.id, text);
            } else {
              await confirmStatement(tx, id, statement.id);
            }
            return `/confirm/${visit.params.token}?done=saved`;
          },
          (state) => showConfirm(visit, state),
        ),
      ),
    ),

    get('/collaborations/:collaboration/history', readCollaboration, async (visit) => {
      const before = Number(visit.url.searchParams.get('before') ?? Number.MAX_SAFE_INTEGER);
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        entries: listHistory(
          visit.params.collaboration ?? '',
          Number.isSafeInteger(before) ? before : Number.MAX_SAFE_INTEGER,
          historyPage,
        ),
      });
      return visit.page(
        workspacePage(visit, of, said, {
          title: collaborationTexts(visit.language).history.title,
          current: 'history',
          children: <HistoryPage of={of} rows={rows.entries} verbs={workspace.verbs(visit)} />,
        }),
      );
    }),
  ];
}
