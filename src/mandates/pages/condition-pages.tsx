import { type PartyRow, prepareCollaboration, type Reading, takesPart } from '../../collaborations/index.ts';
import { Actions, Choices, Form, Select, TextArea, TextField, Version } from '../../ui/form.tsx';
import { State } from '../../ui/state.tsx';
import type { ConditionRow } from '../queries.ts';
import { mandateTexts } from '../texts.ts';
import { mandatesAt } from './map-parts.tsx';
import { cancelTo, type FormPage, Summary, Trail } from './matter-pages.tsx';

export function ConditionsPage(props: {
  of: Reading;
  conditions: readonly ConditionRow[];
  parties: readonly PartyRow[];
}) {
  const { of, conditions } = props;
  const t = mandateTexts(of.language);
  const words = t.conditions;
  const may = of.may(prepareCollaboration);
  const nameOf = (id: string | null): string => props.parties.find((one) => one.id === id)?.name ?? '';
  return (
    <>
      <Trail href={mandatesAt(of)} text={t.title} />
      <h1>{words.title}</h1>
      <p class="lead">{conditions.length === 0 ? words.empty : words.lead}</p>
      {may ? (
        <p class="actions">
          <a class="button" href={`${mandatesAt(of)}/technical-conditions/new`}>
            {words.add}
          </a>
        </p>
      ) : null}
      <ul class="rows section">
        {conditions.map((row) => {
          const acting = nameOf(row.acting_party_id) || (row.is_settled ? '' : words.nobody);
          return (
            <li key={row.id}>
              <div>
                <div class="title">
                  {row.name}
                  {row.standard_version ? `, ${words.version.toLowerCase()} ${row.standard_version}` : ''}
                </div>
                <p>
                  {words.owner}: {nameOf(row.owner_party_id) || row.owner_name || t.card.notSaid}
                </p>
                {row.hinders ? (
                  <p>
                    {words.hinders}: {row.hinders}
                  </p>
                ) : null}
                {acting || row.action ? (
                  <p>
                    {words.acts}: {[acting, row.action].filter(Boolean).join('. ')}
                  </p>
                ) : null}
                {may ? (
                  <p>
                    <a
                      href={`${mandatesAt(of)}/technical-conditions/${row.id}/edit`}
                      aria-label={`${words.change}: ${row.name}`}
                    >
                      {words.change}
                    </a>
                  </p>
                ) : null}
              </div>
              <State shape={row.is_settled ? 'done' : 'underWay'} text={row.is_settled ? words.settled : words.open} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

export function EditConditionPage(props: FormPage & { row: ConditionRow | undefined; parties: readonly PartyRow[] }) {
  const { visit, of, state, row } = props;
  const t = mandateTexts(of.language).conditions;
  const words = t.form;
  const back = `${mandatesAt(of)}/technical-conditions`;
  const parties = props.parties
    .filter(({ status }) => takesPart(status))
    .map(({ id, name }) => ({ value: id, text: name }));
  return (
    <>
      <Trail href={back} text={t.title} />
      <h1>{row ? t.editTitle : t.newTitle}</h1>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        {row ? <Version value={row.version} state={state} /> : null}
        <TextField name="name" label={words.name} hint={words.nameHint} value={row?.name} state={state} />
        <TextField name="standard" short label={words.version} value={row?.standard_version} state={state} />
        <Select
          name="ownerParty"
          label={words.ownerParty}
          value={row?.owner_party_id}
          options={[{ value: '', text: words.ownerNone }, ...parties]}
          state={state}
        />
        <TextField name="ownerName" label={words.ownerName} value={row?.owner_name} state={state} />
        <TextArea name="hinders" rows={3} label={words.hinders} value={row?.hinders} state={state} />
        <Select
          name="acting"
          label={words.acting}
          value={row?.acting_party_id}
          options={[{ value: '', text: words.actingNone }, ...parties]}
          state={state}
        />
        <TextArea name="action" rows={2} label={words.action} value={row?.action} state={state} />
        <Choices
          name="settled"
          many
          label={words.settled}
          values={row?.is_settled ? ['yes'] : []}
          options={[{ value: 'yes', text: words.settledYes }]}
          state={state}
        />
        <Actions submit={words.save} cancel={cancelTo(of, back)} />
      </Form>
      {row ? (
        <Form token={visit.formToken()} action={`${back}/${row.id}/withdrawal`} inline>
          <div class="actions">
            <button class="button second" type="submit">
              {t.withdraw}
            </button>
          </div>
        </Form>
      ) : null}
    </>
  );
}
