import type { Reading } from '../../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../../identity/index.ts';
import { attributePublished } from '../../../indicators/index.ts';
import { type ChartPoint, hasValue, lastOf } from '../../../ui/charts/points.ts';
import { SmallCurve } from '../../../ui/charts/small-curve.tsx';
import {
  Actions,
  ErrorSummary,
  Form,
  type FormState,
  Select,
  TextArea,
  TextField,
  Version,
} from '../../../ui/form.tsx';
import { analysisAt } from '../../addresses.ts';
import type { CauseRow } from '../../queries.ts';
import { jointSections } from '../../section.ts';
import { situationTexts } from '../../texts.ts';
import type { EvidenceFigure, EvidenceRow } from '../evidence.ts';
import type { FindingRow } from '../findings.ts';
import { type Place, placeOf } from '../forms.ts';
import { knowledgeTexts } from '../texts.ts';
import { FindingSource } from './finding-pages.tsx';
import { WithdrawalForm } from './withdrawal-form.tsx';

function sayValue(of: Pick<Reading, 'formats' | 'language'>, row: EvidenceFigure, value: number): string {
  if (row.unit === 'percent') return of.formats.percent(value, 1);
  const { units } = knowledgeTexts(of.language).evidence;
  const unit = Reflect.get(units, row.unit ?? '') as string | undefined;
  return `${of.formats.number(value, Number.isInteger(value) ? 0 : 1)} ${unit ?? row.unit ?? ''}`.trim();
}

/** A figure of a place with its newest value, where no curve can be drawn. */
export function figureInWords(of: Pick<Reading, 'formats' | 'language'>, row: EvidenceFigure, place: string): string {
  const at = row.values.findLastIndex((value) => value !== null);
  const value = row.values[at];
  const title = `${row.series_title}, ${place}`;
  if (value === null || value === undefined) return title;
  const t = knowledgeTexts(of.language).evidence;
  const source = attributePublished(
    [{ source: row.series_source, code: row.series_code, fetched_on: row.fetched_on }],
    of.formats,
  );
  return `${title}: ${t.latest(sayValue(of, row, value), row.periods[at] ?? 0)}. ${source}`.trim();
}

/** A figure with its curve and its source, under the name that its place goes by. */
export function Figure(props: { of: Pick<Reading, 'formats' | 'language'>; row: EvidenceFigure; place: string }) {
  const { of, row } = props;
  const { formats } = of;
  const t = knowledgeTexts(of.language).evidence;
  const points: readonly ChartPoint[] = row.periods.map((period, at) => ({
    period,
    value: row.values[at] ?? null,
    status: row.statuses[at] ?? 'missing',
  }));
  const first = points.find(hasValue);
  const last = lastOf(points);
  const say = (value: number) => sayValue(of, row, value);
  const title = `${row.series_title}, ${props.place}`;
  return (
    <>
      <p class="evidence-title">{title}</p>
      {first && last ? (
        <div class="evidence-figure">
          <SmallCurve
            points={points}
            from={first.period}
            to={last.period}
            label={t.curve(title, say(first.value), say(last.value))}
          />
          <p>
            <strong>{t.latest(say(last.value), last.period)}</strong>
            <br />
            <span class="small">
              {t.latest(say(first.value), first.period)}, {t.years(first.period, last.period)}
            </span>
          </p>
        </div>
      ) : (
        <p>{t.missing}</p>
      )}
      <p class="small">
        {attributePublished(
          [{ source: row.series_source, code: row.series_code, fetched_on: row.fetched_on }],
          formats,
        )}
      </p>
    </>
  );
}

/** What stands beside a section or a cause: a figure with its curve, or a finding. */
export function EvidenceList(props: {
  of: Reading;
  rows: readonly EvidenceRow[];
  places: readonly Place[];
  mayWrite: boolean;
}) {
  const { of, rows } = props;
  if (rows.length === 0) return null;
  const t = knowledgeTexts(of.language);
  return (
    <ul class="evidence-list" aria-label={t.evidence.heading}>
      {rows.map((row) => (
        <li key={row.id}>
          {row.statement ? <p class="evidence-statement">{row.statement}</p> : null}
          {row.series_id === null ? (
            <p>
              {row.finding}{' '}
              <span class="small">
                {row.finding_grade ? `${t.finding.grades[row.finding_grade]}. ` : ''}
                <FindingSource
                  of={of}
                  finding={{
                    source: row.finding_source ?? '',
                    link: row.finding_link ?? '',
                    published_year: row.finding_year,
                  }}
                />
              </span>
            </p>
          ) : (
            <Figure of={of} row={row} place={placeOf(row, props.places)} />
          )}
          {props.mayWrite ? (
            <p class="small">
              <a href={`${analysisAt(of)}/evidence/${row.id}`}>
                {t.evidence.change}
                <span class="visually-hidden"> {row.series_title ?? row.finding}</span>
              </a>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

export function EditEvidencePage(props: {
  visit: Visit;
  of: Reading;
  row: EvidenceRow | undefined;
  about: string;
  causes: readonly CauseRow[];
  series: readonly { readonly id: number; readonly code: string; readonly title: string }[];
  findings: readonly FindingRow[];
  places: readonly Place[];
  state: FormState;
}) {
  const { visit, of, row, state } = props;
  const all = knowledgeTexts(of.language);
  const t = all.evidence;
  const { sections } = situationTexts(of.language);
  const about = [
    ...jointSections.map((section) => ({ value: section, text: t.section(sections[section]) })),
    ...props.causes.map((cause) => ({ value: `cause ${cause.id}`, text: t.cause(cause.text) })),
  ];
  const what = [
    ...props.series.map((one) => ({ value: `series ${one.id}`, text: t.series(one.title, one.code) })),
    ...props.findings.map((one) => ({ value: `finding ${one.id}`, text: t.finding(one.text) })),
  ];
  const chosen = row?.finding_id ? `finding ${row.finding_id}` : row?.series_id ? `series ${row.series_id}` : undefined;
  return (
    <>
      <p class="trail">
        <a href={analysisAt(of)}>{situationTexts(of.language).toAnalysis}</a>
      </p>
      <h1>{row ? t.title : t.add}</h1>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={row?.version ?? 0} state={state} />
        <Select
          name="about"
          label={t.about}
          options={about}
          value={row ? (row.section ?? `cause ${row.cause_id}`) : props.about}
          state={state}
        />
        <TextArea
          name="statement"
          rows={2}
          label={t.statement}
          hint={t.statementHint}
          value={row?.statement}
          state={state}
        />
        <Select name="what" label={t.what} options={what} value={chosen} state={state} />
        <TextField
          name="place"
          label={t.place}
          hint={t.placeHint}
          value={row?.area_code ? placeOf({ ...row, place_name: '' }, props.places) : ''}
          state={state}
        />
        <Actions submit={all.save} cancel={{ href: analysisAt(of), text: all.cancel }} />
      </Form>
      {row ? (
        <WithdrawalForm visit={visit} of={of} row={row} here={`${analysisAt(of)}/evidence/${row.id}`} state={state} />
      ) : null}
    </>
  );
}
