import type { Reading } from '../../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../../identity/index.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  TextArea,
  TextField,
  Version,
} from '../../../ui/form.tsx';
import { Scroll } from '../../../ui/section.tsx';
import { analysisAt } from '../../addresses.ts';
import { situationTexts } from '../../texts.ts';
import type { FindingFacts, FindingRow } from '../findings.ts';
import { grades } from '../known.ts';
import { knowledgeTexts } from '../texts.ts';
import { WithdrawalForm } from './withdrawal-form.tsx';

/** Where a finding stands, as a link where there is one. */
export function FindingSource(props: {
  of: Reading;
  finding: Pick<FindingFacts, 'source' | 'link' | 'published_year'>;
}) {
  const { source, link, published_year } = props.finding;
  const said = knowledgeTexts(props.of.language).finding.sourced(source, published_year);
  return link ? <a href={link}>{said}</a> : <span>{said}</span>;
}

export function FindingTable(props: { of: Reading; rows: readonly FindingRow[]; mayWrite: boolean }) {
  const { of, rows } = props;
  const t = knowledgeTexts(of.language).finding;
  const here = `${analysisAt(of)}/findings`;
  return (
    <>
      {rows.length === 0 ? (
        <p class="section-lead">{t.empty}</p>
      ) : (
        <Scroll label={t.heading}>
          <table class="known-table">
            <thead>
              <tr>
                <th scope="col">{t.columns.text}</th>
                <th scope="col">{t.columns.grade}</th>
                <th scope="col">{t.columns.source}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    {row.text}
                    {props.mayWrite ? (
                      <div class="small">
                        <a href={`${here}/${row.id}`}>
                          {t.change}
                          <span class="visually-hidden"> {row.text}</span>
                        </a>
                      </div>
                    ) : null}
                  </th>
                  <td>{t.grades[row.grade]}</td>
                  <td>
                    <FindingSource of={of} finding={row} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {props.mayWrite ? (
        <p>
          <a href={`${here}/new`}>{t.add}</a>
        </p>
      ) : null}
    </>
  );
}

export function EditFindingPage(props: { visit: Visit; of: Reading; row: FindingRow | undefined; state: FormState }) {
  const { visit, of, row, state } = props;
  const all = knowledgeTexts(of.language);
  const t = all.finding;
  return (
    <>
      <p class="trail">
        <a href={`${analysisAt(of)}#knowledge`}>{situationTexts(of.language).toAnalysis}</a>
      </p>
      <h1>{row ? t.title : t.add}</h1>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={row?.version ?? 0} state={state} />
        <TextArea name="text" rows={3} label={t.text} value={row?.text} state={state} />
        <TextField name="source" label={t.source} hint={t.sourceHint} value={row?.source} state={state} />
        <TextField name="link" label={t.link} value={row?.link} state={state} />
        <TextField name="year" short inputmode="numeric" label={t.year} value={row?.published_year} state={state} />
        <Choices
          name="grade"
          label={t.grade}
          value={row?.grade}
          options={grades.map((grade) => ({ value: grade, text: t.grades[grade], hint: t.gradeHints[grade] }))}
          state={state}
        />
        <Actions submit={all.save} cancel={{ href: analysisAt(of), text: all.cancel }} />
      </Form>
      {row ? (
        <WithdrawalForm visit={visit} of={of} row={row} here={`${analysisAt(of)}/findings/${row.id}`} state={state} />
      ) : null}
    </>
  );
}
