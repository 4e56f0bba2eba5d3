import type { Reading } from '../../collaborations/index.ts';
import { dayOf, identityTexts, speaksFor, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { dialogueTexts } from '../texts.ts';
import { goesOnChoices, type OutcomeRow, type ReviewRow } from '../yearly-reviews.ts';
import { baseOf } from './questions-page.tsx';

const shapes = { continues: 'done', changes: 'underWay', leaves: 'stoodAside' } as const;

export function ReviewsPage(props: {
  of: Reading;
  reviews: readonly ReviewRow[];
  outcomes: readonly OutcomeRow[];
  /** The reader’s own party. */
  own: string | undefined;
}) {
  const { of, reviews, outcomes } = props;
  const t = dialogueTexts(of.language).reviews;
  const here = `${baseOf(of)}/reviews`;
  const year = Number(dayOf(of.now).slice(0, 4));
  const speaks = speaksFor(of.user, of.collaboration.id, of.user.organisation_id) && props.own !== undefined;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {props.own ? (
        <Section heading={t.ours} main>
          <p class="small section-lead">{t.private}</p>
          {reviews.length === 0 ? <p class="section-lead">{t.empty}</p> : null}
          <ul class="rows">
            {reviews.map((review) => {
              const shared = outcomes.find((one) => one.party_id === props.own && one.year === review.year);
              return (
                <li key={review.id}>
                  <div>
                    <a class="title" href={`${here}/${review.year}`}>
                      {t.of(review.year)}
                    </a>
                    {speaks ? (
                      <p class="no-print">
                        <a href={`${here}/${review.year}/outcome`}>{shared ? t.shareAnew : t.share}</a>
                      </p>
                    ) : null}
                  </div>
                  <State shape={shared ? 'done' : 'locked'} text={shared ? t.isShared : t.onlyOurs} />
                </li>
              );
            })}
          </ul>
          {speaks && !reviews.some((review) => review.year === year) ? (
            <p class="actions">
              <a class="button" href={`${here}/${year}`}>
                {t.write(year)}
              </a>
            </p>
          ) : null}
        </Section>
      ) : null}
      <Section heading={t.shared} main={!props.own}>
        {outcomes.length === 0 ? <p class="section-lead">{t.noneShared}</p> : null}
        <ul class="rows">
          {outcomes.map((one) => (
            <li key={one.id}>
              <div>
                <div class="title">
                  {one.party_name}, {one.year}
                </div>
                {one.words ? <p class="given-answer">{one.words}</p> : null}
                <p class="small">
                  {one.decided_by
                    ? t.decided(one.decided_by, of.formats.date(one.decided_on), one.paragraph)
                    : t.said(of.formats.date(one.decided_on))}
                </p>
              </div>
              <State shape={shapes[one.course]} text={t.goesOn[one.course]} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

export function ReviewPage(props: {
  visit: Visit;
  of: Reading;
  year: number;
  review: ReviewRow | undefined;
  state: FormState;
}) {
  const { visit, of, year, review, state } = props;
  const texts = dialogueTexts(of.language);
  const t = texts.reviews;
  const here = `${baseOf(of)}/reviews`;
  return (
    <>
      <p class="trail">
        <a href={here}>{t.title}</a>
      </p>
      <h1>{t.of(year)}</h1>
      <p class="small section-lead">{t.private}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={review?.version ?? 0} state={state} />
        <TextArea name="done" rows={4} label={t.done} value={review?.done} state={state} />
        <TextArea name="gave" rows={4} label={t.gave} value={review?.gave} state={state} />
        <TextArea name="changes" rows={4} label={t.changes} value={review?.changes} state={state} />
        <Choices
          name="goesOn"
          label={t.doWeGoOn}
          value={review?.course ?? 'notSaid'}
          options={[
            ...goesOnChoices.map((value) => ({ value, text: t.goesOn[value] })),
            { value: 'notSaid', text: t.notSaid },
          ]}
          state={state}
        />
        <Actions submit={t.save} cancel={{ href: here, text: texts.cancel }} />
      </Form>
    </>
  );
}

export function OutcomeFormPage(props: { visit: Visit; of: Reading; review: ReviewRow; state: FormState }) {
  const { visit, of, review, state } = props;
  const texts = dialogueTexts(of.language);
  const t = texts.reviews;
  const here = `${baseOf(of)}/reviews`;
  return (
    <>
      <p class="trail">
        <a href={here}>{t.title}</a>
      </p>
      <h1>{t.shareOf(review.year)}</h1>
      <p class="small section-lead">{t.shareLead}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Choices
          name="goesOn"
          label={t.weGoOn}
          value={review.course ?? ''}
          options={goesOnChoices.map((value) => ({ value, text: t.goesOn[value] }))}
          state={state}
        />
        <TextArea name="words" rows={3} label={t.words} hint={t.wordsHint} state={state} />
        <Choices
          name="how"
          label={t.how}
          value="representative"
          options={[
            { value: 'representative', text: t.byRepresentative },
            { value: 'instance', text: t.byInstance },
          ]}
          state={state}
        />
        <TextField name="by" label={t.by} hint={t.byHint} state={state} />
        <TextField name="on" type="date" short label={t.on} value={dayOf(of.now)} state={state} />
        <TextField name="paragraph" short label={t.paragraph} state={state} />
        <Actions submit={t.shareSubmit} cancel={{ href: here, text: texts.cancel }} />
      </Form>
    </>
  );
}
