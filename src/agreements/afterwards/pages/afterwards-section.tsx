import type { Reading } from '../../../collaborations/index.ts';
import { speaksFor } from '../../../identity/index.ts';
import { Section } from '../../../ui/section.tsx';
import { State } from '../../../ui/state.tsx';
import type { DisputeRow } from '../dispute.ts';
import { leaveAgreement, raiseDisputes, takePartInDispute } from '../policy.ts';
import { daysToRenewal, renewalDueOn, type Term } from '../renewal.ts';
import type { BoundParty } from '../text-in-force.ts';
import { afterwardsTexts } from '../texts.ts';
import { type WithdrawalRow, withdrawalState } from '../withdrawal.ts';
import { withdrawalShapes } from './withdrawal-pages.tsx';

/** On the agreement's page, once it is in force: what happens when something changes. */
export function Afterwards(props: {
  of: Reading;
  /** The agreement's address. */
  here: string;
  today: string;
  term: Term;
  parties: readonly BoundParty[];
  withdrawals: readonly WithdrawalRow[];
  disputes: readonly DisputeRow[];
}) {
  const { of, here, today, term } = props;
  const t = afterwardsTexts(of.language);
  const { date } = of.formats;
  const left = daysToRenewal(term, today);
  const due = renewalDueOn(term);
  const leaving = new Set(props.withdrawals.filter((one) => !one.taken_back_on).map(({ party_id }) => party_id));
  const mayLeave = props.parties.filter(
    ({ party_id, organisation_id }) => !leaving.has(party_id) && of.may(leaveAgreement, organisation_id),
  );
  const own = mayLeave.find(({ organisation_id }) => speaksFor(of.user, of.collaboration.id, organisation_id));
  const others = mayLeave.filter((one) => one !== own);
  const mayRaise =
    of.may(raiseDisputes) && props.parties.some(({ organisation_id }) => organisation_id === of.user.organisation_id);
  return (
    <Section heading={t.afterwards.heading} id="afterwards">
      <p class="section-lead">{t.afterwards.lead}</p>
      {left === null || due === null ? null : (
        <p>
          <State
            shape="waits"
            text={
              term.renews_by_months === null ? t.renewal.ends(date(due), left) : t.renewal.prolonged(date(due), left)
            }
          />
        </p>
      )}
      <h3>{t.afterwards.withdrawals}</h3>
      {props.withdrawals.length === 0 ? <p class="small">{t.afterwards.noWithdrawals}</p> : null}
      <ul class="rows">
        {props.withdrawals.map((one) => {
          const standing = withdrawalState(one, today);
          return (
            <li key={one.id}>
              <a class="title" href={`${here}/withdrawals/${one.id}`}>
                {t.withdrawal.title(one.party_name)}
              </a>
              <State
                shape={withdrawalShapes[standing]}
                text={
                  standing === 'leftAlready'
                    ? t.withdrawal.left(date(one.leaves_on))
                    : standing === 'takenBack'
                      ? t.withdrawal.state.takenBack
                      : t.withdrawal.leavesOn(date(one.leaves_on))
                }
              />
            </li>
          );
        })}
      </ul>
      {mayLeave.length === 0 ? null : <p class="small">{t.afterwards.leaveHelp}</p>}
      {own ? (
        <p>
          <a href={`${here}/parties/${own.party_id}/withdrawal`}>{t.afterwards.leaveOwn}</a>
        </p>
      ) : null}
      {others.length === 0 ? null : (
        <details>
          <summary>{t.afterwards.leave}</summary>
          <ul>
            {others.map(({ party_id, name }) => (
              <li key={party_id}>
                <a href={`${here}/parties/${party_id}/withdrawal`}>{name}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
      {of.may(takePartInDispute) ? (
        <>
          <h3>{t.afterwards.disputes}</h3>
          <p class="small">{props.disputes.length === 0 ? t.afterwards.noDisputes : t.afterwards.disputesLead}</p>
          <ul class="rows">
            {props.disputes.map((one) => (
              <li key={one.id}>
                <a class="title" href={`${here}/disputes/${one.id}`}>
                  {one.matter}
                </a>
                <State
                  shape={one.settled_on ? 'done' : 'underWay'}
                  text={one.settled_on ? t.dispute.settled(date(one.settled_on)) : t.dispute.open}
                />
              </li>
            ))}
          </ul>
          {mayRaise ? (
            <p>
              <a href={`${here}/disputes/new`}>{t.afterwards.raise}</a>
            </p>
          ) : null}
        </>
      ) : null}
    </Section>
  );
}
