import type { Reading } from '../../collaborations/index.ts';
import type { Visit } from '../../identity/index.ts';
import {
  indicatorTexts,
  type KeptUpload,
  type OwnSeriesImport,
  placeWithCode,
  type ReplacedValue,
  type SaidValue,
  type Sex,
  sayNote,
  sayProblem,
  sayWhere,
  type UploadComparison,
  type UploadReading,
} from '../../indicators/index.ts';
import { Actions, Choices, Form, type FormState, Hidden, Select, TextArea, TextField } from '../../ui/form.tsx';
import { Notice, Scroll, Section } from '../../ui/section.tsx';
import type { GoalRow, IndicatorRow } from '../queries.ts';
import { goalTexts } from '../texts.ts';
import { Aim, cancel, type FormPage, Summary } from './form-pages.tsx';

const Trail = (props: { of: Reading; goal: GoalRow }) => (
  <p class="trail">
    <a href={`/collaborations/${props.of.collaboration.id}/goals/${props.goal.id}`}>{props.goal.text}</a>
  </p>
);

/** Everything that must be put right, each where it stands and with what to do. */
function Problems(props: { of: Reading; reading: UploadReading | undefined; isTyped: boolean }) {
  const { language } = props.of;
  const { problems = [], problemCount = 0 } = props.reading ?? {};
  if (problems.length === 0) return null;
  const t = goalTexts(language).ownFigures;
  return (
    <Section heading={props.isTyped ? t.toPutRightTyped : t.toPutRight}>
      <table class="to-put-right">
        <thead>
          <tr>
            <th scope="col">{t.where}</th>
            <th scope="col">{t.what}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem, at) => (
            <tr key={at}>
              <th scope="row">{sayWhere(problem, language)}</th>
              <td>{sayProblem(problem, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {problemCount > problems.length ? <p class="small">{t.more(problemCount - problems.length)}</p> : null}
    </Section>
  );
}

function FigureFields(props: FormPage & { kept: KeptUpload | undefined; template: string }) {
  const { of, state, kept } = props;
  const t = goalTexts(of.language).ownFigures;
  return (
    <>
      {kept ? (
        <>
          <Hidden name="upload" value={kept.id} />
          <Notice>
            {t.kept(kept.file_name, `${of.formats.dayAndMonth(kept.expires_at)} ${of.formats.time(kept.expires_at)}`)}
          </Notice>
        </>
      ) : null}
      <TextField name="file" type="file" label={t.file} hint={t.fileHint} state={state} />
      <p class="small templates">
        {t.template} <a href={`${props.template}.csv`}>{t.templateCsv}</a>{' '}
        <a href={`${props.template}.xlsx`}>{t.templateWorkbook}</a>
      </p>
      <TextArea name="values" rows={5} label={t.typed} hint={t.typedHint} state={state} />
    </>
  );
}

interface FiguresPage extends FormPage {
  readonly goal: GoalRow;
  readonly kept: KeptUpload | undefined;
  /** What was refused, when something was. */
  readonly refused: UploadReading | undefined;
  readonly isTyped: boolean;
  readonly isGone: boolean;
}

const templateOf = ({ of, goal }: FiguresPage): string =>
  `/collaborations/${of.collaboration.id}/goals/${goal.id}/indicator/template`;

export function OwnSeriesPage(props: FiguresPage) {
  const { visit, of, state, goal } = props;
  const t = goalTexts(of.language);
  return (
    <>
      <Trail of={of} goal={goal} />
      <h1>{t.indicator.ownTitle}</h1>
      <p class="lead">{t.indicator.ownLead}</p>
      {props.isGone ? <Notice waits>{t.ownFigures.gone}</Notice> : null}
      <Summary {...props} />
      <Problems of={of} reading={props.refused} isTyped={props.isTyped} />
      <Form token={visit.formToken()} upload>
        <TextField name="name" label={t.indicator.name} state={state} />
        <TextField name="unit" short label={t.indicator.unit} hint={t.indicator.unitHint} state={state} />
        <TextField name="sourceNote" label={t.indicator.sourceNote} state={state} />
        <FigureFields {...props} template={templateOf(props)} />
        <Aim {...props} isOwn />
        <Actions submit={t.indicator.save} cancel={cancel(of, `goals/${goal.id}`)} />
      </Form>
    </>
  );
}

export function MoreValuesPage(props: FiguresPage & { indicator: IndicatorRow; imports: readonly OwnSeriesImport[] }) {
  const { visit, of, goal, indicator, imports } = props;
  const t = goalTexts(of.language).ownFigures;
  return (
    <>
      <Trail of={of} goal={goal} />
      <h1>{t.moreTitle}</h1>
      <p class="lead">{t.moreLead(indicator.name)}</p>
      {props.isGone ? <Notice waits>{t.gone}</Notice> : null}
      <Summary {...props} />
      <Problems of={of} reading={props.refused} isTyped={props.isTyped} />
      <Form token={visit.formToken()} upload>
        <FigureFields {...props} template={templateOf(props)} />
        <Actions submit={t.see} cancel={cancel(of, `goals/${goal.id}`)} />
      </Form>
      <Section heading={t.imports}>
        <ul class="rows">
          {imports.slice(0, 5).map((one) => (
            <li key={one.id}>
              <div>
                <div class="title">{one.file_name || t.typedName}</div>
                <p>{t.importLine(one.value_count, of.formats.date(one.created_at))}</p>
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

export interface PreviewPageProps extends FormPage {
  readonly goal: GoalRow;
  readonly upload: KeptUpload;
  readonly reading: UploadReading;
  /** Where another file is chosen. */
  readonly back: string;
  /** For a series that is there: how the file stands to it, and the newest import that this was counted on. */
  readonly standing:
    | { readonly comparison: UploadComparison; readonly replaced: readonly ReplacedValue[]; readonly seen: number }
    | undefined;
  /** For a series that is to be made: which place and sex the indicator shows unless another is chosen. */
  readonly aims: { readonly place: string; readonly sex: Sex; readonly baselinePeriod: string } | undefined;
}

const nameOf = (of: Reading, code: string): string =>
  code === '' ? indicatorTexts(of.language).upload.place : (placeWithCode(code)?.name ?? code);

const decimalsOf = (value: number): number => Math.min(10, (String(value).split('.')[1] ?? '').length);

function written(of: Reading, value: number | null, status: SaidValue['status']): string {
  const word = indicatorTexts(of.language).upload.statuses[status];
  if (value === null) return word;
  const number = of.formats.number(value, decimalsOf(value));
  return status === 'published' ? number : `${number} (${word.toLocaleLowerCase(of.language)})`;
}

export function PreviewPage(props: PreviewPageProps) {
  const { of, reading, upload, goal } = props;
  const t = goalTexts(of.language).ownFigures;
  if (reading.sheets.length > 0) return <ChooseSheet {...props} />;
  if (reading.problemCount > 0) {
    return (
      <>
        <Trail of={of} goal={goal} />
        <h1>{upload.file_name || t.typedName}</h1>
        <p class="lead">{t.refused(reading.problemCount)}</p>
        <Problems of={of} reading={reading} isTyped={false} />
        <p class="actions">
          <a href={props.back}>{t.another}</a>
        </p>
      </>
    );
  }
  return (
    <>
      <Trail of={of} goal={goal} />
      <h1>{t.previewTitle}</h1>
      <p class="lead">{t.previewLead(upload.file_name || t.typedName)}</p>
      <Summary {...props} />
      <WhatComesIn {...props} />
      {reading.notes.length > 0 ? (
        <Section heading={t.notes}>
          <ul class="plain-list how-read">
            {reading.notes.map((note, at) => (
              <li key={at}>{sayNote(note, of.language)}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      {props.standing ? <Standing of={of} {...props.standing} /> : null}
      <Section heading={t.firstLast}>
        <SaidValues
          of={of}
          values={reading.first}
          more={reading.count - reading.first.length - reading.last.length}
          last={reading.last}
        />
      </Section>
      <Confirm {...props} />
    </>
  );
}

function ChooseSheet(props: PreviewPageProps) {
  const { of, reading, upload, goal, visit } = props;
  const t = goalTexts(of.language).ownFigures;
  return (
    <>
      <Trail of={of} goal={goal} />
      <h1>{t.sheetTitle}</h1>
      <p class="lead">{t.sheetLead(upload.file_name, reading.sheets.length)}</p>
      <form class="form" method="get" action={visit.url.pathname}>
        <Choices
          name="sheet"
          label={t.sheet}
          options={reading.sheets.map((name) => ({ value: name, text: name }))}
          state={props.state}
        />
        <Actions submit={t.sheetNext} cancel={{ href: props.back, text: t.another }} />
      </form>
    </>
  );
}

const shownPlaces = 8;

function WhatComesIn({ of, reading, upload }: PreviewPageProps) {
  const t = goalTexts(of.language).ownFigures;
  const words = indicatorTexts(of.language).upload;
  const { sexNames } = goalTexts(of.language).goal;
  const names = reading.places.slice(0, shownPlaces).map(({ code }) => nameOf(of, code));
  const rest = reading.places.length - names.length;
  const [from = 0] = reading.periods;
  const to = reading.periods.at(-1) ?? from;
  const statuses = (['published', 'preliminary', 'missing', 'withheld', 'doubted'] as const).filter(
    (status) => reading.statuses[status] > 0,
  );
  return (
    <dl class="pairs section">
      <dt>{t.values}</dt>
      <dd>
        <strong>{of.formats.number(reading.count)}</strong>
        {statuses.length > 1 || statuses[0] !== 'published'
          ? ` (${statuses.map((status) => t.statusCount(words.statuses[status], reading.statuses[status])).join(', ')})`
          : ''}
      </dd>
      <dt>{t.places}</dt>
      <dd>{rest > 0 ? t.andMore(names.join(', '), rest) : of.formats.list(names)}</dd>
      <dt>{t.years}</dt>
      <dd>{from === to ? from : t.yearsFromTo(from, to, reading.periods.length)}</dd>
      <dt>{t.sexes}</dt>
      <dd>{reading.sexes.map((sex) => sexNames[sex]).join(', ')}</dd>
      {reading.sheet ? (
        <>
          <dt>{t.sheet}</dt>
          <dd>{reading.sheet}</dd>
        </>
      ) : null}
      <dt>{t.source}</dt>
      <dd>{t.fileHash(upload.file_name || t.typedName, upload.file_hash.slice(0, 12))}</dd>
    </dl>
  );
}

function Standing(props: { of: Reading } & NonNullable<PreviewPageProps['standing']>) {
  const { of, comparison, replaced } = props;
  const t = goalTexts(of.language).ownFigures;
  const { sexNames } = goalTexts(of.language).goal;
  return (
    <Section heading={t.against}>
      <dl class="pairs how-read">
        <dt>{t.added}</dt>
        <dd>{of.formats.number(comparison.added)}</dd>
        <dt>{t.same}</dt>
        <dd>{of.formats.number(comparison.same)}</dd>
        <dt>{t.replaced}</dt>
        <dd>{of.formats.number(comparison.replaced)}</dd>
      </dl>
      {replaced.length > 0 ? (
        <>
          <Scroll label={t.replacedHeading}>
            <table>
              <caption class="visually-hidden">{t.replacedHeading}</caption>
              <thead>
                <tr>
                  <th scope="col">{t.place}</th>
                  <th scope="col">{t.year}</th>
                  <th scope="col">{t.sex}</th>
                  <th scope="col" class="number">
                    {t.before}
                  </th>
                  <th scope="col" class="number">
                    {t.after}
                  </th>
                </tr>
              </thead>
              <tbody>
                {replaced.map((one) => (
                  <tr key={`${one.place} ${one.sex} ${one.period}`}>
                    <th scope="row">{nameOf(of, one.place)}</th>
                    <td>{one.period}</td>
                    <td>{sexNames[one.sex]}</td>
                    <td class="number">{written(of, one.before, one.before_status)}</td>
                    <td class="number">{written(of, one.after, one.after_status)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          {comparison.replaced > replaced.length ? (
            <p class="small">{t.firstOf(replaced.length, comparison.replaced)}</p>
          ) : null}
        </>
      ) : null}
    </Section>
  );
}

function SaidValues(props: { of: Reading; values: readonly SaidValue[]; last: readonly SaidValue[]; more: number }) {
  const { of, values, last, more } = props;
  const t = goalTexts(of.language).ownFigures;
  const { sexNames } = goalTexts(of.language).goal;
  const line = (one: SaidValue) => (
    <tr key={`${one.place} ${one.sex} ${one.period}`}>
      <th scope="row">{nameOf(of, one.place)}</th>
      <td>{one.period}</td>
      <td>{sexNames[one.sex]}</td>
      <td class="number">{written(of, one.value, one.status)}</td>
    </tr>
  );
  return (
    <Scroll label={t.values}>
      <table>
        <caption class="visually-hidden">{t.firstLast}</caption>
        <thead>
          <tr>
            <th scope="col">{t.place}</th>
            <th scope="col">{t.year}</th>
            <th scope="col">{t.sex}</th>
            <th scope="col" class="number">
              {t.value}
            </th>
          </tr>
        </thead>
        <tbody>
          {values.map(line)}
          {more > 0 ? (
            <tr>
              <td colspan={4}>{t.more(more)}</td>
            </tr>
          ) : null}
          {last.map(line)}
        </tbody>
      </table>
    </Scroll>
  );
}

function Confirm(props: PreviewPageProps & { visit: Visit; state: FormState }) {
  const { of, reading, visit, state, aims, standing } = props;
  const t = goalTexts(of.language);
  const hasSeveral = reading.places.length > 1 || reading.places.some(({ code }) => code !== '');
  return (
    <Form token={visit.formToken()}>
      <Hidden name="reading" value={reading.hash} />
      <Hidden name="sheet" value={reading.sheet} />
      {standing ? <Hidden name="seen" value={standing.seen} /> : null}
      {aims && hasSeveral ? (
        <Select
          name="place"
          short
          label={t.ownFigures.whichPlace}
          hint={t.ownFigures.whichPlaceHint}
          value={aims.place}
          options={reading.places.map(({ code }) => ({ value: code, text: nameOf(of, code) }))}
          state={state}
        />
      ) : null}
      {aims && reading.sexes.length > 1 ? (
        <Select
          name="sex"
          short
          label={t.indicator.sex}
          value={aims.sex}
          options={reading.sexes.map((sex) => ({ value: sex, text: t.goal.sexNames[sex] }))}
          state={state}
        />
      ) : null}
      {aims ? (
        <TextField
          name="baselinePeriod"
          short
          inputmode="numeric"
          label={t.indicator.baselinePeriod}
          hint={t.indicator.baselineHint}
          value={aims.baselinePeriod}
          state={state}
        />
      ) : null}
      <Actions submit={t.ownFigures.confirm(reading.count)} cancel={{ href: props.back, text: t.ownFigures.another }} />
    </Form>
  );
}
