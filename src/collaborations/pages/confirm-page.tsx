import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, ErrorSummary, Form, type FormState, Hidden, TextArea } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { EnteredRow, PartyRow } from '../queries.ts';
import { collaborationTexts } from '../texts.ts';
import { EnteredNote } from './entered-note.tsx';

/** What a party without an account sees by its link: its own statements, to confirm or correct. */
export function ConfirmPage(props: {
  visit: Visit;
  party: PartyRow;
  collaboration: { name: string; example: string };
  entered: readonly EnteredRow[];
  state: FormState;
}) {
  const { visit, state } = props;
  const t = collaborationTexts(visit.language);
  const open = props.entered.filter((entered) => !entered.confirmed_at && !entered.corrected_at);
  const answered = props.entered.filter((entered) => !open.includes(entered));
  const correction = (entered: EnteredRow) => (
    <details open={state.typed.entered === entered.id}>
      <summary>{t.confirm.correct}</summary>
      <Form token={visit.formToken()}>
        <Hidden name="entered" value={entered.id} />
        <Hidden name="answer" value="correct" />
        <TextArea
          name={`correction-${entered.id}`}
          rows={3}
          label={t.confirm.correction}
          hint={t.confirm.records}
          value={entered.summary}
          state={state}
        />
        <Actions submit={t.confirm.correct} />
      </Form>
    </details>
  );
  return (
    <>
      {props.collaboration.example === 'fictional' ? (
        <p class="label">{identityTexts(visit.language).frame.example.fictional}</p>
      ) : null}
      <h1>{t.confirm.title(props.party.name)}</h1>
      <p class="lead">{open.length > 0 ? t.confirm.lead(props.collaboration.name) : t.confirm.done}</p>
      <ErrorSummary state={state} heading={identityTexts(visit.language).frame.errors(state.errors.length)} />
      <ul class="rows section">
        {open.map((entered) => (
          <li key={entered.id}>
            <div>
              <div class="title">{entered.summary}</div>
              <p>{t.confirm.standing(entered.entered_by_name, visit.formats.date(entered.created_at))}</p>
              {correction(entered)}
            </div>
            <Form token={visit.formToken()} inline>
              <Hidden name="entered" value={entered.id} />
              <Hidden name="answer" value="right" />
              <button class="button slim" type="submit">
                {t.confirm.right}
              </button>
            </Form>
          </li>
        ))}
      </ul>
      {answered.length > 0 ? (
        <Section heading={t.confirm.answered}>
          <p class="small section-lead">{t.confirm.answeredLead}</p>
          <ul class="rows">
            {answered.map((entered) => (
              <li key={entered.id}>
                <div>
                  <div class="title">{entered.summary}</div>
                  <p>
                    <EnteredNote entered={entered} party={props.party.name} texts={t} formats={visit.formats} />
                  </p>
                  {correction(entered)}
                </div>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
