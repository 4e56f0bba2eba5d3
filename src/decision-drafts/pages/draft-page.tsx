import type { Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import type { DocumentModel } from '../../platform/documents/document.ts';
import { DocumentPage } from '../../ui/document-page.tsx';
import { Actions, ErrorSummary, Form, type FormState, TextField } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { BesideDraft } from '../draft.ts';
import { decisionDraftTexts } from '../texts.ts';

/** The draft as a sheet; beside it what is filled in, what to read and what is missing. */
export function DecisionDraftPage(props: {
  of: Reading;
  model: DocumentModel;
  beside: BesideDraft;
  here: string;
  templateName: string | null;
}) {
  const { of, beside, here } = props;
  const t = decisionDraftTexts(of.language);
  return (
    <>
      <p class="trail no-print">
        <a href={beside.back.href}>{beside.back.text}</a>
      </p>
      <div class="draft">
        <div class="sheet">
          <DocumentPage model={props.model} texts={{ showAsTable: t.showTable }} />
        </div>
        <aside class="no-print" aria-label={t.name}>
          <h2>{t.name}</h2>
          <p class="draft-lead">{beside.lead}</p>
          <dl>
            <dt>
              <State shape="done" text={t.filled} />
            </dt>
            <dd>{beside.filled}</dd>
            <dt>
              <State shape="waits" text={t.readAndChange} />
            </dt>
            <dd>{t.readAndChangeText}</dd>
            <dt>
              <State shape="missing" text={t.missing} />
            </dt>
            <dd>{beside.missing}</dd>
          </dl>
          <p class="actions">
            <a class="button" href={`${here}/word`}>
              {t.download}
            </a>
          </p>
          {props.templateName ? <p class="small">{t.usesTemplate(props.templateName)}</p> : null}
          <p>
            <a href={`${here}/template`}>{props.templateName ? t.changeTemplate : t.addTemplate}</a>
          </p>
          <p>
            <a href={beside.decisionAt}>{t.fillIn}</a>
          </p>
          <p class="small">{beside.seenBy}</p>
        </aside>
      </div>
    </>
  );
}

export function TemplatePage(props: {
  visit: Visit;
  of: Reading;
  here: string;
  places: readonly string[];
  state: FormState;
}) {
  const { visit, of, here, state } = props;
  const t = decisionDraftTexts(of.language).template;
  const frame = identityTexts(of.language).frame;
  return (
    <>
      <p class="trail">
        <a href={here}>{decisionDraftTexts(of.language).name}</a>
      </p>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Section heading={t.places}>
        <ul class="template-places">
          {props.places.map((place) => (
            <li key={place}>
              <code>{`{{${place}}}`}</code>
            </li>
          ))}
        </ul>
      </Section>
      <Form token={visit.formToken()} upload>
        <TextField name="template" type="file" label={t.file} hint={t.fileHint} state={state} />
        <Actions submit={t.save} cancel={{ href: here, text: frame.cancel }} />
      </Form>
    </>
  );
}
