import { notFound } from '../platform/errors.ts';
import type { Installation } from '../platform/feature.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { emailShape } from './email.ts';
import { findOrganisation } from './organisation.ts';
import { page } from './pages/identity-page.tsx';
import { RenewalPage } from './pages/renewal-page.tsx';
import { administerOrganisation } from './policy.ts';
import { type RenewedSeat, readSuccessors, renewSeats, seatOutcomes, staying } from './renewal.ts';
import { dayOf, listSeats, listTerms, type SeatRow } from './seat.ts';
import { identityTexts } from './texts.ts';
import type { Route, Visit } from './user.ts';

const open = (seats: readonly SeatRow[]): readonly SeatRow[] => {
  const going = seats.filter((seat) => !seat.ended_on);
  return [...going.filter((seat) => seat.level === 'political'), ...going.filter((seat) => seat.level !== 'political')];
};
const sameTitle = (a: string, b: string): boolean =>
  a.trim().toLocaleLowerCase('sv') === b.trim().toLocaleLowerCase('sv');

/** What becomes of each seat: as it says in the pasted list, else in the seat's own fields. */
function readSeats(reader: FormReader, seats: readonly SeatRow[], visit: Visit): readonly RenewedSeat[] {
  const t = identityTexts(visit.language);
  const pasted = readSuccessors(reader.text('pasted', undefined, 100_000));
  for (const one of pasted) {
    const named = seats.filter((seat) => sameTitle(seat.title, one.title));
    if (named.length === 0) reader.wrong('pasted', t.renewal.noSuchSeat(one.row, one.title));
    else if (named.length > 1) reader.wrong('pasted', t.renewal.severalSeats(one.row, one.title));
    else if (one.name === '') reader.wrong('pasted', t.renewal.rowWithoutName(one.row));
    else if (!emailShape.test(one.email)) reader.wrong('pasted', t.renewal.rowWithoutEmail(one.row));
  }
  return seats.map((seat) => {
    const listed = pasted.find((one) => sameTitle(one.title, seat.title));
    if (listed) {
      return {
        seatId: seat.id,
        title: seat.title,
        outcome: 'replaced',
        successor: { name: listed.name, email: listed.email },
      };
    }
    const outcome = reader.oneOf(`outcome-${seat.id}`, seatOutcomes, t.renewal.outcomeMissing(seat.title)) ?? 'stays';
    if (outcome !== 'replaced') return { seatId: seat.id, title: seat.title, outcome };
    const name = reader.text(`name-${seat.id}`, t.renewal.nameMissing(seat.title), 200);
    const email = reader.text(`email-${seat.id}`, t.renewal.emailMissing(seat.title), 200);
    if (email !== '' && !emailShape.test(email)) reader.wrong(`email-${seat.id}`, t.signIn.emailWrong);
    return { seatId: seat.id, title: seat.title, outcome, successor: { name, email } };
  });
}

export function renewalRoutes(house: Installation): readonly Route[] {
  const show = async (visit: Visit, state: FormState = untouched) => {
    const id = visit.params.organisation ?? '';
    const { user, rows } = await visit.read({
      organisation: findOrganisation(id),
      seats: listSeats(id),
      terms: listTerms(id),
    });
    const [organisation] = rows.organisation;
    if (!organisation) throw notFound();
    return visit.page(
      page(visit, user, {
        title: identityTexts(visit.language).renewal.title,
        narrow: true,
        status: statusOf(state),
        children: (
          <RenewalPage
            visit={visit}
            organisation={organisation}
            seats={open(rows.seats)}
            terms={staying(rows.terms, dayOf(visit.now))}
            state={state}
          />
        ),
      }),
    );
  };

  return [
    get('/organisations/:organisation/renewal', administerOrganisation, (visit) => show(visit)),
    post('/organisations/:organisation/renewal', administerOrganisation, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.organisation ?? '';
          const t = identityTexts(visit.language);
          const organisation = await tx.one(findOrganisation(id));
          const seats = open(await tx.all(listSeats(id)));
          const reader = new FormReader(form);
          const beganOn = reader.date('from', t.seat.dateWrong);
          if (beganOn === null) reader.wrong('from', t.seat.dateWrong);
          const mandateEndsOn = reader.date('mandate', t.seat.dateWrong);
          if (beganOn && mandateEndsOn && mandateEndsOn <= beganOn) reader.wrong('mandate', t.renewal.mandateTooEarly);
          const endsDeputies = reader.someOf('deputies', ['end']).length > 0;
          const renewed = readSeats(reader, seats, visit);
          reader.done();
          renewSeats(tx, house.origin, organisation, {
            beganOn: beganOn ?? '',
            mandateEndsOn,
            endsDeputies,
            seats: renewed,
          });
          return `/organisations/${id}?done=renewed`;
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}
