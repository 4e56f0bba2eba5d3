import {
  listParties,
  openWorkspace,
  speakForParty,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { listGoals } from '../goals/index.ts';
import type { Route, Visit } from '../identity/index.ts';
import { csvType, fileAnswer, jsonType, pdfType, wordType } from '../platform/documents/file-answer.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { isId } from '../platform/id.ts';
import { listMarkings, listMarkingsOf, readLegalGround } from '../secrecy/index.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { type OwnMaterial, ownMaterialCsv, ownMaterialDocument, ownMaterialJson } from './documents/own-material.ts';
import { readEntry, readRegistration } from './forms.ts';
import { entryKinds } from './internal-entry.ts';
import { ChooseReceiversPage, EditEntryPage, EntryPage, PreviewSharePage } from './pages/entry-pages.tsx';
import { ownAt, sharedAt } from './pages/entry-parts.tsx';
import { OwnPage, SharedListPage } from './pages/own-page.tsx';
import { RegistrationPage, SharedPage } from './pages/shared-pages.tsx';
import { readShared } from './policy.ts';
import {
  findEntry,
  findShared,
  listEntries,
  listHappened,
  listOwnUnits,
  listQuestions,
  listRegistrations,
  listShared,
  listVersions,
} from './queries.ts';
import { registerReceived } from './registering.ts';
import { mayReceive, shareEntry, withdrawShared } from './sharing.ts';
import { internalTexts } from './texts.ts';
import { drawUpEntry, rewriteEntry, withdrawEntry, writeEntry } from './writing.ts';

const ownPath = '/collaborations/:collaboration/internal-material';
const entryPath = `${ownPath}/:entry`;
const sharedPath = '/collaborations/:collaboration/shared-material';
const taskPath = '/collaborations/:collaboration/registrations/:task';
const current = 'internal-material';

const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
/** An id from the address; what is not one does not exist. */
function idIn(visit: Visit, name: string): string {
  const id = visit.params[name] ?? '';
  if (!isId(id)) throw notFound();
  return id;
}
const kindIn = (visit: Visit) => {
  const kind = entryKinds.find((one) => one === visit.url.searchParams.get('kind'));
  if (!kind) throw notFound();
  return kind;
};

/** Entries, their sharing, and what has been received. */
export function internalRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace, documents } = house;

  const openOwn = async (visit: Visit) => {
    const id = idOf(visit);
    return await openWorkspace(visit, workspace, {
      entries: listEntries(id),
      markings: listMarkings(id),
      shared: listShared(id),
      tasks: listRegistrations(id),
    });
  };
  const file = (
    path: string,
    type: string,
    ending: string,
    make: (material: OwnMaterial) => Promise<Uint8Array> | string,
  ): Route =>
    get(`${ownPath}/${path}`, speakForParty, async (visit) => {
      const { of, rows } = await openOwn(visit);
      const name = `${internalTexts(visit.language).file.name}-${of.user.organisation_name}`;
      return fileAnswer(await make({ of, ...rows }), type, `${name}.${ending}`);
    });

  const showEntry = async (visit: Visit) => {
    const id = idOf(visit);
    const entryId = idIn(visit, 'entry');
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      entries: findEntry(id, entryId),
      versions: listVersions(id, entryId),
      happened: listHappened(entryId),
      shared: listShared(id),
      markings: listMarkingsOf(id, entryId),
    });
    const [entry] = rows.entries;
    if (!entry) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: entry.title,
        current,
        narrow: true,
        children: (
          <EntryPage
            visit={visit}
            of={of}
            {...rows}
            entry={entry}
            markings={rows.markings.filter((one) => one.lifted_at === null)}
            shared={rows.shared.filter((one) => one.entry_id === entry.id)}
          />
        ),
      }),
    );
  };

  const showEdit = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const isNew = visit.params.entry === undefined;
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      goals: listGoals(id),
      questions: listQuestions(id),
      units: listOwnUnits(),
      entries: listEntries(id),
    });
    const entry = rows.entries.find((one) => one.id === visit.params.entry);
    if (!isNew && !entry) throw notFound();
    const kind = entry?.kind ?? kindIn(visit);
    const t = internalTexts(visit.language);
    return visit.page(
      workspacePage(visit, of, said, {
        title: entry ? `${t.change}: ${entry.title}` : t.add[kind],
        current,
        narrow: true,
        status: statusOf(state),
        children: <EditEntryPage visit={visit} of={of} kind={kind} entry={entry} choices={rows} state={state} />,
      }),
    );
  };

  /** Without receivers in the address, the choice of them; with them, what they will see. */
  const showSharing = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const entryId = idIn(visit, 'entry');
    const { of, said, rows, user } = await openWorkspace(visit, workspace, {
      entries: findEntry(id, entryId),
      parties: listParties(id),
      markings: listMarkingsOf(id, entryId),
    });
    const [entry] = rows.entries;
    if (!entry) throw notFound();
    const possible = mayReceive(rows.parties, user.organisation_id);
    const { searchParams } = visit.url;
    const posted = state.chosen?.receiver;
    const wanted =
      posted ??
      (searchParams.get('to') === 'all'
        ? possible.map((party) => party.organisation_id)
        : searchParams.getAll('parties'));
    const receivers = possible.filter((party) => wanted.includes(party.organisation_id));
    const parts = {
      visit,
      of,
      entry,
      marking: rows.markings.find((one) => one.lifted_at === null),
      possible,
      unreached: rows.parties.filter(
        (party) => !possible.includes(party) && party.organisation_id !== user.organisation_id,
      ),
      state,
    };
    return visit.page(
      workspacePage(visit, of, said, {
        title: internalTexts(visit.language).share.title,
        current,
        narrow: true,
        status: statusOf(state),
        children:
          receivers.length > 0 ? (
            <PreviewSharePage {...parts} receivers={receivers} />
          ) : (
            <ChooseReceiversPage {...parts} isAsked={searchParams.has('to')} />
          ),
      }),
    );
  };

  const showShared = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      shared: findShared(id, idIn(visit, 'material')),
      tasks: listRegistrations(id),
      markings: listMarkings(id),
    });
    const [shared] = rows.shared;
    if (!shared) throw notFound();
    const speaks = of.may(speakForParty);
    return visit.page(
      workspacePage(visit, of, said, {
        title: shared.title,
        current: speaks ? current : 'shared-material',
        narrow: true,
        status: statusOf(state),
        children: (
          <SharedPage
            visit={visit}
            of={of}
            shared={shared}
            task={rows.tasks.find((one) => one.shared_material_id === shared.id)}
            markings={rows.markings}
            mayWithdraw={of.may(speakForParty, shared.organisation_id)}
            mayRegister={speaks}
            state={state}
          />
        ),
      }),
    );
  };

  const showTask = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows } = await openWorkspace(visit, workspace, { tasks: listRegistrations(id) });
    const task = rows.tasks.find((one) => one.id === visit.params.task);
    if (!task) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: internalTexts(visit.language).register.title,
        current,
        narrow: true,
        status: statusOf(state),
        children: <RegistrationPage visit={visit} of={of} task={task} state={state} />,
      }),
    );
  };

  const choicesFor = (id: string) => ({ goals: listGoals(id), questions: listQuestions(id), units: listOwnUnits() });

  return [
    get(ownPath, speakForParty, async (visit) => {
      const { of, said, rows } = await openOwn(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: internalTexts(visit.language).title,
          current,
          children: <OwnPage of={of} {...rows} />,
        }),
      );
    }),
    file('word', wordType, 'docx', (material) => documents.word(ownMaterialDocument(material))),
    file('pdf', pdfType, 'pdf', (material) => documents.pdf(ownMaterialDocument(material), 'ua-1')),
    file('csv', csvType, 'csv', ownMaterialCsv),
    file('json', jsonType, 'json', ownMaterialJson),
    get(`${ownPath}/new`, speakForParty, (visit) => showEdit(visit)),
    post(`${ownPath}/new`, speakForParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const choices = await tx.batch(choicesFor(id));
          const reader = new FormReader(form);
          const facts = readEntry(reader, form, kindIn(visit), choices, visit.language);
          reader.done();
          return `${ownAt(id)}/${writeEntry(tx, id, facts)}?done=saved`;
        },
        (state) => showEdit(visit, state),
      ),
    ),
    get(entryPath, speakForParty, (visit) => showEntry(visit)),
    get(`${entryPath}/edit`, speakForParty, (visit) => showEdit(visit)),
    post(`${entryPath}/edit`, speakForParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const entry = await tx.one(findEntry(id, idIn(visit, 'entry')));
          const choices = await tx.batch(choicesFor(id));
          const reader = new FormReader(form);
          const facts = readEntry(reader, form, entry.kind, choices, visit.language);
          reader.done();
          await rewriteEntry(tx, id, entry, Number(form.text('version')), facts);
          return `${ownAt(id)}/${entry.id}?done=saved`;
        },
        (state) => showEdit(visit, state),
      ),
    ),
    post(`${entryPath}/drawing-up`, speakForParty, (visit) =>
      visit.submit(async (tx, form) => {
        const id = idOf(visit);
        const entry = await tx.one(findEntry(id, idIn(visit, 'entry')));
        await drawUpEntry(tx, id, entry, Number(form.text('version')));
        return `${ownAt(id)}/${entry.id}?done=saved`;
      }),
    ),
    post(`${entryPath}/withdrawal`, speakForParty, (visit) =>
      visit.submit(async (tx) => {
        const id = idOf(visit);
        await withdrawEntry(tx, id, await tx.one(findEntry(id, idIn(visit, 'entry'))));
        return `${ownAt(id)}?done=saved`;
      }),
    ),
    get(`${entryPath}/sharing`, speakForParty, (visit) => showSharing(visit)),
    post(`${entryPath}/sharing`, speakForParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const entry = await tx.one(findEntry(id, idIn(visit, 'entry')));
          const marking = (await tx.all(listMarkingsOf(id, entry.id))).find((one) => one.lifted_at === null);
          const receivers = form.all('receiver');
          const reader = new FormReader(form);
          if (receivers.length === 0) reader.wrong('parties', internalTexts(visit.language).share.receiverMissing);
          const ground =
            marking && receivers.some((one) => !marking.cleared_for.includes(one))
              ? readLegalGround(reader, visit.language, visit.now)
              : undefined;
          reader.done();
          const version = Number(form.text('version'));
          return `${sharedAt(id)}/${await shareEntry(tx, id, entry, { version, receivers, ground })}?done=saved`;
        },
        (state) => showSharing(visit, state),
      ),
    ),
    get(sharedPath, readShared, async (visit) => {
      const { of, said, rows, user } = await openWorkspace(visit, workspace, { shared: listShared(idOf(visit)) });
      return visit.page(
        workspacePage(visit, of, said, {
          title: internalTexts(visit.language).shared.received,
          current: 'shared-material',
          children: (
            <SharedListPage
              of={of}
              shared={rows.shared.filter((one) => one.organisation_id !== user.organisation_id)}
            />
          ),
        }),
      );
    }),
    get(`${sharedPath}/:material`, readShared, (visit) => showShared(visit)),
    post(`${sharedPath}/:material/withdrawal`, speakForParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const shared = await tx.one(findShared(id, idIn(visit, 'material')));
          if (shared.organisation_id !== tx.user.organisation_id) throw notFound();
          const reader = new FormReader(form);
          const because = reader.text('because', internalTexts(visit.language).shared.becauseMissing, 500);
          reader.done();
          await withdrawShared(tx, id, shared, because);
          return `${sharedAt(id)}/${shared.id}?done=saved`;
        },
        (state) => showShared(visit, state),
      ),
    ),
    get(taskPath, speakForParty, (visit) => showTask(visit)),
    post(taskPath, speakForParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const task = (await tx.all(listRegistrations(id))).find((one) => one.id === visit.params.task);
          if (!task) throw notFound();
          const reader = new FormReader(form);
          const said = readRegistration(reader, visit.language);
          reader.done();
          await registerReceived(tx, id, task, Number(form.text('version')), said);
          return `${ownAt(id)}?done=saved#registration`;
        },
        (state) => showTask(visit, state),
      ),
    ),
  ];
}
