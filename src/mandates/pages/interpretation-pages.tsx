import { type PartyRow, prepareCollaboration, type Reading, takesPart } from '../../collaborations/index.ts';
import { Actions, Choices, Form, Select, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { AnswerRow, InterpretationRow, MatterRow } from '../queries.ts';
import { mandateTexts } from '../texts.ts';
import { mandatesAt } from './map-parts.tsx';
import { cancelTo, type FormPage, Summary, Trail } from './matter-pages.tsx';

interface Known {
  readonly of: Reading;
  readonly interpretations: readonly InterpretationRow[];
  readonly parties: readonly PartyRow[];
  readonly answers: readonly AnswerRow[];
  readonly matters: readonly MatterRow[];
}
const nameOf = (parties: readonly PartyRow[], id: string): string => parties.find((one) => one.id === id)?.name ?? '';

export function InterpretationsPage(props: Known) {
  const { of, interpretations, parties, answers } = props;
  const { formats } = of;
  const t = mandateTexts(of.language);
  const words = t.interpretations;
  const newest = interpretations.filter(({ number, newest: last }) => number === last);
  const may = of.may(prepareCollaboration);
  return (
    <>
      <Trail href={mandatesAt(of)} text={t.title} />
      <h1>{words.title}</h1>
      <p class="lead">{newest.length === 0 ? words.empty : words.lead}</p>
      {may ? (
        <p class="actions">
          <a class="button" href={`${mandatesAt(of)}/interpretations/new`}>
            {words.add}
          </a>
        </p>
      ) : null}
      <ul class="rows section">
        {newest.map((one) => (
          <li key={one.id}>
            <div>
              <div class="title">
                <a href={`${mandatesAt(of)}/interpretations/${one.id}`}>{one.question}</a>
              </div>
              <p>{one.interpretation}</p>
              <p>
                {one.legal_reference}. {words.agreed(formats.date(one.agreed_on))}.{' '}
                {formats.list(one.party_ids.map((id) => nameOf(parties, id)))}
              </p>
              {answers.some(({ interpretation_id }) => interpretation_id === one.id) ? null : <p>{words.notCited}</p>}
            </div>
            <span class="small">
              {words.number(one.place)}, {words.version(one.number).toLowerCase()}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** One interpretation: the wording that holds, who cites it, and the wordings before it. */
export function InterpretationPage(props: Known & { one: InterpretationRow }) {
  const { of, one, interpretations, parties, answers, matters } = props;
  const { formats } = of;
  const t = mandateTexts(of.language);
  const words = t.interpretations;
  const earlier = interpretations.filter(({ id, number }) => id === one.id && number < one.number);
  const citing = answers.filter(({ interpretation_id }) => interpretation_id === one.id);
  const pairs = (row: InterpretationRow) => (
    <dl class="pairs ruled">
      <dt>{words.reference}</dt>
      <dd>{row.legal_reference}</dd>
      <dt>{words.by}</dt>
      <dd>
        {words.agreed(formats.date(row.agreed_on))}: {formats.list(row.party_ids.map((id) => nameOf(parties, id)))}
      </dd>
      {row.source ? (
        <>
          <dt>{words.source}</dt>
          <dd>{row.source}</dd>
        </>
      ) : null}
    </dl>
  );
  return (
    <>
      <Trail href={`${mandatesAt(of)}/interpretations`} text={words.title} />
      <h1>{one.question}</h1>
      <p class="small">
        {words.number(one.place)}, {words.version(one.number).toLowerCase()}
      </p>
      <p class="prose">{one.interpretation}</p>
      {pairs(one)}
      {of.may(prepareCollaboration) ? (
        <p class="actions">
          <a class="button second" href={`${mandatesAt(of)}/interpretations/${one.id}/edit`}>
            {words.reword}
          </a>
        </p>
      ) : null}
      <Section heading={words.cited}>
        {citing.length === 0 ? <p class="small">{words.notCited}</p> : null}
        <ul class="rows">
          {citing.map((answer) => {
            const matter = matters.find(({ id }) => id === answer.matter_id);
            return matter ? (
              <li key={answer.id}>
                <div>
                  <a href={`${mandatesAt(of)}/matters/${matter.id}`}>{matter.title}</a>
                  <p>{nameOf(parties, answer.party_id)}</p>
                </div>
                <span class="small">{words.version(answer.interpretation_number ?? 1)}</span>
              </li>
            ) : null;
          })}
        </ul>
      </Section>
      {earlier.length > 0 ? (
        <Section heading={words.earlier}>
          {earlier.map((row) => (
            <details key={row.number}>
              <summary>
                {words.version(row.number)}, {formats.date(row.agreed_on)}
              </summary>
              <p>
                <strong>{row.question}</strong>
              </p>
              <p>{row.interpretation}</p>
              {pairs(row)}
            </details>
          ))}
        </Section>
      ) : null}
    </>
  );
}

export function EditInterpretationPage(
  props: FormPage & {
    before: InterpretationRow | undefined;
    parties: readonly PartyRow[];
    matters: readonly MatterRow[];
    /** The matter from whose page somebody came. */
    matterId: string | undefined;
  },
) {
  const { visit, of, state, before } = props;
  const t = mandateTexts(of.language).interpretations;
  const words = t.form;
  const back = before ? `${mandatesAt(of)}/interpretations/${before.id}` : `${mandatesAt(of)}/interpretations`;
  return (
    <>
      <Trail href={`${mandatesAt(of)}/interpretations`} text={t.title} />
      <h1>{before ? t.rewordTitle : t.newTitle}</h1>
      {before ? <p class="lead">{t.rewordLead}</p> : null}
      <Summary {...props} />
      <Form token={visit.formToken()}>
        {before ? <Version value={before.newest} state={state} /> : null}
        <TextArea name="question" rows={2} label={words.question} value={before?.question} state={state} />
        <TextArea
          name="interpretation"
          rows={6}
          label={words.interpretation}
          value={before?.interpretation}
          state={state}
        />
        <TextField
          name="reference"
          label={words.reference}
          hint={words.referenceHint}
          value={before?.legal_reference}
          state={state}
        />
        <TextField name="agreedOn" type="date" short label={words.agreedOn} value={before?.agreed_on} state={state} />
        <Choices
          name="parties"
          many
          label={words.parties}
          values={before?.party_ids ?? []}
          options={props.parties
            .filter(({ status }) => takesPart(status))
            .map(({ id, name }) => ({ value: id, text: name }))}
          state={state}
        />
        <TextField name="source" label={words.source} hint={words.sourceHint} value={before?.source} state={state} />
        {props.matters.length > 0 ? (
          <Select
            name="matter"
            label={words.matter}
            hint={words.matterHint}
            value={props.matterId ?? ''}
            options={[
              { value: '', text: words.matterNone },
              ...props.matters.map(({ id, title }) => ({ value: id, text: title })),
            ]}
            state={state}
          />
        ) : null}
        <Actions submit={words.save} cancel={cancelTo(of, back)} />
      </Form>
    </>
  );
}
