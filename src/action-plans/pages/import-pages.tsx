import { ChannelFields, type PartyRow } from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import { columnLetters, type KeptUpload, sayProblem, sayWhere, type UploadedGrid } from '../../indicators/index.ts';
import { Actions, Choices, ErrorSummary, Form, Hidden, Select, TextField } from '../../ui/form.tsx';
import { Notice, Scroll, Section } from '../../ui/section.tsx';
import { columnUses } from '../plan-columns.ts';
import type { ReadPlan, ReadRow, RowProblem } from '../read-plan.ts';
import { planTexts } from '../texts.ts';
import { baseOf } from './activity-lines.tsx';
import type { FormPage } from './form-frame.tsx';
import { PlanFiles } from './plan-page.tsx';

export function UploadPage(props: FormPage & { isGone: boolean }) {
  const { visit, of, state } = props;
  const t = planTexts(of.language);
  return (
    <>
      <p class="trail">
        <a href={baseOf(of)}>{t.title}</a>
      </p>
      <h1>{t.importing.title}</h1>
      <p class="lead">{t.importing.lead}</p>
      {props.isGone ? <Notice waits>{t.importing.gone}</Notice> : null}
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()} upload>
        <TextField
          name="file"
          type="file"
          accept=".xlsx,.csv,.txt,.tsv"
          label={t.importing.file}
          hint={t.importing.fileHint}
          state={state}
        />
        <Actions
          submit={t.importing.read}
          cancel={{ href: baseOf(of), text: identityTexts(of.language).frame.cancel }}
        />
      </Form>
      <PlanFiles of={of} text={t.importing.template} />
    </>
  );
}

/** Where and what, row by row. */
function Problems(props: FormPage & { problems: readonly RowProblem[] }) {
  const { of, problems } = props;
  const t = planTexts(of.language).importing;
  const most = 50;
  return (
    <div class="error-summary" role="alert" tabindex={-1} id="problems" aria-labelledby="problems-heading">
      <h2 id="problems-heading" class="error-heading">
        {t.problems(problems.length)}
      </h2>
      <p>{t.nothingYet}</p>
      <ul class="import-problems">
        {problems.slice(0, most).map((problem, at) => (
          <li key={at}>
            <span class="where">
              {problem.column > 0
                ? t.where(problem.row, columnLetters(problem.column), problem.heading)
                : t.whereRow(problem.row)}
            </span>{' '}
            <span>{t.problem[problem.code](problem.found)}</span>
          </li>
        ))}
      </ul>
      {problems.length > most ? <p>{t.more(problems.length - most)}</p> : null}
    </div>
  );
}

function PreviewRows(props: FormPage & { rows: readonly ReadRow[]; parties: readonly PartyRow[] }) {
  const { of, rows, parties } = props;
  const t = planTexts(of.language);
  const nameOf = (id: string | null) => parties.find((one) => one.id === id)?.name ?? t.activity.nobody;
  return (
    <Scroll label={t.importing.rows(rows.length)}>
      <table class="plan-table import-preview">
        <thead>
          <tr>
            {[
              t.importing.row,
              t.columns.title,
              t.columns.party,
              t.columns.startsOn,
              t.columns.dueOn,
              t.columns.state,
              t.importing.becomes,
            ].map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td class="number">{row.row}</td>
              <th scope="row">{row.facts.title}</th>
              <td>{nameOf(row.partyId)}</td>
              <td class="day">{row.facts.starts_on ?? '–'}</td>
              <td class="day">{row.facts.due_on ?? '–'}</td>
              <td>{t.states[row.standing.state]}</td>
              <td>{t.importing.changes[row.change]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function ImportPreviewPage(
  props: FormPage & {
    upload: KeptUpload;
    grid: UploadedGrid;
    plan: ReadPlan | undefined;
    hash: string;
    parties: readonly PartyRow[];
    /** Those that the reader may write for: who answers where a row names nobody. */
    mayAnswer: readonly PartyRow[];
    mayLeaveOpen: boolean;
    defaultPartyId: string;
    isForOthers: boolean;
    today: string;
  },
) {
  const { visit, of, state, upload, grid, plan } = props;
  const all = planTexts(of.language);
  const t = all.importing;
  const here = `${baseOf(of)}/import/${upload.id}`;
  const problems = plan?.problems ?? [];
  const incoming = plan?.rows.filter(({ change }) => change !== 'same') ?? [];
  const isReady = plan !== undefined && problems.length === 0 && !plan.hasNoTitle && incoming.length > 0;
  return (
    <>
      <p class="trail">
        <a href={`${baseOf(of)}/import`}>{t.title}</a>
      </p>
      <h1>{t.previewTitle}</h1>
      <p class="lead">{t.previewLead(upload.file_name)}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      {grid.problems.length > 0 ? (
        <div class="error-summary" role="alert" tabindex={-1}>
          {grid.problems.map((problem) => (
            <p key={problem.code}>
              {sayWhere(problem, of.language)}: {sayProblem(problem, of.language)}
            </p>
          ))}
        </div>
      ) : null}
      {grid.sheets.length > 0 ? (
        <form method="get" action={here} class="form">
          <Choices
            name="sheet"
            label={t.sheet}
            value={grid.sheets[0]}
            options={grid.sheets.map((sheet) => ({ value: sheet, text: sheet }))}
            state={state}
          />
          <Actions submit={t.readSheet} />
        </form>
      ) : null}
      {plan?.hasNoTitle ? <Notice waits>{t.noTitle}</Notice> : null}
      {problems.length > 0 ? <Problems visit={visit} of={of} state={state} problems={problems} /> : null}
      {plan ? (
        <>
          {isReady ? (
            <Section heading={t.rows(incoming.length)} main>
              <PreviewRows visit={visit} of={of} state={state} rows={plan.rows} parties={props.parties} />
              <Form token={visit.formToken()} action={here}>
                <Hidden name="reading" value={props.hash} />
                <Hidden name="sheet" value={grid.sheet} />
                <Hidden name="defaultParty" value={props.defaultPartyId} />
                {plan.uses.map((use, at) => (
                  <Hidden key={at} name={`column-${at}`} value={use} />
                ))}
                {props.isForOthers ? (
                  <>
                    <Notice waits>{t.forOthers}</Notice>
                    <ChannelFields
                      language={of.language}
                      state={
                        state.typed.statedOn === undefined
                          ? { ...state, typed: { ...state.typed, statedOn: props.today } }
                          : state
                      }
                    />
                  </>
                ) : null}
                <Actions
                  submit={t.bringIn(incoming.length)}
                  cancel={{ href: baseOf(of), text: identityTexts(of.language).frame.cancel }}
                />
              </Form>
            </Section>
          ) : plan.problems.length === 0 && !plan.hasNoTitle ? (
            <Notice>{t.nothingNew}</Notice>
          ) : null}
          <Section heading={t.columnsHeading}>
            <p class="section-lead">{t.columnsLead}</p>
            <form method="get" action={here} class="form import-columns">
              {grid.sheet ? <Hidden name="sheet" value={grid.sheet} /> : null}
              <Select
                name="defaultParty"
                label={t.defaultParty}
                value={props.defaultPartyId}
                options={[
                  ...(props.mayLeaveOpen ? [{ value: '', text: all.form.partyNone }] : []),
                  ...props.mayAnswer.map(({ id, name }) => ({ value: id, text: name })),
                ]}
                state={state}
              />
              {plan.headings.map((heading, at) =>
                heading === '' && plan.uses[at] === 'nothing' ? (
                  <Hidden key={at} name={`column-${at}`} value="nothing" />
                ) : (
                  <Select
                    key={at}
                    name={`column-${at}`}
                    label={t.column(columnLetters(at + 1), heading)}
                    value={plan.uses[at]}
                    options={columnUses.map((use) => ({
                      value: use,
                      text: use === 'note' ? t.asNote : use === 'nothing' ? t.asNothing : all.columns[use],
                    }))}
                    state={state}
                  />
                ),
              )}
              <p class="actions">
                <button class="button second" type="submit">
                  {t.readAgain}
                </button>
              </p>
            </form>
          </Section>
        </>
      ) : null}
      {isReady ? null : (
        <p class="actions">
          <a href={`${baseOf(of)}/import`}>{t.another}</a>
        </p>
      )}
    </>
  );
}
