import { dayOf, identityTexts, type User, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, TextField, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { type AbsenceRow, type OwnSeatRow, type Rhythm, rhythms, usualRhythm } from '../queries.ts';
import { workTexts } from '../texts.ts';

function Trail(props: { text: string }) {
  return (
    <p class="trail">
      <a href="/account">{props.text}</a>
    </p>
  );
}

export function AbsencePage(props: {
  visit: Visit;
  user: User;
  absences: readonly AbsenceRow[];
  seats: readonly OwnSeatRow[];
  state: FormState;
}) {
  const { visit, state } = props;
  const t = workTexts(visit.language).absence;
  const { date } = visit.formats;
  const own = [...Map.groupBy(props.seats, (seat) => seat.seat_id).values()].flatMap(([seat]) =>
    seat?.kind === 'holder' ? [seat] : [],
  );
  const today = dayOf(visit.now);
  return (
    <>
      <Trail text={t.back} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(visit.language).frame.errors(state.errors.length)} />
      {props.absences.length > 0 ? (
        <Section heading={t.noted}>
          <ul class="rows">
            {props.absences.map((one) => {
              const period = t.period(date(one.from_on), date(one.until_on));
              return (
                <li key={one.id}>
                  <div>
                    <div class="title">{period}</div>
                  </div>
                  <div class="beside">
                    {one.from_on <= today ? <State shape="underWay" text={t.now} /> : null}
                    <Form token={visit.formToken()} action={`/account/absence/${one.id}/removal`} inline>
                      <button class="link-button" type="submit" aria-label={t.endOne(period)}>
                        {t.end}
                      </button>
                    </Form>
                  </div>
                </li>
              );
            })}
          </ul>
        </Section>
      ) : null}
      <Form token={visit.formToken()}>
        <TextField name="from" type="date" short label={t.from} hint={t.dayHint} state={state} />
        <TextField name="until" type="date" short label={t.until} hint={t.privacy} state={state} />
        <Actions submit={t.submit} cancel={{ href: '/my-work', text: workTexts(visit.language).title }} />
      </Form>
      <Section heading={t.seats} beside={props.user.organisation_name ? t.seatsAs(props.user.organisation_name) : null}>
        {own.length === 0 ? (
          <p class="small section-lead">{t.noSeats}</p>
        ) : (
          <ul class="rows">
            {own.map((seat) => (
              <li key={seat.seat_id}>
                <div class="title">{seat.title}</div>
                {seat.others.length > 0 ? (
                  <span>{t.deputies(visit.formats.list(seat.others))}</span>
                ) : (
                  <State shape="missing" text={t.noDeputy} />
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

export function DigestPage(props: {
  visit: Visit;
  choice: { readonly rhythm: Rhythm; readonly has_news: boolean; readonly version: number } | undefined;
  state: FormState;
}) {
  const { visit, choice, state } = props;
  const t = workTexts(visit.language).digest;
  return (
    <>
      <Trail text={t.cancel} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(visit.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={choice?.version ?? 0} state={state} />
        <Choices
          name="rhythm"
          label={t.legend}
          value={choice?.rhythm ?? usualRhythm}
          options={rhythms.map((rhythm) => ({ value: rhythm, text: t.rhythms[rhythm], hint: t.hints[rhythm] }))}
          state={state}
        />
        <Choices
          name="news"
          many
          label={t.newsLegend}
          values={(choice?.has_news ?? true) ? ['yes'] : []}
          options={[{ value: 'yes', text: t.news, hint: t.newsHint }]}
          state={state}
        />
        <Actions submit={t.submit} cancel={{ href: '/account', text: t.cancel }} />
      </Form>
    </>
  );
}
