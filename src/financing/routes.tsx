import {
  listEntered,
  openWorkspace,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { identityTexts, type Route, type Visit } from '../identity/index.ts';
import { csvOf } from '../platform/documents/csv.ts';
import { csvType, fileAnswer, jsonType } from '../platform/documents/file-answer.ts';
import { pictureRoutes } from '../platform/documents/picture.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { pictureAlone } from '../ui/picture.tsx';
import { asJson, asWorkbook, layerSheet, partySheet } from './money-files.ts';
import { MoneyDrawing } from './pages/money-drawing.tsx';
import { isOfMany, MoneyMultiplesAlone } from './pages/money-multiples.tsx';
import { MoneyPage, NoPlanPage } from './pages/money-page.tsx';
import { partyRoutes } from './party-routes.tsx';
import { moneyQuestions } from './plan-questions.ts';
import { planRoutes } from './plan-routes.tsx';
import { planFinancing } from './policy.ts';
import { settlePlan } from './setting-plan.ts';
import { financingTexts } from './texts.ts';
import { readMoney, whoPaysWhat } from './who-pays-what.ts';

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function financingRoutes(house: WorkspaceHouse): readonly Route[] {
  const idOf = (visit: Visit) => visit.params.collaboration ?? '';
  const open = async (visit: Visit) => {
    const id = idOf(visit);
    return await openWorkspace(visit, house.workspace, { ...moneyQuestions(id), entered: listEntered(id) });
  };

  const showMoney = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows, user } = await open(visit);
    const asked = visit.params.plan ?? visit.url.searchParams.get('plan') ?? undefined;
    const money = readMoney(rows, asked, user.organisation_id);
    if (!money && rows.plans.length > 0) throw notFound();
    const own = rows.parties.find((one) => one.organisation_id === user.organisation_id);
    const chosen = rows.parties.find((one) => one.id === visit.url.searchParams.get('party'));
    return visit.page(
      workspacePage(visit, of, said, {
        title: financingTexts(visit.language).title,
        current: 'financing',
        status: statusOf(state),
        children: money ? (
          <MoneyPage
            visit={visit}
            of={of}
            money={money}
            plans={rows.plans}
            entered={rows.entered}
            party={chosen ?? own}
            state={state}
          />
        ) : (
          <NoPlanPage of={of} />
        ),
      }),
    );
  };

  /** One plan, for what is taken away of it. */
  const openPlan = async (visit: Visit) => {
    const { of, rows, user } = await open(visit);
    const money = readMoney(rows, visit.params.plan ?? '', user.organisation_id);
    if (!money) throw notFound();
    return { of, money, user, name: `${of.collaboration.name} ${financingTexts(visit.language).picture.file}` };
  };

  const at = '/collaborations/:collaboration/financing';
  return [
    get(at, readCollaboration, (visit) => showMoney(visit)),
    post(`${at}/:plan/state`, planFinancing, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const t = financingTexts(visit.language).plan;
          const money = readMoney(await tx.batch(moneyQuestions(id)), visit.params.plan ?? '', null);
          if (!money) throw notFound();
          const reader = new FormReader(form);
          const isSettled = form.text('to') === 'decided';
          const decidedOn = isSettled ? reader.date('decidedOn', t.settledMissing) : null;
          if (isSettled && !decidedOn) reader.wrong('decidedOn', t.settledMissing);
          reader.done();
          await settlePlan(tx, id, { id: money.plan.id, version: Number(form.text('version')), decidedOn });
          return `/collaborations/${id}/financing?plan=${money.plan.id}&done=saved`;
        },
        (state) => showMoney(visit, state),
      ),
    ),
    ...planRoutes(house),
    ...partyRoutes(house),
    ...pictureRoutes(`${at}/:plan/picture`, readCollaboration, house.documents, async (visit) => {
      const { of, money, user, name } = await openPlan(visit);
      const table =
        whoPaysWhat(money, 'money', user.organisation_id) ?? whoPaysWhat(money, 'hours', user.organisation_id);
      if (!table) throw notFound();
      const t = financingTexts(visit.language);
      const { example } = of.collaboration;
      const { heading, rows } = partySheet(of, money);
      const Drawing = isOfMany(table) ? MoneyMultiplesAlone : MoneyDrawing;
      return {
        name,
        svg: pictureAlone(<Drawing of={of} table={table} label={t.picture.title} />, {
          title: `${t.picture.file}, ${table.measure === 'hours' ? t.table.hoursWord : t.table.kronorWord}`,
          lead: `${money.plan.title}. ${t.picture.lead}${isOfMany(table) ? ` ${t.picture.many}` : ''}`,
          label: example === 'none' ? undefined : identityTexts(visit.language).frame.example[example],
          notes: money.plan.source_note ? [money.plan.source_note] : [],
        }),
        heading,
        rows,
        about: [],
      };
    }),
    get(`${at}/:plan/table/csv`, readCollaboration, async (visit) => {
      const { of, money, name } = await openPlan(visit);
      const { heading, rows } = layerSheet(of, money);
      return fileAnswer(csvOf(heading, rows, visit.language), csvType, `${name}.csv`);
    }),
    get(`${at}/:plan/table/xlsx`, readCollaboration, async (visit) => {
      const { of, money, name } = await openPlan(visit);
      const workbook = await asWorkbook([partySheet(of, money), layerSheet(of, money)]);
      return fileAnswer(new Uint8Array(workbook), workbookType, `${name}.xlsx`);
    }),
    get(`${at}/:plan/table/json`, readCollaboration, async (visit) => {
      const { of, money, name } = await openPlan(visit);
      return fileAnswer(JSON.stringify(asJson(of, money), null, 2), jsonType, `${name}.json`);
    }),
  ];
}
