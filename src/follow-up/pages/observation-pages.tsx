import { AttachedFiles, type AttachmentRow } from '../../attachments/index.ts';
import { type Reading, speakForParty } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import {
  ChosenMarkingFields,
  type MarkedWithinRow,
  MarkingNote,
  type MarkingRow,
  WithheldNote,
} from '../../secrecy/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { ObservationRow } from '../observing.ts';
import { speakInRounds } from '../policy.ts';
import type { RoundGoalRow, RoundRow } from '../queries.ts';
import { observationKinds } from '../round.ts';
import { followUpTexts } from '../texts.ts';
import { roundsAt } from './round-parts.tsx';

/** What was seen and heard, with its source and the goals it says something of. */
export function Observations(props: {
  of: Reading;
  round: RoundRow;
  goals: readonly RoundGoalRow[];
  observations: readonly ObservationRow[];
  markings: readonly MarkingRow[];
  markedWithin: readonly MarkedWithinRow[];
  attachments: readonly AttachmentRow[];
}) {
  const { of, round, observations } = props;
  const withheld = props.markedWithin.find((one) => one.within_id === round.id)?.withheld ?? 0;
  const t = followUpTexts(of.language).observation;
  const speaks = of.may(speakInRounds) && !round.closed_at;
  const here = `${roundsAt(of)}/${round.id}/observations`;
  if (observations.length === 0 && withheld === 0 && !speaks) return null;
  return (
    <Section heading={t.title} beside={speaks ? <a href={`${here}/new`}>{t.add}</a> : undefined} id="observations">
      {observations.length === 0 ? <p class="section-lead">{t.empty}</p> : null}
      <WithheldNote count={withheld} language={of.language} />
      <ul class="rows">
        {observations.map((one) => (
          <li key={one.id}>
            <div>
              <span class="small">
                {t.kinds[one.kind]} · {t.by(one.organisation_name, of.formats.date(one.seen_on))}
              </span>
              <div>{one.text}</div>
              <p>
                {t.sourceLine(one.source)}
                {one.goal_ids.length > 0
                  ? ` · ${of.formats.list(
                      props.goals.filter((goal) => one.goal_ids.includes(goal.goal_id)).map((goal) => goal.text),
                    )}`
                  : ''}
              </p>
              <MarkingNote
                of={of}
                subjectType="observation"
                subjectId={one.id}
                markings={props.markings}
                mayMark={of.may(speakForParty, one.organisation_id)}
              />
              <AttachedFiles
                of={of}
                to={{ type: 'observation', id: one.id }}
                attachments={props.attachments}
                mayAttach={speaks && one.organisation_id === of.user.organisation_id}
              />
            </div>
            {speaks && one.organisation_id === of.user.organisation_id ? (
              <a class="small-link" href={`${here}/${one.id}`}>
                {t.changeShort}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function ObservationPage(props: {
  visit: Visit;
  of: Reading;
  round: RoundRow;
  goals: readonly RoundGoalRow[];
  observation: ObservationRow | undefined;
  state: FormState;
}) {
  const { visit, of, round, observation, state } = props;
  const t = followUpTexts(of.language).observation;
  const frame = identityTexts(of.language).frame;
  const here = `${roundsAt(of)}/${round.id}`;
  return (
    <>
      <p class="trail">
        <a href={here}>{round.name}</a>
      </p>
      <h1>{observation ? t.change : t.add}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        {observation ? <Version value={observation.version} state={state} /> : null}
        <Choices
          name="kind"
          label={t.kind}
          value={observation?.kind}
          options={observationKinds.map((kind) => ({ value: kind, text: t.kinds[kind] }))}
          state={state}
        />
        <TextArea name="text" label={t.text} hint={t.textHint} value={observation?.text} state={state} />
        <TextField name="source" label={t.source} hint={t.sourceHint} value={observation?.source} state={state} />
        <TextField name="seenOn" type="date" short label={t.seenOn} value={observation?.seen_on} state={state} />
        <Choices
          name="goals"
          many
          label={t.goals}
          values={observation?.goal_ids ?? []}
          options={props.goals.map((goal) => ({ value: goal.goal_id, text: goal.text }))}
          state={state}
        />
        {observation ? null : <ChosenMarkingFields of={of} state={state} />}
        <Actions submit={t.save} cancel={{ href: here, text: frame.cancel }} />
      </Form>
      {observation ? (
        <Form token={visit.formToken()} action={`${here}/observations/${observation.id}/withdrawal`} inline>
          <button class="link-button" type="submit">
            {t.withdraw}
          </button>
        </Form>
      ) : null}
    </>
  );
}
