import { Actions, Choices, ErrorSummary, Form, type FormState, TextArea, TextField } from '../../ui/form.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import type { OrganisationRow } from '../organisation.ts';
import { type SeatOutcome, seatOutcomes } from '../renewal.ts';
import type { SeatRow, TermRow } from '../seat.ts';
import { identityTexts } from '../texts.ts';
import type { Visit } from '../user.ts';

/** What a seat most likely becomes: an elected one with a mandate that ends is filled anew. */
export const likelyOutcome = (seat: SeatRow): SeatOutcome => (seat.level === 'political' ? 'replaced' : 'stays');

/** After an election: every seat of the organisation on one page, replaced in one go. */
export function RenewalPage(props: {
  visit: Visit;
  organisation: OrganisationRow;
  seats: readonly SeatRow[];
  /** Who holds the seats now. */
  terms: readonly TermRow[];
  state: FormState;
}) {
  const { visit, organisation, state } = props;
  const t = identityTexts(visit.language);
  const here = `/organisations/${organisation.id}`;
  return (
    <>
      <p class="trail">
        <a href={here}>{organisation.name}</a>
      </p>
      <h1>{t.renewal.title}</h1>
      <p class="lead">{t.renewal.lead}</p>
      {props.seats.length === 0 ? <Notice waits>{t.renewal.noSeats}</Notice> : null}
      <ErrorSummary state={state} heading={t.frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <TextField name="from" type="date" short label={t.renewal.from} hint={t.renewal.fromHint} state={state} />
        <TextField
          name="mandate"
          type="date"
          short
          label={t.seat.mandateEnds}
          hint={t.renewal.mandateHint}
          state={state}
        />
        <Choices
          name="deputies"
          many
          label={t.renewal.deputies}
          values={['end']}
          options={[{ value: 'end', text: t.renewal.endDeputies }]}
          state={state}
        />
        <details class="section-lead" open={Boolean(state.typed.pasted)}>
          <summary>{t.renewal.paste}</summary>
          <TextArea name="pasted" rows={6} label={t.renewal.pasted} hint={t.renewal.pastedHint} state={state} />
        </details>
        <Section heading={t.seat.heading} main>
          <ul class="rows">
            {props.seats.map((seat) => {
              const held = props.terms.filter((term) => term.seat_id === seat.id);
              const names = held
                .filter((term) => term.kind === 'holder')
                .concat(held.filter((term) => term.kind === 'deputy'))
                .map((term) =>
                  term.kind === 'deputy'
                    ? `${term.holder_name} (${t.seat.deputy.toLocaleLowerCase()})`
                    : term.holder_name,
                );
              return (
                <li key={seat.id}>
                  <fieldset class="group renewal">
                    <legend>{seat.title}</legend>
                    <p class="small">
                      {t.seat.levels[seat.level]},{' '}
                      {names.length > 0 ? visit.formats.list(names) : t.seat.vacant.toLocaleLowerCase()}
                    </p>
                    <Choices
                      name={`outcome-${seat.id}`}
                      label={t.renewal.outcome(seat.title)}
                      value={likelyOutcome(seat)}
                      options={seatOutcomes.map((outcome) => ({ value: outcome, text: t.renewal.outcomes[outcome] }))}
                      state={state}
                    />
                    <TextField name={`name-${seat.id}`} label={t.renewal.name(seat.title)} state={state} />
                    <TextField
                      name={`email-${seat.id}`}
                      type="email"
                      label={t.renewal.email(seat.title)}
                      state={state}
                    />
                  </fieldset>
                </li>
              );
            })}
          </ul>
        </Section>
        <p class="small section-lead">{t.renewal.after}</p>
        <Actions submit={t.renewal.submit} cancel={{ href: here, text: t.frame.cancel }} />
      </Form>
    </>
  );
}
