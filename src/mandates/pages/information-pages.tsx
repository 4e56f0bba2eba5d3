import { type PartyRow, prepareCollaboration, type Reading, takesPart } from '../../collaborations/index.ts';
import { legalBases, secrecySections } from '../../secrecy/index.ts';
import { Actions, Choices, Form, Select, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Notice } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { directions, informationStates, lackingOf } from '../information.ts';
import { basisInWords, sectionInWords, sidesOf } from '../information-words.ts';
import { personalDataBases, sensitiveDataBases } from '../personal-data-basis.ts';
import type { InformationPartyRow, InformationRow } from '../queries.ts';
import { mandateTexts } from '../texts.ts';
import { mandatesAt } from './map-parts.tsx';
import { cancelTo, type FormPage, Summary, Trail } from './matter-pages.tsx';

interface Known {
  readonly of: Reading;
  readonly information: readonly InformationRow[];
  readonly between: readonly InformationPartyRow[];
  readonly parties: readonly PartyRow[];
}

export function InformationPage(props: Known) {
  const { of, information } = props;
  const { formats, language } = of;
  const t = mandateTexts(language);
  const words = t.information;
  const may = of.may(prepareCollaboration);
  return (
    <>
      <Trail href={mandatesAt(of)} text={t.title} />
      <h1>{words.title}</h1>
      <p class="lead">{information.length === 0 ? words.empty : words.lead}</p>
      {may ? (
        <p class="actions">
          <a class="button" href={`${mandatesAt(of)}/information/new`}>
            {words.add}
          </a>
        </p>
      ) : null}
      {information.map((row) => {
        const lacking = lackingOf(row).map((gap) => words.lacks[gap]);
        return (
          <section key={row.id} class="section" aria-label={row.name}>
            <header>
              <h2>{row.name}</h2>
              <span class="small">
                {may ? (
                  <a href={`${mandatesAt(of)}/information/${row.id}/edit`} aria-label={`${words.change}: ${row.name}`}>
                    {words.change}
                  </a>
                ) : null}
              </span>
            </header>
            {row.state === 'isShared' && lacking.length > 0 ? (
              <p class="mandate-state">
                <State shape="missing" text={words.lacking} /> <span class="small">{formats.list(lacking)}</span>
              </p>
            ) : (
              <p class="mandate-state">
                <State
                  shape={row.state === 'isShared' ? 'done' : row.state === 'planned' ? 'waits' : 'stoodAside'}
                  text={words.states[row.state]}
                />
                {row.state === 'planned' && lacking.length > 0 ? (
                  <span class="small">
                    {' '}
                    {words.toDo} {formats.list(lacking)}
                  </span>
                ) : null}
              </p>
            )}
            <dl class="pairs ruled">
              <dt>{words.between}</dt>
              <dd>
                {sidesOf(row.id, props.between, props.parties).map(({ direction, names }) => (
                  <div key={direction}>{words.betweenLine(words.directions[direction], formats.list(names))}</div>
                ))}
              </dd>
              <dt>{words.secrecy}</dt>
              <dd>
                {row.is_secret === null
                  ? words.notAssessed
                  : row.is_secret
                    ? sectionInWords(row.secrecy_section, language)
                    : words.notSecret}
              </dd>
              {row.is_secret ? (
                <>
                  <dt>{words.basis}</dt>
                  <dd>
                    {row.disclosure_basis ? basisInWords(row.disclosure_basis, language) : words.missing}
                    {row.disclosure_note ? <p class="small">{row.disclosure_note}</p> : null}
                  </dd>
                </>
              ) : null}
              <dt>{words.personalData}</dt>
              <dd>
                {row.has_personal_data === null
                  ? words.notAssessed
                  : row.has_personal_data
                    ? row.personal_data_basis
                      ? t.personalDataBases[row.personal_data_basis]
                      : words.missing
                    : words.noPersonalData}
                {row.personal_data_note ? <p class="small">{row.personal_data_note}</p> : null}
              </dd>
              {row.has_personal_data ? (
                <>
                  <dt>{words.article9}</dt>
                  <dd>
                    {row.is_sensitive
                      ? row.sensitive_data_basis
                        ? t.sensitiveDataBases[row.sensitive_data_basis]
                        : words.missing
                      : row.is_sensitive === null
                        ? words.notAssessed
                        : words.notSensitive}
                  </dd>
                </>
              ) : null}
              {row.conditions ? (
                <>
                  <dt>{words.conditions}</dt>
                  <dd>{row.conditions}</dd>
                </>
              ) : null}
              <dt>{words.assessed}</dt>
              <dd>
                {row.assessed_by && row.assessed_on
                  ? `${words.assessedBy(row.assessed_by, formats.date(row.assessed_on))}. ${words.assessment}.`
                  : words.notAssessed}
              </dd>
            </dl>
          </section>
        );
      })}
      {information.length > 0 ? (
        <p class="take-away no-print">
          <a href={`${mandatesAt(of)}/information/csv`} download>
            {words.csvLink}
          </a>
        </p>
      ) : null}
    </>
  );
}

export function EditInformationPage(
  props: FormPage & {
    row: InformationRow | undefined;
    between: readonly InformationPartyRow[];
    parties: readonly PartyRow[];
  },
) {
  const { visit, of, state, row } = props;
  const { language } = of;
  const t = mandateTexts(language);
  const words = t.information;
  const form = words.form;
  const back = `${mandatesAt(of)}/information`;
  const said = (value: boolean | null | undefined) => (value === true ? 'yes' : value === false ? 'no' : '');
  const isKnown = secrecySections.some(({ section }) => section === row?.secrecy_section);
  return (
    <>
      <Trail href={back} text={words.title} />
      <h1>{row ? words.editTitle : words.newTitle}</h1>
      <Notice waits>{form.warning}</Notice>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        {row ? <Version value={row.version} state={state} /> : null}
        <TextField name="name" label={form.name} hint={form.nameHint} value={row?.name} state={state} />
        <Choices
          name="state"
          label={form.state}
          value={row?.state}
          options={informationStates.map((one) => ({ value: one, text: words.states[one] }))}
          state={state}
        />
        <fieldset class="mandate-row">
          <legend>{form.parties}</legend>
          <div class="mandate-between">
            {props.parties
              .filter(({ status }) => takesPart(status))
              .map((party) => (
                <Select
                  key={party.id}
                  name={`party-${party.id}`}
                  short
                  label={party.name}
                  value={
                    props.between.find((one) => one.information_id === row?.id && one.party_id === party.id)
                      ?.direction ?? ''
                  }
                  options={[
                    { value: '', text: form.none },
                    ...directions.map((one) => ({ value: one, text: words.directions[one] })),
                  ]}
                  state={state}
                />
              ))}
          </div>
        </fieldset>
        <fieldset class="mandate-row">
          <legend>{form.secrecyLegend}</legend>
          <Choices
            name="secret"
            label={form.secret}
            value={said(row?.is_secret)}
            options={[
              { value: 'yes', text: form.secretYes },
              { value: 'no', text: form.secretNo },
              { value: '', text: form.secretOpen },
            ]}
            state={state}
          />
          <Select
            name="section"
            label={form.section}
            value={isKnown ? row?.secrecy_section : ''}
            options={[
              { value: '', text: '–' },
              ...secrecySections.map(({ section, about }) => ({
                value: section,
                text: `${section}: ${about[language]}`,
              })),
            ]}
            state={state}
          />
          <TextField
            name="otherSection"
            label={form.otherSection}
            value={isKnown ? '' : row?.secrecy_section}
            state={state}
          />
          <Select
            name="basis"
            label={form.basis}
            value={row?.disclosure_basis}
            options={[
              { value: '', text: form.basisNone },
              ...legalBases.map(({ code }) => ({ value: code, text: basisInWords(code, language) })),
            ]}
            state={state}
          />
          <TextArea name="basisNote" rows={3} label={form.basisNote} value={row?.disclosure_note} state={state} />
        </fieldset>
        <fieldset class="mandate-row">
          <legend>{form.personalLegend}</legend>
          <Choices
            name="personal"
            label={form.personal}
            value={said(row?.has_personal_data)}
            options={[
              { value: 'yes', text: form.personalYes },
              { value: 'no', text: form.personalNo },
              { value: '', text: form.secretOpen },
            ]}
            state={state}
          />
          <Select
            name="article6"
            label={form.article6}
            value={row?.personal_data_basis}
            options={[
              { value: '', text: form.article6None },
              ...personalDataBases.map((one) => ({ value: one, text: t.personalDataBases[one] })),
            ]}
            state={state}
          />
          <Choices
            name="sensitive"
            label={form.sensitive}
            value={said(row?.is_sensitive)}
            options={[
              { value: 'yes', text: form.personalYes },
              { value: 'no', text: form.personalNo },
              { value: '', text: form.secretOpen },
            ]}
            state={state}
          />
          <Select
            name="article9"
            label={form.article9}
            value={row?.sensitive_data_basis}
            options={[
              { value: '', text: form.article9None },
              ...sensitiveDataBases.map((one) => ({ value: one, text: t.sensitiveDataBases[one] })),
            ]}
            state={state}
          />
          <TextArea
            name="personalNote"
            rows={3}
            label={form.personalNote}
            value={row?.personal_data_note}
            state={state}
          />
        </fieldset>
        <TextArea
          name="conditions"
          rows={3}
          label={form.conditions}
          hint={form.conditionsHint}
          value={row?.conditions}
          state={state}
        />
        <TextField
          name="assessedBy"
          label={form.assessedBy}
          hint={form.assessedByHint}
          value={row?.assessed_by}
          state={state}
        />
        <TextField name="assessedOn" type="date" short label={form.assessedOn} value={row?.assessed_on} state={state} />
        <Actions submit={form.save} cancel={cancelTo(of, back)} />
      </Form>
      {row ? (
        <Form token={visit.formToken()} action={`${back}/${row.id}/withdrawal`} inline>
          <div class="actions">
            <button class="button second" type="submit">
              {words.withdraw}
            </button>
          </div>
        </Form>
      ) : null}
    </>
  );
}
