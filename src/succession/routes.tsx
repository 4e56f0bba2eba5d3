import type { WorkspaceHouse } from '../collaborations/index.ts';
import {
  actForOrganisation,
  administerOrganisation,
  dayOf,
  listSeats,
  listTerms,
  may,
  page,
  type Route,
  signedIn,
  staying,
  type Visit,
} from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { DocumentModel } from '../platform/documents/document.ts';
import { fileAnswer, pdfType, wordType } from '../platform/documents/file-answer.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { findNote, writeNote } from './hand-over-note.ts';
import { introduce, introductionOf, mostIntroduced, ownCollaborations } from './introducing.tsx';
import { HandOverPage } from './pages/hand-over-page.tsx';
import { IntroductionPage, type OwnSeatRow } from './pages/introduction-page.tsx';
import { successionTexts } from './texts.ts';

const collaborationsOfSeat = statement<{ collaboration_id: string }, [organisation: string, seat: string]>(`
  select distinct cs.collaboration_id from collaboration_seat cs
  where cs.organisation_id = $1 and cs.seat_id = $2 order by cs.collaboration_id`);

/** The seats that whoever is signed in holds, has held or is about to hold in the organisation acted for. */
const listOwnSeats = statement<OwnSeatRow>(`
  select s.id, s.organisation_id, s.title from seat s
  where s.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
    and exists (select from seat_term t where t.organisation_id = s.organisation_id and t.seat_id = s.id
      and t.person_id = (select nullif(current_setting('armkrok.user', true), '')::uuid))
  order by s.title collate "sv-x-icu", s.id`);

export function successionRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace, origin, documents } = house;

  // Two waves: which collaborations to ask about is known when it is known who asks.
  const openIntroduction = async (visit: Visit) => {
    const { user, rows } = await visit.read({ seats: listOwnSeats() });
    const t = successionTexts(visit.language).introduction;
    const ids = ownCollaborations(user);
    const introduced = await introduce(visit, user, workspace, ids);
    const title = t.title(user.organisation_name ?? '');
    const left = Math.max(0, ids.length - mostIntroduced);
    return { user, introduced, seats: rows.seats, model: introductionOf(visit, user, origin, title, introduced, left) };
  };
  const introductionFile = (ending: string, type: string, make: (model: DocumentModel) => Promise<Uint8Array>): Route =>
    get(`/introduction/${ending}`, signedIn, async (visit) => {
      const { introduced, model } = await openIntroduction(visit);
      if (introduced.length === 0) throw notFound();
      const name = successionTexts(visit.language).introduction.file;
      return fileAnswer(await make(model), type, `${name}.${ending === 'word' ? 'docx' : 'pdf'}`);
    });

  const showHandOver = async (visit: Visit, state: FormState = untouched) => {
    const { organisation = '', seat: seatId = '' } = visit.params;
    const { user, rows } = await visit.read({
      seats: listSeats(organisation),
      terms: listTerms(organisation),
      notes: findNote(organisation, seatId),
      collaborations: collaborationsOfSeat(organisation, seatId),
    });
    const seat = rows.seats.find((one) => one.id === seatId);
    const terms = rows.terms.filter((term) => term.seat_id === seatId);
    // Whoever has held it, holds it or is about to; and whoever sees to the organisation's seats.
    const isConcerned =
      terms.some((term) => term.person_id === user.person_id) || may(user, administerOrganisation, { organisation });
    if (!seat || !isConcerned) throw notFound();
    const ids = rows.collaborations.map((one) => one.collaboration_id).filter((id) => user.reads.includes(id));
    const introduced = await introduce(visit, user, workspace, ids);
    const t = successionTexts(visit.language).handOver;
    const model = introductionOf(visit, user, origin, t.title(seat.title), introduced, 0);
    return visit.page(
      page(visit, user, {
        title: t.title(seat.title),
        status: statusOf(state),
        children: (
          <HandOverPage
            visit={visit}
            organisation={organisation}
            seat={seat}
            terms={terms}
            holding={staying(terms, dayOf(visit.now))}
            note={rows.notes[0]}
            model={model}
            state={state}
          />
        ),
      }),
    );
  };

  const handOverAt = '/organisations/:organisation/seats/:seat/hand-over';
  return [
    get('/introduction', signedIn, async (visit) => {
      const { user, introduced, seats, model } = await openIntroduction(visit);
      return visit.page(
        page(visit, user, {
          title: model.title,
          children: <IntroductionPage visit={visit} model={model} seats={seats} isEmpty={introduced.length === 0} />,
        }),
      );
    }),
    introductionFile('pdf', pdfType, (model) => documents.pdf(model, 'ua-1')),
    introductionFile('word', wordType, (model) => documents.word(model)),
    get(handOverAt, actForOrganisation, (visit) => showHandOver(visit)),
    post(handOverAt, actForOrganisation, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { organisation = '', seat: seatId = '' } = visit.params;
          const found = await tx.batch({ seats: listSeats(organisation), terms: listTerms(organisation) });
          if (!found.seats.some((seat) => seat.id === seatId)) throw notFound();
          const terms = found.terms.filter((term) => term.seat_id === seatId);
          const isConcerned =
            terms.some((term) => term.person_id === tx.user.person_id) ||
            may(tx.user, administerOrganisation, { organisation });
          if (!isConcerned) throw notFound();
          const reader = new FormReader(form);
          const text = reader.text('note', undefined, 10_000, successionTexts(visit.language).handOver.tooLong);
          reader.done();
          await writeNote(tx, organisation, seatId, text, Number(form.text('version')));
          return `/organisations/${organisation}/seats/${seatId}/hand-over?done=saved`;
        },
        (state) => showHandOver(visit, state),
      ),
    ),
  ];
}
