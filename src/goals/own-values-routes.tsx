import { openWorkspace, readCollaboration, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import type { Route, Tx, Visit } from '../identity/index.ts';
import {
  compareUpload,
  createOwnSeries,
  findUpload,
  forgetUpload,
  importOwnValues,
  indicatorTexts,
  type KeptUpload,
  keepUpload,
  listOwnImports,
  listReplaced,
  newestImport,
  readUploadAside,
  type Sex,
  sayProblem,
  sayWhere,
  templateAsCsv,
  templateAsWorkbook,
  type UploadReading,
} from '../indicators/index.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { FormErrors, type FormInput, FormReader, readFormInput } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { isId } from '../platform/id.ts';
import type { Language } from '../platform/texts.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { lookUpBaseline } from './baseline.ts';
import { type Aim, readAim } from './forms.ts';
import { addIndicator, changeIndicator } from './goal-setting.ts';
import { MoreValuesPage, OwnSeriesPage, PreviewPage } from './pages/own-values-pages.tsx';
import { setGoals } from './policy.ts';
import { type GoalRow, type IndicatorRow, listGoals, listIndicators } from './queries.ts';
import { isPercent, type ReceivedFigures, receiveFigures } from './receiving-figures.ts';
import { goalTexts } from './texts.ts';

/** What is typed beside a file, and kept with it. */
const fields = [
  ...['name', 'unit', 'sourceNote', 'direction', 'baselinePeriod', 'target', 'targetPeriod', 'standIn', 'quality'],
] as const;
const fieldsOf = (form: FormInput): Record<string, string> =>
  Object.fromEntries(fields.map((name) => [name, form.typed[name] ?? '']));

function asForm(kept: Readonly<Record<string, string>>): FormInput {
  const data = new FormData();
  for (const [name, value] of Object.entries(kept)) data.set(name, value);
  return readFormInput(data);
}

interface OwnIndicatorFacts extends Aim {
  readonly name: string;
  readonly unit: string;
  readonly sourceNote: string;
}

function readOwnIndicator(reader: FormReader, language: Language): OwnIndicatorFacts {
  const t = goalTexts(language).indicator;
  const name = reader.text('name', t.nameMissing, 200);
  const unit = reader.text('unit', t.unitMissing, 60);
  const sourceNote = reader.text('sourceNote', t.sourceMissing, 500);
  return {
    name,
    unit: /^(procent|per ?cent|%)$/i.test(unit) ? 'percent' : unit,
    sourceNote,
    ...readAim(reader, language),
  };
}

/** What is wrong with the fields; none when there is nothing. */
function faultsOf(reader: FormReader): FormErrors['errors'] {
  try {
    reader.done();
    return [];
  } catch (error) {
    if (error instanceof FormErrors) return error.errors;
    throw error;
  }
}

/** Tells by the figures' own field that they were refused: the one thing, or how many. */
function tellRefused(reader: FormReader, figures: ReceivedFigures, language: Language): void {
  const { problems, problemCount } = figures.reading;
  const [first] = problems;
  if (!first) return;
  const t = goalTexts(language).ownFigures;
  const message =
    problemCount === 1 ? t.refusedOne(sayWhere(first, language), sayProblem(first, language)) : t.refused(problemCount);
  reader.wrong(figures.field, message);
}

/** A new indicator of figures that have been read: the series, its values, and what measures the goal. */
async function makeOwnIndicator(
  tx: Tx,
  collaborationId: string,
  goalId: string,
  facts: OwnIndicatorFacts,
  figures: { readonly fileName: string; readonly bytes: Uint8Array; readonly reading: UploadReading },
  of: { readonly ownPlace: string; readonly sex: Sex },
  language: Language,
): Promise<void> {
  const t = goalTexts(language);
  const { name, unit, sourceNote, ...aim } = facts;
  const ownSeriesId = await createOwnSeries(tx, { collaborationId, partyId: null, title: name, unit, sourceNote });
  await importOwnValues(tx, { collaborationId, ownSeriesId, ...figures });
  const baseline = await lookUpBaseline(tx, collaborationId, {
    ...{ seriesId: null, ownSeriesId, areaCode: null, ...of },
    period: aim.baseline_period,
  });
  if (aim.baseline_period !== null && baseline === null) {
    const years = figures.reading.periods.join(', ');
    throw new FormErrors([{ field: 'baselinePeriod', message: t.ownFigures.baselineMissing(years) }]);
  }
  addIndicator(tx, collaborationId, {
    ...aim,
    ...{ goalId, seriesId: null, ownSeriesId, unit, name, baseline, ...of },
    areaCode: of.ownPlace === '' ? null : of.ownPlace,
    comparison_areas: [],
    is_stand_in: aim.stand_in_note !== '',
    short_note: aim.stand_in_note === '' ? '' : t.goal.standIn,
  });
}

/** What the indicator shows unless another is chosen: the whole, else the collaboration's own place, else the first. */
function usualPlace(reading: UploadReading, territory: readonly string[]): string {
  const codes = reading.places.map(({ code }) => code);
  return codes.find((code) => code === '') ?? territory.find((code) => codes.includes(code)) ?? codes[0] ?? '';
}

export function ownValuesRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const idOf = (visit: Visit) => visit.params.collaboration ?? '';
  const goalsAt = '/collaborations/:collaboration/goals';
  const goalAt = (visit: Visit) => `/collaborations/${idOf(visit)}/goals/${visit.params.goal}`;
  const ownAt = (visit: Visit) => `${goalAt(visit)}/indicator/own`;
  const moreAt = (visit: Visit) => `${goalAt(visit)}/indicators/${visit.params.indicator}/values`;

  /** The goal, the indicator where one is meant, and the file that is kept for it; in the post's own reading. */
  const questionsOf = (visit: Visit, upload: string) => {
    const [id, { goal = '', indicator }] = [idOf(visit), visit.params];
    if (![id, goal, indicator ?? id].every(isId)) throw notFound();
    return {
      goals: listGoals(id),
      indicators: listIndicators(id),
      kept: findUpload(id, upload, indicator ?? goal, visit.now),
    };
  };
  const findIn = (
    visit: Visit,
    rows: { goals: readonly GoalRow[]; indicators: readonly IndicatorRow[]; kept: readonly KeptUpload[] },
  ) => {
    const goal = rows.goals.find((one) => one.id === visit.params.goal);
    const indicator = rows.indicators.find((one) => one.id === visit.params.indicator && one.goal_id === goal?.id);
    if (!goal || (visit.params.indicator !== undefined && !indicator?.own_series_id)) throw notFound();
    return { goal, indicator, kept: rows.kept[0] };
  };
  /** The same for a post: asked before the file is read, so that only those who may are read for. */
  const openPost = async (visit: Visit, upload: string) =>
    findIn(visit, (await visit.read(questionsOf(visit, upload))).rows);

  const optionsOf = (visit: Visit, unit: string, sheet: string) => ({
    year: visit.now.getUTCFullYear(),
    isPercent: isPercent(unit),
    sheet: sheet === '' ? undefined : sheet,
  });

  const showOwnSeries = async (visit: Visit, posted?: FormState, figures?: ReceivedFigures) => {
    const uploadId = posted?.typed.upload ?? visit.url.searchParams.get('upload') ?? '';
    const { of, said, rows } = await openWorkspace(visit, workspace, questionsOf(visit, uploadId));
    const { goal, kept } = findIn(visit, rows);
    const reader = new FormReader(asForm(kept?.fields ?? {}));
    if (kept) readOwnIndicator(reader, visit.language);
    const state = posted ?? (kept ? { typed: kept.fields, errors: faultsOf(reader) } : untouched);
    return visit.page(
      workspacePage(visit, of, said, {
        title: goalTexts(visit.language).indicator.ownTitle,
        current: 'goals',
        narrow: true,
        status: statusOf(state),
        children: (
          <OwnSeriesPage
            visit={visit}
            of={of}
            goal={goal}
            kept={kept}
            refused={figures?.reading}
            isTyped={figures?.field === 'values'}
            isGone={visit.url.searchParams.has('gone')}
            state={state}
          />
        ),
      }),
    );
  };

  const showMoreValues = async (visit: Visit, state: FormState = untouched, figures?: ReceivedFigures) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, questionsOf(visit, ''));
    const { goal, indicator } = findIn(visit, rows);
    if (!indicator) throw notFound();
    // A second wave: which series it is stands in the first.
    const more = await visit.read({ imports: listOwnImports(idOf(visit), [indicator.own_series_id ?? '']) });
    return visit.page(
      workspacePage(visit, of, said, {
        title: goalTexts(visit.language).ownFigures.moreTitle,
        current: 'goals',
        narrow: true,
        status: statusOf(state),
        children: (
          <MoreValuesPage
            visit={visit}
            of={of}
            goal={goal}
            indicator={indicator}
            imports={more.rows.imports}
            kept={undefined}
            refused={figures?.reading}
            isTyped={figures?.field === 'values'}
            isGone={visit.url.searchParams.has('gone')}
            state={state}
          />
        ),
      }),
    );
  };

  const showPreview = async (visit: Visit, state: FormState = untouched) => {
    const uploadId = visit.params.upload ?? '';
    const { of, said, rows } = await openWorkspace(visit, workspace, questionsOf(visit, uploadId));
    const { goal, indicator, kept } = findIn(visit, rows);
    const back = indicator ? moreAt(visit) : ownAt(visit);
    if (!kept) return visit.redirect(`${back}?gone=1`);
    const sheet = state.typed.sheet ?? visit.url.searchParams.get('sheet') ?? '';
    const unit = indicator?.unit ?? kept.fields.unit ?? '';
    const reading = await readUploadAside(kept.content, optionsOf(visit, unit, sheet));
    const t = goalTexts(visit.language).ownFigures;
    return visit.page(
      workspacePage(visit, of, said, {
        title: reading.sheets.length > 0 ? t.sheetTitle : t.previewTitle,
        current: 'goals',
        narrow: true,
        status: reading.problemCount > 0 ? 422 : statusOf(state),
        children: (
          <PreviewPage
            visit={visit}
            of={of}
            goal={goal}
            upload={kept}
            reading={reading}
            back={indicator ? back : `${back}?upload=${kept.id}`}
            standing={indicator ? await standingOf(visit, indicator, reading) : undefined}
            aims={
              indicator
                ? undefined
                : {
                    place: usualPlace(reading, of.collaboration.territory),
                    sex: reading.sexes[0] ?? 'T',
                    baselinePeriod: kept.fields.baselinePeriod ?? '',
                  }
            }
            state={state}
          />
        ),
      }),
    );
  };

  /** A second wave: the file must have been read before it can be held against what is there. */
  const standingOf = async (visit: Visit, indicator: IndicatorRow, reading: UploadReading) => {
    const series = indicator.own_series_id ?? '';
    const { places, periods, sexes, values, statuses } = reading.columns;
    const listed = [idOf(visit), series, places, periods, sexes, values, statuses] as const;
    const { rows } = await visit.read({
      comparison: compareUpload(...listed),
      replaced: listReplaced(...listed),
      newest: newestImport(idOf(visit), series),
    });
    const [comparison = { added: 0, same: 0, replaced: 0 }] = rows.comparison;
    return { comparison, replaced: rows.replaced, seen: rows.newest[0]?.number ?? 0 };
  };

  /** What a confirmed preview is carried out on: the file as kept, read again, and the same as was shown. */
  const confirmed = async (visit: Visit, form: FormInput) => {
    const { goal, indicator, kept } = await openPost(visit, visit.params.upload ?? '');
    if (!kept) return undefined;
    const unit = indicator?.unit ?? kept.fields.unit ?? '';
    const reading = await readUploadAside(kept.content, optionsOf(visit, unit, form.text('sheet')));
    const isSame = reading.hash === form.text('reading') && reading.problemCount === 0 && reading.count > 0;
    return { goal, indicator, kept, reading, isSame };
  };

  return [
    get(`${goalsAt}/:goal/indicator/template.csv`, readCollaboration, async (visit) => {
      const { rows } = await visit.read(questionsOf(visit, ''));
      findIn(visit, rows);
      return file(templateAsCsv(visit.language), 'text/csv; charset=utf-8', 'csv', visit.language);
    }),
    get(`${goalsAt}/:goal/indicator/template.xlsx`, readCollaboration, async (visit) => {
      const { rows } = await visit.read(questionsOf(visit, ''));
      findIn(visit, rows);
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      return file(new Uint8Array(await templateAsWorkbook(visit.language)), type, 'xlsx', visit.language);
    }),

    get(`${goalsAt}/:goal/indicator/own`, setGoals, (visit) => showOwnSeries(visit)),
    post(`${goalsAt}/:goal/indicator/own`, setGoals, async (visit) => {
      const form = await visit.form();
      const { goal, kept } = await openPost(visit, form.text('upload'));
      const figures = await receiveFigures(form, kept, { ...visit, unit: form.text('unit') });
      return visit.submit(
        async (tx) => {
          const id = idOf(visit);
          const reader = new FormReader(form);
          const facts = readOwnIndicator(reader, visit.language);
          if (!figures) reader.wrong('file', goalTexts(visit.language).ownFigures.missing);
          else tellRefused(reader, figures, visit.language);
          if (figures?.field === 'file' && figures.reading.problemCount === 0) {
            const upload = keepUpload(tx, {
              ...{ collaborationId: id, ownSeriesId: null, forId: goal.id, fileName: figures.fileName },
              ...{ content: figures.bytes, fields: fieldsOf(form) },
            });
            // What is wrong beside the file is put right without the file having to be chosen again.
            return faultsOf(reader).length > 0
              ? `${ownAt(visit)}?upload=${upload}`
              : `${ownAt(visit)}/uploads/${upload}`;
          }
          reader.done();
          if (figures)
            await makeOwnIndicator(tx, id, goal.id, facts, figures, { ownPlace: '', sex: 'T' }, visit.language);
          return `${goalAt(visit)}?done=saved`;
        },
        (state) => showOwnSeries(visit, state, figures),
      );
    }),
    get(`${goalsAt}/:goal/indicator/own/uploads/:upload`, setGoals, (visit) => showPreview(visit)),
    post(`${goalsAt}/:goal/indicator/own/uploads/:upload`, setGoals, async (visit) => {
      const form = await visit.form();
      const found = await confirmed(visit, form);
      return visit.submit(
        async (tx) => {
          if (!found) return `${ownAt(visit)}?gone=1`;
          const { goal, kept, reading, isSame } = found;
          if (!isSame) return `${ownAt(visit)}/uploads/${kept.id}`;
          const t = goalTexts(visit.language).ownFigures;
          const reader = new FormReader(asForm({ ...kept.fields, baselinePeriod: form.text('baselinePeriod') }));
          const facts = readOwnIndicator(reader, visit.language);
          const chosen = form.typed.place ?? usualPlace(reading, []);
          if (!reading.places.some(({ code }) => code === chosen)) reader.wrong('place', t.whichPlaceMissing);
          const sex = reading.sexes.find((one) => one === form.text('sex')) ?? reading.sexes[0] ?? 'T';
          reader.done();
          await makeOwnIndicator(
            ...([tx, idOf(visit), goal.id, facts] as const),
            { fileName: kept.file_name, bytes: kept.content, reading },
            { ownPlace: chosen, sex },
            visit.language,
          );
          await forgetUpload(tx, idOf(visit), kept.id);
          return `${goalAt(visit)}?done=saved`;
        },
        (state) => showPreview(visit, state),
      );
    }),

    get(`${goalsAt}/:goal/indicators/:indicator/values`, setGoals, (visit) => showMoreValues(visit)),
    post(`${goalsAt}/:goal/indicators/:indicator/values`, setGoals, async (visit) => {
      const form = await visit.form();
      const { indicator } = await openPost(visit, '');
      if (!indicator) throw notFound();
      const figures = await receiveFigures(form, undefined, { ...visit, unit: indicator.unit });
      return visit.submit(
        async (tx) => {
          const reader = new FormReader(form);
          if (!figures) reader.wrong('file', goalTexts(visit.language).ownFigures.missing);
          else tellRefused(reader, figures, visit.language);
          reader.done();
          if (!figures) throw notFound();
          // Typed values are shown too: what they replace is not seen where they are typed.
          const upload = keepUpload(tx, {
            ...{ collaborationId: idOf(visit), ownSeriesId: indicator.own_series_id, forId: indicator.id },
            ...{ fileName: figures.fileName, content: figures.bytes, fields: {} },
          });
          return `${moreAt(visit)}/uploads/${upload}`;
        },
        (state) => showMoreValues(visit, state, figures),
      );
    }),
    get(`${goalsAt}/:goal/indicators/:indicator/values/uploads/:upload`, setGoals, (visit) => showPreview(visit)),
    post(`${goalsAt}/:goal/indicators/:indicator/values/uploads/:upload`, setGoals, async (visit) => {
      const form = await visit.form();
      const found = await confirmed(visit, form);
      return visit.submit(
        async (tx) => {
          if (!found) return `${moreAt(visit)}?gone=1`;
          const { indicator, kept, reading, isSame } = found;
          if (!indicator?.own_series_id) throw notFound();
          if (!isSame) return `${moreAt(visit)}/uploads/${kept.id}`;
          const id = idOf(visit);
          try {
            await importOwnValues(tx, {
              ...{ collaborationId: id, ownSeriesId: indicator.own_series_id, fileName: kept.file_name },
              ...{ bytes: kept.content, reading, seen: Number(form.text('seen')) },
            });
          } catch (error) {
            if (!(error instanceof Refusal && error.reason === 'changed')) throw error;
            throw new FormErrors([{ field: 'reading', message: goalTexts(visit.language).ownFigures.changed }]);
          }
          await followBaseline(tx, id, indicator);
          await forgetUpload(tx, id, kept.id);
          return `${goalAt(visit)}?done=saved`;
        },
        (state) => showPreview(visit, { ...state, typed: { sheet: state.typed.sheet ?? '' } }),
      );
    }),
  ];
}

/** A baseline is what the series says of its year, also when the series has come to say something else. */
async function followBaseline(tx: Tx, collaborationId: string, indicator: IndicatorRow): Promise<void> {
  const baseline = await lookUpBaseline(tx, collaborationId, {
    ...{ seriesId: null, ownSeriesId: indicator.own_series_id, ownPlace: indicator.own_place, areaCode: null },
    ...{ sex: indicator.sex, period: indicator.baseline_period },
  });
  if (baseline === indicator.baseline) return;
  const { name, direction, baseline_period, target_period, target, comparison_areas } = indicator;
  const { is_stand_in, stand_in_note, short_note, quality } = indicator;
  await changeIndicator(tx, collaborationId, indicator, indicator.version, {
    ...{ name, direction, baseline_period, baseline, target_period, target, comparison_areas },
    ...{ is_stand_in, stand_in_note, short_note, quality },
  });
}

function file(
  content: string | Uint8Array<ArrayBuffer>,
  type: string,
  extension: string,
  language: Language,
): Response {
  const { templateName } = indicatorTexts(language).upload;
  return new Response(content, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${templateName}.${extension}"`,
      'cache-control': 'no-store',
    },
  });
}
