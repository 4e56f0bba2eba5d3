import type { Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { MarkingNote, type MarkingRow } from '../../secrecy/index.ts';
import { Actions, ErrorSummary, Form, type FormState, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { RegistrationRow, SharedRow } from '../queries.ts';
import { internalTexts } from '../texts.ts';
import { EntryWords, ownAt, RegistrationMark, sharedAt } from './entry-parts.tsx';

/** A copy that has been handed on, for those who received it and for the party that shared it. */
export function SharedPage(props: {
  visit: Visit;
  of: Reading;
  shared: SharedRow;
  task: RegistrationRow | undefined;
  markings: readonly MarkingRow[];
  /** The reader speaks for the party that shared it. */
  mayWithdraw: boolean;
  mayRegister: boolean;
  state: FormState;
}) {
  const { visit, of, shared, task, state } = props;
  const { formats, language } = of;
  const t = internalTexts(language);
  const here = `${sharedAt(of.collaboration.id)}/${shared.id}`;
  return (
    <>
      <p class="trail">
        {props.mayWithdraw ? (
          <a href={`${ownAt(of.collaboration.id)}/${shared.entry_id}`}>{t.title}</a>
        ) : (
          <a href={sharedAt(of.collaboration.id)}>{t.shared.received}</a>
        )}
      </p>
      <h1>{shared.title}</h1>
      <p class="lead">
        {t.kind[shared.kind]}.{' '}
        {t.shared.by(shared.organisation_name, shared.sharer ?? '', formats.date(shared.created_at))}.
      </p>
      {shared.withdrawn_at ? (
        <p class="notice waits">{t.shared.withdrawn(formats.date(shared.withdrawn_at), shared.withdrawn_because)}</p>
      ) : null}
      <EntryWords of={of} entry={shared} />
      <MarkingNote
        of={of}
        subjectType="internalEntry"
        subjectId={shared.entry_id}
        markings={props.markings}
        mayMark={false}
        isWordsOnly
      />
      <p class="small">
        {shared.is_for_all ? t.shared.withAll : t.shared.withSome(formats.list(shared.receivers))}{' '}
        {t.shared.version(shared.entry_version)}
      </p>
      {task ? (
        <Section
          heading={t.register.heading}
          beside={
            props.mayRegister ? (
              <a href={`/collaborations/${of.collaboration.id}/registrations/${task.id}`}>{t.register.answer}</a>
            ) : undefined
          }
        >
          <p>
            <RegistrationMark of={of} task={task} /> {task.registration_number || task.not_needed_because}
          </p>
        </Section>
      ) : null}
      {props.mayWithdraw && !shared.withdrawn_at ? (
        <Section heading={t.shared.withdraw}>
          <p class="section-lead">{t.shared.withdrawLead}</p>
          <ErrorSummary state={state} heading={identityTexts(language).frame.errors(state.errors.length)} />
          <Form token={visit.formToken()} action={`${here}/withdrawal`}>
            <TextField name="because" label={t.shared.because} state={state} />
            <Actions submit={t.shared.withdraw} />
          </Form>
        </Section>
      ) : null}
    </>
  );
}

export function RegistrationPage(props: { visit: Visit; of: Reading; task: RegistrationRow; state: FormState }) {
  const { visit, of, task, state } = props;
  const t = internalTexts(of.language).register;
  const frame = identityTexts(of.language).frame;
  const back = ownAt(of.collaboration.id);
  return (
    <>
      <p class="trail">
        <a href={back}>{internalTexts(of.language).title}</a>
      </p>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <p>
        {task.title ? (
          <a href={`${sharedAt(of.collaboration.id)}/${task.shared_material_id}`}>{task.title}</a>
        ) : (
          t.notShown
        )}
        . {t.from(task.from_name, of.formats.date(task.created_at))}.
      </p>
      <p>
        <RegistrationMark of={of} task={task} />
      </p>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={task.version} state={state} />
        <TextField name="number" label={t.number} value={task.registration_number} state={state} />
        <TextArea
          name="notNeeded"
          label={t.notNeeded}
          hint={t.notNeededHint}
          rows={2}
          value={task.not_needed_because}
          state={state}
        />
        <Actions submit={t.save} cancel={{ href: back, text: frame.cancel }} />
      </Form>
    </>
  );
}
