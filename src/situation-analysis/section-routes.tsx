import { listAttachments } from '../attachments/index.ts';
import {
  listEntered,
  listParties,
  openWorkspace,
  readChannel,
  readCollaboration,
  tellOfParty,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { may, type Route, speaksFor, type Tx, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { knownIn } from './knowledge/reading.ts';
import { AnalysisPage, enteredFor } from './pages/analysis-page.tsx';
import { EditSectionPage, VersionsPage } from './pages/section-pages.tsx';
import { writeAnalysis } from './policy.ts';
import {
  listAnalysisVersions,
  listCauses,
  listDrafts,
  listObjections,
  listPositions,
  listSections,
  listTurns,
  listVersionsOf,
} from './queries.ts';
import { jointSections, type SectionPlace } from './section.ts';
import { situationTexts } from './texts.ts';
import { keepDraft, saveSection, saveStatedBenefit, sayWriting } from './writing.ts';

const analysisPath = '/collaborations/:collaboration/situation-analysis';
const sectionPath = `${analysisPath}/sections/:section`;
const current = 'situation-analysis';
const longest = 40_000;

const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
/** A joint section by its name, a party's own benefit by the party. */
function placeIn(visit: Visit, parties: readonly { readonly id: string }[]): SectionPlace {
  const joint = jointSections.find((one) => one === visit.params.section);
  if (joint) return { section: joint, partyId: null };
  const party = parties.find((one) => one.id === visit.params.section);
  if (!party) throw notFound();
  return { section: 'ownBenefit', partyId: party.id };
}
const isAt = (place: SectionPlace) => (row: { section: string; party_id: string | null }) =>
  row.section === place.section && row.party_id === place.partyId;

/** Where the acting user may write: a joint section, what the own party has to gain, or what another has said that it has. */
async function writableIn(
  tx: Tx,
  visit: Visit,
): Promise<{ readonly place: SectionPlace; readonly isForAnother: boolean }> {
  const parties = await tx.all(listParties(idOf(visit)));
  const place = placeIn(visit, parties);
  const party = parties.find((one) => one.id === place.partyId);
  const id = idOf(visit);
  if (party && !may(tx.user, tellOfParty, { collaboration: id, organisation: party.organisation_id })) throw notFound();
  return { place, isForAnother: party !== undefined && !speaksFor(tx.user, id, party.organisation_id) };
}

export function sectionRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const here = (visit: Visit): string => `/collaborations/${idOf(visit)}/situation-analysis`;

  const showEdit = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows, user } = await openWorkspace(visit, workspace, {
      parties: listParties(id),
      sections: listSections(id),
      turns: listTurns(id),
      drafts: listDrafts(id),
      entered: listEntered(id),
    });
    const place = placeIn(visit, rows.parties);
    const party = rows.parties.find((one) => one.id === place.partyId);
    if (party && !of.may(tellOfParty, party.organisation_id)) throw notFound();
    const entered = enteredFor(rows.entered, place.partyId);
    const t = situationTexts(visit.language);
    const name = party ? t.own(party.name) : t.sections[place.section];
    return visit.page(
      workspacePage(visit, of, said, {
        title: t.edit.title(name),
        current,
        status: statusOf(state),
        children: (
          <EditSectionPage
            visit={visit}
            of={of}
            place={place}
            name={name}
            saved={rows.sections.find(isAt(place))}
            draft={rows.drafts.find(isAt(place))}
            turn={rows.turns.find(isAt(place))}
            ownWords={entered?.corrected_at ? entered.summary : undefined}
            isForAnother={party !== undefined && !speaksFor(user, id, party.organisation_id)}
            state={state}
          />
        ),
      }),
    );
  };

  return [
    get(analysisPath, readCollaboration, async (visit) => {
      const id = idOf(visit);
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        sections: listSections(id),
        turns: listTurns(id),
        causes: listCauses(id),
        objections: listObjections(id),
        parties: listParties(id),
        versions: listAnalysisVersions(id),
        positions: listPositions(id),
        entered: listEntered(id),
        ...knownIn(id),
        attachments: listAttachments(id),
      });
      return visit.page(
        workspacePage(visit, of, said, {
          title: situationTexts(visit.language).title,
          current,
          children: <AnalysisPage visit={visit} of={of} rows={rows} />,
        }),
      );
    }),
    post(`${sectionPath}/writing`, writeAnalysis, (visit) =>
      visit.submit(async (tx) => {
        const { place } = await writableIn(tx, visit);
        await sayWriting(tx, idOf(visit), place, false);
        return `${here(visit)}/sections/${visit.params.section}/edit`;
      }),
    ),
    get(`${sectionPath}/edit`, writeAnalysis, (visit) => showEdit(visit)),
    post(`${sectionPath}/edit`, writeAnalysis, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { place, isForAnother } = await writableIn(tx, visit);
          const reader = new FormReader(form);
          const text = reader.text('text', undefined, longest, situationTexts(visit.language).edit.tooLong);
          const isDraft = form.text('keep') === 'draft';
          const entered = isForAnother && !isDraft ? readChannel(reader, visit.language) : undefined;
          reader.done();
          const read = Number(form.text('version')) || 0;
          if (isDraft) {
            await keepDraft(tx, idOf(visit), place, read, text);
            await sayWriting(tx, idOf(visit), place, false);
            return `${here(visit)}/sections/${visit.params.section}/edit`;
          }
          if (place.partyId) await saveStatedBenefit(tx, idOf(visit), place.partyId, read, text, entered);
          else await saveSection(tx, idOf(visit), place, read, text);
          return `${here(visit)}?done=saved#${place.partyId ?? place.section}`;
        },
        async (state) => {
          // What stood against another's text is kept also if its writer leaves the page.
          if (state.conflict)
            await visit.writeApart(async (tx) => {
              const { place } = await writableIn(tx, visit);
              await keepDraft(tx, idOf(visit), place, Number(state.typed.version) || 0, state.typed.text ?? '');
            });
          return await showEdit(visit, state);
        },
      ),
    ),
    // For the page's module alone: a token for the next time, and what to say of this one.
    get(`${sectionPath}/draft`, writeAnalysis, async (visit) => {
      const id = idOf(visit);
      const { of, rows } = await openWorkspace(visit, workspace, { parties: listParties(id), drafts: listDrafts(id) });
      const place = placeIn(visit, rows.parties);
      const draft = rows.drafts.find(isAt(place));
      const said = draft ? situationTexts(visit.language).edit.draftKept(of.formats.time(draft.kept_at)) : '';
      return new Response(`${visit.formToken()}\n${said}`, {
        headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
      });
    }),
    post(`${sectionPath}/draft`, writeAnalysis, (visit) =>
      visit.submit(async (tx, form) => {
        const { place } = await writableIn(tx, visit);
        const reader = new FormReader(form);
        const text = reader.text('text', undefined, longest, situationTexts(visit.language).edit.tooLong);
        reader.done();
        await keepDraft(tx, idOf(visit), place, Number(form.text('version')) || 0, text);
        await sayWriting(tx, idOf(visit), place, false);
        return `${here(visit)}/sections/${visit.params.section}/draft`;
      }),
    ),
    get(`${sectionPath}/versions`, readCollaboration, async (visit) => {
      const id = idOf(visit);
      const joint = jointSections.find((one) => one === visit.params.section);
      const party = joint ? null : (visit.params.section ?? '');
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        parties: listParties(id),
        sections: listSections(id),
        versions: listVersionsOf(id, joint ?? 'ownBenefit', joint ? null : party),
      });
      const place = placeIn(visit, rows.parties);
      const t = situationTexts(visit.language);
      const whose = rows.parties.find((one) => one.id === place.partyId);
      const name = whose ? t.own(whose.name) : t.sections[place.section];
      const chosen = (field: string) =>
        rows.versions.find((one) => String(one.number) === visit.url.searchParams.get(field));
      return visit.page(
        workspacePage(visit, of, said, {
          title: t.compare.title(name),
          current,
          children: (
            <VersionsPage
              of={of}
              place={place}
              name={name}
              versions={rows.versions}
              from={chosen('from') ?? rows.versions[1] ?? rows.versions[0]}
              to={chosen('to') ?? rows.versions[0]}
            />
          ),
        }),
      );
    }),
  ];
}
