import type { Reading } from '../../../collaborations/index.ts';
import {
  closedAfter,
  nameSeries,
  plainTitle,
  type Revision,
  type SeriesBreak,
  sayFailure,
} from '../../../indicators/index.ts';
import { Notice, Scroll, Section } from '../../../ui/section.tsx';
import { State } from '../../../ui/state.tsx';
import type { SourceRow } from '../queries.ts';
import { goalSourceTexts } from '../texts.ts';

/** The most revised values that are shown one by one. */
const mostShown = 60;

interface SourceProps {
  readonly of: Reading;
  readonly row: SourceRow;
  readonly revisions: readonly Revision[];
  readonly breaks: readonly SeriesBreak[];
}

const wordOf = (row: { readonly note_sv: string | null; readonly note_en: string | null }, of: Reading): string =>
  (of.language === 'sv' ? row.note_sv : row.note_en) ?? '';

/** What has happened to the series at its source: closed, gone, or called something else. */
function Fate(props: { of: Reading; row: SourceRow }) {
  const { of, row } = props;
  const t = goalSourceTexts(of.language);
  const closed = row.closed_after ?? closedAfter(row.catalogue_title ?? row.title);
  const now = plainTitle(row.catalogue_title ?? row.title);
  const isRenamed = row.is_listed && now !== plainTitle(row.title) && row.catalogue_title !== null;
  if (closed === null && row.is_listed && !isRenamed && !row.successor) return null;
  return (
    <>
      <dt>{t.changes}</dt>
      <dd>
        {closed === null ? null : <State shape="stoodAside" text={t.closed(closed)} />}
        {row.is_listed ? null : <State shape="missing" text={t.gone} />}
        {isRenamed ? <p lang="sv">{t.renamed(now)}</p> : null}
      </dd>
      {row.successor ? (
        <>
          <dt>{t.successor}</dt>
          <dd>
            {wordOf(row, of)}. <span class="small">{row.cited}.</span>
          </dd>
        </>
      ) : null}
    </>
  );
}

function Revised(props: SourceProps) {
  const { of, row, revisions } = props;
  const { formats } = of;
  const t = goalSourceTexts(of.language);
  const [first] = revisions;
  if (!first) return <p class="small section-lead">{t.notRevised}</p>;
  const own = revisions.filter(({ area_code }) => row.areas.includes(area_code));
  const shown = own.slice(0, mostShown);
  const decimals = shown.every(
    ({ value, value_before }) => Number.isInteger(value ?? 0) && Number.isInteger(value_before ?? 0),
  )
    ? 0
    : 3;
  const say = (value: number | null, status: Revision['status']): string => {
    if (value === null) return status === 'withheld' ? t.noValue.withheld : t.noValue.missing;
    return `${formats.number(value, decimals)}${status === 'preliminary' ? ` (${t.preliminary})` : ''}`;
  };
  return (
    <>
      <p class="small section-lead">
        {t.revisedLead(revisions.length, formats.date(first.before_on), formats.date(first.fetched_on))}{' '}
        {own.length === 0
          ? t.revisedOnlyElsewhere
          : revisions.length > shown.length
            ? t.revisedElsewhere(revisions.length - shown.length)
            : ''}
      </p>
      {shown.length > 0 ? (
        <Scroll label={`${t.revised}: ${row.title}`}>
          <table class="revisions">
            <thead>
              <tr>
                <th scope="col">{t.columns.place}</th>
                <th scope="col">{t.columns.year}</th>
                <th scope="col">{t.columns.sex}</th>
                <th scope="col" class="number">
                  {t.columns.before}
                </th>
                <th scope="col" class="number">
                  {t.columns.after}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((one) => (
                <tr key={`${one.area_code} ${one.period} ${one.sex}`}>
                  <th scope="row">{one.area_name}</th>
                  <td>{one.period}</td>
                  <td>{t.sexes[one.sex]}</td>
                  <td class="number">{say(one.value_before, one.status_before)}</td>
                  <td class="number">{say(one.value, one.status)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      ) : null}
    </>
  );
}

function SourceOf(props: SourceProps & { isFetching: boolean }) {
  const { of, row, breaks } = props;
  const { formats, language } = of;
  const t = goalSourceTexts(language);
  const closed = row.closed_after ?? closedAfter(row.catalogue_title ?? row.title);
  return (
    <Section heading={row.title} id={`series-${row.series_id}`}>
      <dl class="pairs section-lead">
        <dt>{t.source}</dt>
        <dd>{nameSeries(row.source, row.code)}</dd>
        <dt>{t.measures}</dt>
        <dd>{formats.list(row.indicators)}</dd>
        <dt>{t.fetched}</dt>
        <dd>
          {row.fetched_on
            ? row.last_period === null
              ? formats.date(row.fetched_on)
              : t.valuesTo(formats.date(row.fetched_on), row.last_period)
            : t.onItsWay}
          {row.asked_at && row.failure === null ? <div class="small">{t.asked(formats.date(row.asked_at))}</div> : null}
          {row.failure && props.isFetching ? (
            <div>
              <State shape="waits" text={t.failedState} />
              <div class="small">
                {t.failed(
                  sayFailure(row.failure, formats),
                  row.due_at ? `${formats.date(row.due_at)} ${formats.time(row.due_at)}` : '–',
                )}
              </div>
            </div>
          ) : null}
        </dd>
        <dt>{t.nextPublication}</dt>
        <dd>
          {row.next_publication_on && Date.parse(row.next_publication_on) >= of.now.getTime() - 24 * 60 * 60 * 1000
            ? formats.date(row.next_publication_on)
            : closed !== null || !row.is_listed
              ? t.noMore
              : t.unknown}
        </dd>
        <Fate of={of} row={row} />
        {breaks.length > 0 ? (
          <>
            <dt>{t.breaks}</dt>
            <dd>
              {breaks.map((one) => (
                <div key={one.period}>
                  {t.breakLine(one.period, language === 'sv' ? one.reason_sv : one.reason_en)}.{' '}
                  <span class="small" lang="sv">
                    {one.cited}.
                  </span>
                </div>
              ))}
            </dd>
          </>
        ) : null}
      </dl>
      <h3 class="section-lead">{t.revised}</h3>
      <Revised {...props} />
    </Section>
  );
}

/** Every official series that the collaboration measures by, one by one. */
export function SourcesPage(props: {
  of: Reading;
  rows: readonly SourceRow[];
  revisions: readonly Revision[];
  breaks: readonly SeriesBreak[];
  /** The installation asks the sources itself. */
  isFetching: boolean;
}) {
  const { of, rows, isFetching } = props;
  const t = goalSourceTexts(of.language);
  return (
    <>
      <p class="trail">
        <a href={`/collaborations/${of.collaboration.id}/goals`}>{t.trail}</a>
      </p>
      <h1>{t.title}</h1>
      <p class="lead">{rows.length === 0 ? t.none : t.lead}</p>
      {isFetching ? null : <Notice>{t.keepsToItself}</Notice>}
      {rows.map((row) => (
        <SourceOf
          key={row.series_id}
          of={of}
          row={row}
          revisions={props.revisions.filter(({ series_id }) => series_id === row.series_id)}
          breaks={props.breaks.filter(({ series_id }) => series_id === row.series_id)}
          isFetching={isFetching}
        />
      ))}
    </>
  );
}
