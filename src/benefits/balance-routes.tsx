import {
  openWorkspace,
  type Reading,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { moneyOverPlans, moneyQuestions } from '../financing/index.ts';
import { dayOf, identityTexts, type Route, speaksFor, type Visit } from '../identity/index.ts';
import { csvOf } from '../platform/documents/csv.ts';
import { csvType, fileAnswer } from '../platform/documents/file-answer.ts';
import { pictureRoutes } from '../platform/documents/picture.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { pictureAlone } from '../ui/picture.tsx';
import { asWorkbook, kronorSheet, oneSheet, unitsSheet, workbookType } from './balance-files.ts';
import { idOf } from './benefit-routes.tsx';
import { weighTradeOff } from './estimating.ts';
import { readTradeOff as readTradeOffForm } from './forms.ts';
import { balanceOf, weighed } from './gains.ts';
import { BalanceDrawing } from './pages/balance-drawing.tsx';
import { BalancePage } from './pages/balance-page.tsx';
import { TradeOffPage } from './pages/trade-off-page.tsx';
import { readTradeOff, writeTradeOff } from './policy.ts';
import { findTradeOff, listBenefits, listEstimates } from './queries.ts';
import { taking } from './reading-benefits.ts';
import { benefitTexts } from './texts.ts';

const questions = (id: string) => ({ ...moneyQuestions(id), benefits: listBenefits(id), estimates: listEstimates(id) });

/** Who pays and who gains, for all to see; and what each party makes of it, for itself. */
export function balanceRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const open = async (visit: Visit) => {
    const { of, said, rows, user } = await openWorkspace(visit, workspace, questions(idOf(visit)));
    const money = moneyOverPlans(rows);
    const balance = balanceOf(rows.benefits, rows.estimates, rows.parties, money, user.organisation_id);
    return { of, said, balance, parties: rows.parties };
  };
  const exampleOf = (of: Reading): string =>
    of.collaboration.example === 'none' ? '' : identityTexts(of.language).frame.example[of.collaboration.example];

  const showTradeOff = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows, user } = await openWorkspace(visit, workspace, {
      ...questions(id),
      tradeOff: findTradeOff(id),
    });
    const party = rows.parties.find((one) => one.organisation_id === user.organisation_id);
    if (!party || !of.may(readTradeOff, party.organisation_id)) throw notFound();
    const balance = balanceOf(rows.benefits, rows.estimates, rows.parties, moneyOverPlans(rows), user.organisation_id);
    return visit.page(
      workspacePage(visit, of, said, {
        title: benefitTexts(visit.language).tradeOff.title,
        current: 'benefits',
        narrow: true,
        status: statusOf(state),
        children: (
          <TradeOffPage
            visit={visit}
            of={of}
            party={party.name}
            tradeOff={rows.tradeOff[0]}
            balance={balance.rows.find(({ isOwn }) => isOwn)}
            state={state}
          />
        ),
      }),
    );
  };

  const at = '/collaborations/:collaboration/benefits';
  return [
    get(`${at}/balance`, readCollaboration, async (visit) => {
      const { of, said, balance } = await open(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: benefitTexts(visit.language).balance.title,
          current: 'benefits',
          children: <BalancePage of={of} balance={balance} />,
        }),
      );
    }),
    get(`${at}/balance/table/csv`, readCollaboration, async (visit) => {
      const { of, balance } = await open(visit);
      const { heading, rows } = oneSheet(of, balance, exampleOf(of));
      const name = `${of.collaboration.name} ${benefitTexts(visit.language).balance.file}`;
      return fileAnswer(csvOf(heading, rows, visit.language), csvType, `${name}.csv`);
    }),
    get(`${at}/balance/table/xlsx`, readCollaboration, async (visit) => {
      const { of, balance } = await open(visit);
      const example = exampleOf(of);
      const sheets = [kronorSheet(of, balance, example), unitsSheet(of, balance, example)];
      const name = `${of.collaboration.name} ${benefitTexts(visit.language).balance.file}`;
      return fileAnswer(new Uint8Array(await asWorkbook(sheets)), workbookType, `${name}.xlsx`);
    }),
    ...pictureRoutes(`${at}/balance/picture`, readCollaboration, house.documents, async (visit) => {
      const { of, balance } = await open(visit);
      const t = benefitTexts(visit.language).balance;
      if (weighed(balance).length === 0) throw notFound();
      const { heading, rows } = kronorSheet(of, balance, '');
      return {
        name: `${of.collaboration.name} ${t.file}`,
        svg: pictureAlone(<BalanceDrawing of={of} balance={balance} label={t.title} />, {
          title: `${of.collaboration.name}: ${t.title}`,
          lead: t.pictureLead,
          label: exampleOf(of) || undefined,
          notes: [of.formats.date(dayOf(visit.now))],
        }),
        heading,
        rows,
        about: exampleOf(of) ? [{ heading: t.example, text: exampleOf(of) }] : [],
      };
    }),
    get(`${at}/trade-off`, readTradeOff, (visit) => showTradeOff(visit)),
    post(`${at}/trade-off`, writeTradeOff, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { parties } = await tx.batch({ parties: moneyQuestions(id).parties });
          const party = taking(parties).find((one) => one.organisation_id === tx.user.organisation_id);
          if (!party || !speaksFor(tx.user, id, party.organisation_id)) throw notFound();
          const reader = new FormReader(form);
          const facts = readTradeOffForm(reader, form, dayOf(visit.now), visit.language);
          reader.done();
          await weighTradeOff(tx, id, party.id, facts, Number(form.text('version')));
          return `/collaborations/${id}/benefits/trade-off?done=saved`;
        },
        (state) => showTradeOff(visit, state),
      ),
    ),
  ];
}
