import type { Reading } from '../../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../../identity/index.ts';
import { type FoundTable, sayFailure, type Table } from '../../../indicators/index.ts';
import type { SourceError } from '../../../platform/source.ts';
import { Actions, ErrorSummary, Form, type FormState, Select } from '../../../ui/form.tsx';
import { Notice, Section } from '../../../ui/section.tsx';
import { State } from '../../../ui/state.tsx';
import type { GoalRow } from '../../queries.ts';
import { goalSourceTexts } from '../texts.ts';

interface ScbPage {
  readonly of: Reading;
  readonly goal: GoalRow;
  /** Why SCB could not be asked just now. */
  readonly failure: SourceError | undefined;
}

const hereOf = ({ of, goal }: ScbPage): string =>
  `/collaborations/${of.collaboration.id}/goals/${goal.id}/indicator/scb`;

function Trail(props: ScbPage) {
  return (
    <p class="trail">
      <a href={`/collaborations/${props.of.collaboration.id}/goals/${props.goal.id}`}>{props.goal.text}</a>
    </p>
  );
}

const Away = ({ failure, of }: ScbPage) =>
  failure ? <Notice waits>{goalSourceTexts(of.language).scb.away(sayFailure(failure.kind, of.formats))}</Notice> : null;

export function SearchTablesPage(props: ScbPage & { search: string; tables: readonly FoundTable[] }) {
  const { of, tables } = props;
  const t = goalSourceTexts(of.language).scb;
  const here = hereOf(props);
  return (
    <>
      <Trail {...props} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <search>
        <form class="form" method="get" action={here}>
          <div class="field">
            <label for="q">{t.search}</label>
            <span class="hint" id="q-hint">
              {t.searchHint}
            </span>
            <input id="q" name="q" type="search" value={props.search} aria-describedby="q-hint" autocomplete="off" />
          </div>
          <div class="actions">
            <button class="button" type="submit">
              {t.searchButton}
            </button>
          </div>
        </form>
      </search>
      <Away {...props} />
      {props.search === '' || props.failure ? null : (
        <Section heading={tables.length === 0 ? t.nothing : t.found(tables.length)}>
          <ul class="rows">
            {tables.map((table) => (
              <li key={table.id}>
                <div>
                  <div class="title" lang="sv">
                    {table.title}
                  </div>
                  <p>
                    {table.id}, {t.years(table.firstPeriod, table.lastPeriod)}{' '}
                    <span lang="sv">({of.formats.list(table.variables)})</span>
                  </p>
                </div>
                {table.isYearly ? (
                  <a class="button second slim" href={`${here}/${table.id}`}>
                    {t.choose}
                    <span class="visually-hidden"> {table.title}</span>
                  </a>
                ) : (
                  <State shape="notStarted" text={t.notYearly} />
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** The name of the field of a table's variable, by its place: SCB's codes may hold anything. */
export const variableField = (at: number): string => `variable-${at + 1}`;

export function ChooseSelectionPage(props: ScbPage & { visit: Visit; table: Table | undefined; state: FormState }) {
  const { visit, of, table, state } = props;
  const t = goalSourceTexts(of.language).scb;
  return (
    <>
      <Trail {...props} />
      <h1>{t.tableTitle}</h1>
      <Away {...props} />
      {table ? (
        <>
          <p class="lead" lang="sv">
            {table.title}
          </p>
          {table.obstacle ? (
            <Notice>{t.obstacles[table.obstacle]}</Notice>
          ) : (
            <>
              <p class="section-lead">
                {t.tableLead} {table.hasPlaces ? '' : t.onlyCountry}
              </p>
              <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
              <Form token={visit.formToken()}>
                {table.variables.map((variable, at) => (
                  <Select
                    key={variable.code}
                    name={variableField(at)}
                    label={variable.label}
                    value={variable.values.length === 1 && !variable.mayBeLeftOut ? variable.values[0]?.code : ''}
                    options={[
                      { value: '', text: variable.mayBeLeftOut ? t.together : t.chooseOne },
                      ...variable.values.map(({ code, label }) => ({ value: code, text: label })),
                    ]}
                    state={state}
                  />
                ))}
                <Actions submit={t.submit} cancel={{ href: hereOf(props), text: t.cancel }} />
              </Form>
            </>
          )}
          {table.notes.length > 0 ? (
            <Section heading={t.notes}>
              {table.notes.map((note) => (
                <p class="small section-lead" lang="sv" key={note}>
                  {note}
                </p>
              ))}
            </Section>
          ) : null}
        </>
      ) : null}
    </>
  );
}
