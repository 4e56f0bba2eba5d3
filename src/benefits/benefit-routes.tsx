import {
  listEntered,
  openWorkspace,
  readChannel,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { dayOf, may, type Route, type Tx, type User, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { type FormInput, FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { answerRealising, seeBenefit } from './answering.ts';
import { partyOfBenefit } from './benefit.ts';
import { readBenefit } from './forms.ts';
import { EditBenefitPage } from './pages/benefit-forms.tsx';
import { BenefitPage } from './pages/benefit-page.tsx';
import { answerBenefits, registerBenefits } from './policy.ts';
import type { BenefitRow } from './queries.ts';
import {
  type Asking,
  benefitQuestions,
  type FormRows,
  formQuestions,
  isAnothers,
  isToSee,
  mayChange,
  prepares,
  speaksHere,
} from './reading-benefits.ts';
import { type BenefitFacts, changeBenefit, registerBenefit, type Saying, withdrawBenefit } from './registering.ts';
import { benefitTexts } from './texts.ts';

export const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
export const addressOf = (visit: Visit): string => `/collaborations/${idOf(visit)}/benefits/${visit.params.benefit}`;

/** What the rules are asked in a transaction: the same as on a page. */
export const asking = (user: User, collaboration: string): Asking => ({
  user,
  collaboration: { id: collaboration } as Asking['collaboration'],
  may: (what, organisation) => may(user, what, { collaboration, organisation }),
});

export function findBenefit(visit: Visit, rows: { readonly benefits: readonly BenefitRow[] }): BenefitRow {
  const benefit = rows.benefits.find(({ id }) => id === visit.params.benefit);
  if (!benefit) throw notFound();
  return benefit;
}

export function benefitRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;

  const showBenefit = async (visit: Visit, state: FormState = untouched) => {
    const id = idOf(visit);
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      ...formQuestions(id, visit.now),
      entered: listEntered(id),
    });
    const benefit = findBenefit(visit, rows);
    return visit.page(
      workspacePage(visit, of, said, {
        title: benefit.title,
        current: 'benefits',
        status: statusOf(state),
        children: (
          <BenefitPage visit={visit} of={of} benefit={benefit} rows={rows} entered={rows.entered} state={state} />
        ),
      }),
    );
  };

  const showEdit = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, workspace, formQuestions(idOf(visit), visit.now));
    const benefit = visit.params.benefit ? findBenefit(visit, rows) : undefined;
    const isAllowed = benefit ? mayChange(of, benefit, rows.parties) : speaksHere(of) || prepares(of, rows.parties);
    if (!isAllowed) throw notFound();
    const t = benefitTexts(visit.language).form;
    return visit.page(
      workspacePage(visit, of, said, {
        title: benefit ? t.editTitle : t.newTitle,
        current: 'benefits',
        narrow: true,
        status: statusOf(state),
        children: (
          <EditBenefitPage visit={visit} of={of} rows={rows} benefit={benefit} today={dayOf(visit.now)} state={state} />
        ),
      }),
    );
  };

  /** In whose name it is written: the writer's own, or a party's that has said it. */
  const sayingOf = (
    by: Asking,
    form: FormInput,
    reader: FormReader,
    facts: BenefitFacts,
    rows: FormRows,
    visit: Visit,
  ): Saying => {
    const own = by.user.organisation_id ?? '';
    const party = rows.parties.find(({ id }) => id === partyOfBenefit(facts));
    const enters =
      party !== undefined &&
      isAnothers(by, party) &&
      by.may(registerBenefits, party.organisation_id) &&
      (form.text('said') === 'party' || !speaksHere(by));
    if (!enters) return { organisationId: own };
    return {
      organisationId: party.organisation_id,
      entered: { partyId: party.id, ...readChannel(reader, visit.language) },
    };
  };

  const writeBenefit = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const id = idOf(visit);
        const rows = await tx.batch(formQuestions(id, visit.now));
        const by = asking(tx.user, id);
        const before = visit.params.benefit ? findBenefit(visit, rows) : undefined;
        const isAllowed = before ? mayChange(by, before, rows.parties) : speaksHere(by) || prepares(by, rows.parties);
        if (!isAllowed) throw notFound();
        const reader = new FormReader(form);
        const facts = readBenefit(reader, form, rows, before, visit.language);
        const saying = sayingOf(by, form, reader, facts, rows, visit);
        reader.done();
        if (before) {
          await changeBenefit(tx, id, before, Number(form.text('version')), saying, facts);
          return `${addressOf(visit)}?done=saved`;
        }
        const made = await registerBenefit(tx, id, saying, facts);
        return `/collaborations/${id}/benefits/${made}?done=saved#figures`;
      },
      (state) => showEdit(visit, state),
    );

  /** The benefit, of a party that answers for itself. */
  const openToAnswer = async (visit: Visit, tx: Tx) => {
    const id = idOf(visit);
    const rows = await tx.batch(benefitQuestions(id));
    const by = asking(tx.user, id);
    const before = findBenefit(visit, rows);
    const own = tx.user.organisation_id;
    if (!speaksHere(by) || own === null || !before.concerned.includes(own)) throw notFound();
    return { id, rows, by, before, own };
  };

  const at = '/collaborations/:collaboration/benefits';
  return [
    get(`${at}/new`, registerBenefits, (visit) => showEdit(visit)),
    post(`${at}/new`, registerBenefits, writeBenefit),
    get(`${at}/:benefit`, readCollaboration, (visit) => showBenefit(visit)),
    get(`${at}/:benefit/edit`, registerBenefits, (visit) => showEdit(visit)),
    post(`${at}/:benefit/edit`, registerBenefits, writeBenefit),
    post(`${at}/:benefit/acknowledgement`, answerBenefits, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { id, rows, by, before } = await openToAnswer(visit, tx);
          const asked = form.text('estimate');
          const row = rows.estimates.find((one) => one.id === asked && one.benefit_id === before.id && !one.is_visible);
          if (asked !== '' && !row) throw notFound();
          // Seen already, here or on another page.
          if (!row && !isToSee(by, before)) return `${addressOf(visit)}#figures`;
          const estimate = row && { row, version: Number(form.text(`version-${row.id}`)) };
          await seeBenefit(tx, id, before, Number(form.text('version')), estimate);
          return `${addressOf(visit)}?done=saved#figures`;
        },
        (state) => showBenefit(visit, state),
      ),
    ),
    post(`${at}/:benefit/realising`, answerBenefits, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { id, rows, before, own } = await openToAnswer(visit, tx);
          const party = rows.parties.find((one) => one.id === before.realiser_party_id);
          if (party?.organisation_id !== own) throw notFound();
          const answer = form.text('answer') === 'declines' ? 'declines' : 'takes';
          const { seats } = await tx.batch({ seats: formQuestions(id, visit.now).seats });
          const seat = seats.find((one) => one.seat_id === form.text('seat') && one.organisation_id === own);
          await answerRealising(tx, id, before, Number(form.text('version')), {
            answer,
            seatId: seat?.seat_id ?? null,
          });
          return `${addressOf(visit)}?done=saved#realising`;
        },
        (state) => showBenefit(visit, state),
      ),
    ),
    post(`${at}/:benefit/withdrawal`, registerBenefits, (visit) =>
      visit.submit(async (tx, form) => {
        const id = idOf(visit);
        const rows = await tx.batch(benefitQuestions(id));
        const before = findBenefit(visit, rows);
        if (!mayChange(asking(tx.user, id), before, rows.parties)) throw notFound();
        await withdrawBenefit(tx, id, before, Number(form.text('version')));
        return `/collaborations/${id}/benefits?done=saved`;
      }),
    ),
  ];
}
