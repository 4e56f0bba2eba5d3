import { leadCollaboration, type Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { mandateTexts, personalDataBases } from '../../mandates/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, TextArea, Version } from '../../ui/form.tsx';
import { fieldsInWords } from '../documents.ts';
import { type ProcessingRecordRow, responsibilities } from '../processing.ts';
import { personalDataTexts } from '../texts.ts';

const addressOf = (of: Reading): string => `/collaborations/${of.collaboration.id}/personal-data`;

/** What personal data is processed for here: for everyone who takes part to read. */
export function ProcessingPage(props: { visit: Visit; of: Reading; record: ProcessingRecordRow | undefined }) {
  const { visit, of, record } = props;
  const t = personalDataTexts(visit.language).processing;
  const here = addressOf(of);
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {record ? (
        <>
          <dl class="pairs section-lead">
            {fieldsInWords(record, visit.language).map(([heading, text]) => (
              <div key={heading}>
                <dt>{heading}</dt>
                <dd class="lines">{text}</dd>
              </div>
            ))}
          </dl>
          <p class="small">
            {t.writtenOn(visit.formats.date(record.written_at), record.organisation_name, record.version)}
          </p>
          <p class="actions">
            {of.may(leadCollaboration) ? <a href={`${here}/edit`}>{t.change}</a> : null}
            <a href={`${here}/pdf`}>{t.pdf}</a>
            <a href={`${here}/csv`}>{t.csv}</a>
            <a href={`${here}/json`}>{t.json}</a>
          </p>
        </>
      ) : (
        <>
          <p>{of.collaboration.example === 'none' ? t.nothingYet : t.example}</p>
          {of.may(leadCollaboration) ? (
            <p class="actions">
              <a class="button" href={`${here}/edit`}>
                {t.write}
              </a>
            </p>
          ) : null}
        </>
      )}
    </>
  );
}

export function EditProcessingPage(props: {
  visit: Visit;
  of: Reading;
  record: ProcessingRecordRow | undefined;
  state: FormState;
}) {
  const { visit, of, record, state } = props;
  const t = personalDataTexts(visit.language).processing;
  const area = (name: keyof ProcessingRecordRow, label: string, hint?: string) => (
    <TextArea name={name} label={label} hint={hint} state={state} value={String(record?.[name] ?? '')} rows={3} />
  );
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.editLead}</p>
      <ErrorSummary state={state} heading={identityTexts(visit.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={record?.version ?? 0} state={state} />
        {area('purpose', t.fields.purpose, t.hints.purpose)}
        <Choices
          name="legal_basis"
          label={t.fields.legalBasis}
          options={personalDataBases.map((basis) => ({
            value: basis,
            text: mandateTexts(of.language).personalDataBases[basis],
          }))}
          value={record?.legal_basis}
          state={state}
        />
        {area('legal_basis_note', t.basisNote, t.hints.basisNote)}
        <Choices
          name="responsibility"
          label={t.fields.responsibility}
          options={responsibilities.map((one) => ({ value: one, text: t.responsibilities[one] }))}
          value={record?.responsibility}
          state={state}
        />
        {area('responsibility_note', t.responsibilityNote, t.hints.responsibilityNote)}
        {area('people', t.fields.people, t.hints.people)}
        {area('categories', t.fields.categories, t.hints.categories)}
        {area('sensitive_note', t.fields.sensitive, t.hints.sensitive)}
        {area('recipients', t.fields.recipients, t.hints.recipients)}
        {area('transfers', t.fields.transfers, t.hints.transfers)}
        {area('retention', t.fields.retention, t.hints.retention)}
        {area('protection', t.fields.protection)}
        <Actions submit={t.save} cancel={{ href: addressOf(of), text: identityTexts(visit.language).frame.cancel }} />
      </Form>
    </>
  );
}
