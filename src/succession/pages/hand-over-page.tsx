import { identityTexts, type SeatRow, type TermRow, type Visit } from '../../identity/index.ts';
import type { DocumentModel } from '../../platform/documents/document.ts';
import { DocumentPage } from '../../ui/document-page.tsx';
import { Actions, ErrorSummary, Form, type FormState, TextArea, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { HandOverNoteRow } from '../hand-over-note.ts';
import { successionTexts } from '../texts.ts';

/** From the one who leaves a seat to the one who comes: in their own words, and what every room knows. */
export function HandOverPage(props: {
  visit: Visit;
  organisation: string;
  seat: SeatRow;
  terms: readonly TermRow[];
  /** Those who hold the seat now. */
  holding: readonly TermRow[];
  note: HandOverNoteRow | undefined;
  model: DocumentModel;
  state: FormState;
}) {
  const { visit, note, state } = props;
  const t = successionTexts(visit.language).handOver;
  const { formats } = visit;
  return (
    <>
      <DocumentPage model={props.model} texts={{ showAsTable: '' }} />
      <Section heading={t.note}>
        <p class="small section-lead">{t.lead}</p>
        {note ? <p class="small">{t.noteBy(formats.date(note.written_at))}</p> : <p class="small">{t.noNote}</p>}
        <ErrorSummary state={state} heading={identityTexts(visit.language).frame.errors(state.errors.length)} />
        <Form token={visit.formToken()}>
          <Version value={note?.version ?? 0} state={state} />
          <TextArea name="note" rows={8} label={t.noteLabel} hint={t.noteHint} value={note?.text} state={state} />
          <Actions submit={t.write} />
        </Form>
      </Section>
      <Section heading={t.held}>
        <ul class="rows">
          {props.terms.map((term) => (
            <li key={term.id} class={props.holding.includes(term) ? 'own-row' : undefined}>
              {t.heldLine(
                term.kind === 'deputy' ? t.asDeputy(term.holder_name) : term.holder_name,
                formats.date(term.began_on),
                term.ended_on ? formats.date(term.ended_on) : '',
              )}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
