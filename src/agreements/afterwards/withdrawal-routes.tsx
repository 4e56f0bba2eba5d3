import {
  listCollaborationSeats,
  openWorkspace,
  readChannel,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../../collaborations/index.ts';
import { moneyQuestions } from '../../financing/index.ts';
import { dayOf, may, type Route, speaksFor, type Tx, type Visit } from '../../identity/index.ts';
import { notFound } from '../../platform/errors.ts';
import { FormReader } from '../../platform/http/form-input.ts';
import { get, post } from '../../platform/http/route.ts';
import { isId } from '../../platform/id.ts';
import { type FormState, statusOf, untouched } from '../../ui/form.tsx';
import { readNotice, readSettlement } from './forms.ts';
import { moneyAfter } from './money-after.ts';
import { NoticePage, SettlePage, WithdrawalPage } from './pages/withdrawal-pages.tsx';
import { leaveAgreement } from './policy.ts';
import { findTextInForce, listClausesInForce, listPartiesOfText } from './text-in-force.ts';
import { afterwardsTexts } from './texts.ts';
import {
  findWithdrawal,
  giveNotice,
  isOpenStill,
  listPromised,
  listWithdrawals,
  settleWithdrawal,
  takeBackNotice,
  type WithdrawalRow,
  withdrawalState,
} from './withdrawal.ts';

const agreementAt = '/collaborations/:collaboration/agreements/:agreement';
const noticeAt = `${agreementAt}/parties/:party/withdrawal`;
const withdrawalAt = `${agreementAt}/withdrawals/:withdrawal`;

/** A party gives notice, and what becomes of its promises is settled; that it leaves on the day needs nobody. */
export function withdrawalRoutes({ workspace }: WorkspaceHouse): readonly Route[] {
  const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
  const named = (visit: Visit, name: 'agreement' | 'party' | 'withdrawal'): string => {
    const id = visit.params[name] ?? '';
    if (!isId(id)) throw notFound();
    return id;
  };
  const at = (visit: Visit, withdrawal: string): string =>
    `/collaborations/${idOf(visit)}/agreements/${named(visit, 'agreement')}/withdrawals/${withdrawal}`;
  const textOf = (visit: Visit) => {
    const [id, agreement] = [idOf(visit), named(visit, 'agreement')];
    return {
      text: findTextInForce(id, agreement),
      clauses: listClausesInForce(id, agreement),
      bound: listPartiesOfText(id, agreement),
    };
  };

  const showNotice = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows, user } = await openWorkspace(visit, workspace, {
      ...textOf(visit),
      withdrawals: listWithdrawals(idOf(visit), named(visit, 'agreement')),
    });
    const party = rows.bound.find((one) => one.party_id === named(visit, 'party'));
    const [text] = rows.text;
    if (!text || !party || !of.may(leaveAgreement, party.organisation_id)) throw notFound();
    if (rows.withdrawals.some((one) => one.party_id === party.party_id && !one.taken_back_on)) throw notFound();
    const isOwn = speaksFor(user, idOf(visit), party.organisation_id);
    const t = afterwardsTexts(visit.language).notice;
    return visit.page(
      workspacePage(visit, of, said, {
        title: isOwn ? t.title : t.titleFor(party.name),
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children: (
          <NoticePage
            visit={visit}
            of={of}
            text={text}
            party={party}
            clause={rows.clauses.find(({ kind }) => kind === 'withdrawal')}
            isForAnother={!isOwn}
            state={state}
          />
        ),
      }),
    );
  };

  /** One withdrawal, to be read, or with the form in which it is settled. */
  const show = async (visit: Visit, as: 'read' | 'settle', state: FormState = untouched) => {
    const [id, agreement, withdrawal] = [idOf(visit), named(visit, 'agreement'), named(visit, 'withdrawal')];
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      ...textOf(visit),
      withdrawal: findWithdrawal(id, agreement, withdrawal),
      promised: listPromised(id, agreement, withdrawal),
      seats: listCollaborationSeats(id, dayOf(visit.now)),
      ...moneyQuestions(id),
    });
    const [one] = rows.withdrawal;
    if (!one) throw notFound();
    const mayChange = of.may(leaveAgreement, one.organisation_id);
    const standing = withdrawalState(one, dayOf(visit.now));
    if (as === 'settle' && (!mayChange || standing === 'takenBack')) throw notFound();
    const t = afterwardsTexts(visit.language).withdrawal;
    const shared = {
      visit,
      of,
      withdrawal: one,
      promised: rows.promised,
      others: rows.bound.filter(({ party_id }) => party_id !== one.party_id),
      state,
    };
    return visit.page(
      workspacePage(visit, of, said, {
        title:
          as === 'settle'
            ? t.settleTitle(one.party_name)
            : (standing === 'leftAlready' ? t.titleAfter : t.title)(one.party_name),
        current: 'agreements',
        narrow: as === 'settle',
        status: statusOf(state),
        children:
          as === 'settle' ? (
            <SettlePage {...shared} />
          ) : (
            <WithdrawalPage
              {...shared}
              standing={standing}
              clause={rows.clauses.find(({ kind }) => kind === 'withdrawal')}
              mayChange={mayChange}
              money={moneyAfter(rows, one.party_id, one.leaves_on)}
              leadsAlone={rows.seats
                .filter(({ role }) => role === 'processLeader')
                .every((seat) => seat.organisation_id === one.organisation_id)}
            />
          ),
      }),
    );
  };

  /** The withdrawal that the form is about, for somebody who may change it. */
  const findMine = async (tx: Tx, visit: Visit): Promise<WithdrawalRow> => {
    const [one] = await tx.all(findWithdrawal(idOf(visit), named(visit, 'agreement'), named(visit, 'withdrawal')));
    if (!one || !may(tx.user, leaveAgreement, { collaboration: idOf(visit), organisation: one.organisation_id })) {
      throw notFound();
    }
    return one;
  };

  return [
    get(noticeAt, leaveAgreement, (visit) => showNotice(visit)),
    post(noticeAt, leaveAgreement, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { text, bound } = await tx.batch(textOf(visit));
          const party = bound.find((one) => one.party_id === named(visit, 'party'));
          const [inForce] = text;
          if (!inForce || !party) throw notFound();
          const about = { collaboration: idOf(visit), organisation: party.organisation_id };
          if (!may(tx.user, leaveAgreement, about)) throw notFound();
          const isOwn = speaksFor(tx.user, idOf(visit), party.organisation_id);
          const reader = new FormReader(form);
          const notice = readNotice(reader, inForce, dayOf(tx.now), visit.formats, visit.language);
          const channel = isOwn ? undefined : readChannel(reader, visit.language);
          reader.done();
          const t = afterwardsTexts(visit.language).withdrawal;
          const id = await giveNotice(tx, idOf(visit), inForce.agreement_id, {
            ...notice,
            partyId: party.party_id,
            organisationId: party.organisation_id,
            ...(channel ? { entered: { ...channel, summary: t.leavesOn(visit.formats.date(notice.leavesOn)) } } : {}),
          });
          return `${at(visit, id)}?done=saved`;
        },
        (state) => showNotice(visit, state),
      ),
    ),

    get(withdrawalAt, readCollaboration, (visit) => show(visit, 'read')),
    get(`${withdrawalAt}/settlement`, leaveAgreement, (visit) => show(visit, 'settle')),
    post(`${withdrawalAt}/settlement`, leaveAgreement, (visit) =>
      visit.submit(
        async (tx, form) => {
          const before = await findMine(tx, visit);
          const { parties, promised } = await tx.batch({
            parties: listPartiesOfText(idOf(visit), named(visit, 'agreement')),
            promised: listPromised(idOf(visit), named(visit, 'agreement'), before.id),
          });
          const left = before.carried_out_at ? promised.filter(isOpenStill) : promised;
          const others = parties.filter(({ party_id }) => party_id !== before.party_id);
          const reader = new FormReader(form);
          const settlement = readSettlement(reader, form, left, others, before, visit.language);
          reader.done();
          await settleWithdrawal(
            tx,
            idOf(visit),
            named(visit, 'agreement'),
            before,
            Number(form.text('version')),
            settlement,
          );
          return `${at(visit, before.id)}?done=saved`;
        },
        (state) => show(visit, 'settle', state),
      ),
    ),
    post(`${withdrawalAt}/taking-back`, leaveAgreement, (visit) =>
      visit.submit(
        async (tx, form) => {
          const before = await findMine(tx, visit);
          const reader = new FormReader(form);
          const because = reader.text(
            'takeBackBecause',
            afterwardsTexts(visit.language).withdrawal.takeBackMissing,
            1000,
          );
          reader.done();
          await takeBackNotice(
            tx,
            idOf(visit),
            named(visit, 'agreement'),
            before,
            Number(form.text('version')),
            because,
          );
          return `${at(visit, before.id)}?done=saved`;
        },
        (state) => show(visit, 'read', state),
      ),
    ),
  ];
}
