import type { PartyRow, Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Hidden,
  Select,
  TextField,
  Version,
} from '../../ui/form.tsx';
import { eventKinds, spanOf, type YearEventRow } from '../queries.ts';
import { annualWheelTexts } from '../texts.ts';
import { saySpan } from '../year-span.ts';

export function EventPage(props: {
  visit: Visit;
  of: Reading;
  state: FormState;
  event: YearEventRow | undefined;
  parties: readonly PartyRow[];
}) {
  const { visit, of, state, event } = props;
  const texts = annualWheelTexts(of.language);
  const t = texts.events;
  const back = `/collaborations/${of.collaboration.id}/annual-wheel`;
  const span = event ? spanOf(event) : null;
  return (
    <>
      <p class="trail">
        <a href={back}>{texts.title}</a>
      </p>
      <h1>{event ? t.edit : t.add}</h1>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={event?.version ?? 0} state={state} />
        <TextField name="title" label={t.name} value={event?.title} state={state} />
        <Select
          name="kind"
          short
          label={t.kind}
          value={event?.kind ?? 'jointMeeting'}
          options={eventKinds.map((value) => ({ value, text: t.kinds[value] }))}
          state={state}
        />
        <Choices
          name="every"
          label={t.every}
          value={event && event.year !== null ? 'once' : 'year'}
          options={[
            { value: 'year', text: t.everyYear },
            { value: 'once', text: t.once },
          ]}
          state={state}
        />
        <TextField name="year" short inputmode="numeric" label={t.year} value={event?.year} state={state} />
        <TextField
          name="when"
          short
          label={t.when}
          hint={t.whenHint}
          value={span ? saySpan(span, of.language) : ''}
          state={state}
        />
        <TextField name="times" short inputmode="numeric" label={t.times} value={event?.times ?? 1} state={state} />
        <Select
          name="heldBy"
          short
          label={t.heldBy}
          value={event?.held_by_party_id ?? ''}
          options={[
            { value: '', text: t.nobodySaid },
            ...props.parties.map(({ id, name }) => ({ value: id, text: name })),
          ]}
          state={state}
        />
        <Actions submit={t.save} cancel={{ href: back, text: texts.planning.cancel }} />
      </Form>
      {event ? (
        <Form token={visit.formToken()} action={`${back}/events/${event.id}/removal`}>
          <Hidden name="version" value={event.version} />
          <button class="button second" type="submit">
            {t.remove}
          </button>
        </Form>
      ) : null}
    </>
  );
}
