import type { Route, Visit } from '../identity/index.ts';
import { emailShape, identityTexts, may, page, signedIn } from '../identity/index.ts';
import { type FormInput, FormReader } from '../platform/http/form-input.ts';
import { type FormAgain, get, post } from '../platform/http/route.ts';
import { isId, newId } from '../platform/id.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { readGround, readOpening, readParties } from './forms.ts';
import { HomePage } from './pages/home-page.tsx';
import { StartPage, TakeOverPage } from './pages/start-pages.tsx';
import { addParties, addUnknownOrganisation, inviteParty, matchOrganisation } from './parties.ts';
import { startCollaborations } from './policy.ts';
import { countBehindSignIn, findDraft, listAreas, listChoices, listCollaborations, listDrafts } from './queries.ts';
import { removeDraft, saveDraft, startCollaboration } from './starting.ts';
import { collaborationTexts } from './texts.ts';
import type { WorkspaceHouse } from './workspace.ts';

export function startRoutes(house: WorkspaceHouse): readonly Route[] {
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

  return [
    get('/', signedIn, async (visit) => {
      const { user, rows } = await visit.read({
        collaborations: listCollaborations(),
        drafts: listDrafts(),
        ...workspace.homeQuestions(),
        ...workspace.countQuestions(),
        behind: countBehindSignIn(visit.acting && 'session' in visit.acting ? visit.acting.session : null, visit.now),
      });
      return visit.page(
        page(visit, user, {
          title: collaborationTexts(visit.language).home.title,
          children: (
            <HomePage
              visit={visit}
              user={user}
              collaborations={rows.collaborations}
              waiting={workspace.countWaiting(rows, {
                user,
                language: visit.language,
                formats: visit.formats,
                now: visit.now,
              })}
              drafts={rows.drafts}
              parts={workspace.drawHome(rows, { user, language: visit.language })}
              mayStart={may(user, startCollaborations)}
              behindSignIn={rows.behind[0]?.count ?? 0}
            />
          ),
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
  ];
}
