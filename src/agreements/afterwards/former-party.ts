import { statement } from '../../platform/database/statement.ts';
import type { Fate } from './withdrawal.ts';

/** What the reader's organisation has left. */
export interface LeftRow {
  readonly id: string;
  readonly name: string;
  readonly left_on: string;
}
export const listLeft = statement<LeftRow>(`
  select id, name, left_on::text as left_on from collaborations_left() order by name collate "sv-x-icu", id`);

export interface KeptText {
  readonly id: string;
  readonly title: string;
  readonly number: number;
  readonly entered_into_force_on: string | null;
  readonly outcome: string | null;
  readonly instance: string;
  readonly paragraph: string;
  readonly decided_on: string | null;
  readonly has_file: boolean;
  /** Who had signed, by the day the party left. */
  readonly signed_by: readonly string[];
}
// The policies of the tables say what a party that has left reads: these ask for everything, and get that.
export const listKeptTexts = statement<KeptText, [collaboration: string]>(`
  select v.id, a.title, v.number, case when v.entered_into_force_on < p.leaves_on then v.entered_into_force_on end::text
      as entered_into_force_on,
    ap.outcome, ap.instance, ap.paragraph, ap.decided_on::text as decided_on,
    exists (select from agreement_file f where f.collaboration_id = $1 and f.agreement_version_id = v.id) as has_file,
    array(select s.signatory_name from signature s where s.collaboration_id = $1 and s.agreement_version_id = v.id
      order by s.signed_on, s.signatory_name) as signed_by
  from agreement_version v
  join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
  join agreement_party ap on ap.collaboration_id = v.collaboration_id and ap.agreement_version_id = v.id
  join party p on p.collaboration_id = ap.collaboration_id and p.id = ap.party_id
  where v.collaboration_id = $1 order by a.title, v.number`);

export interface KeptPromise {
  readonly id: string;
  readonly text: string;
  readonly amount: string;
  readonly until_on: string | null;
  readonly after_leaving: Fate | 'unsettled' | null;
}
export const listOwnPromises = statement<KeptPromise, [collaboration: string]>(`
  select id, text, amount, until_on::text as until_on, after_leaving from contribution
  where collaboration_id = $1 and form = 'undertaking' and withdrawn_at is null order by until_on nulls last, id`);

export interface KeptYear {
  readonly id: string;
  readonly year: number;
  readonly amount: string | null;
  readonly minutes: string | null;
  readonly instance: string;
  readonly paragraph: string;
  readonly paid: string | null;
}
export const listOwnMoney = statement<KeptYear, [collaboration: string]>(`
  select d.id, d.year, d.amount::text as amount, d.minutes::text as minutes, d.instance, d.paragraph,
    (select sum(y.amount) from financing_payment y where y.collaboration_id = $1 and y.withdrawn_at is null
       and y.financing_plan_id = d.financing_plan_id and y.year = d.year)::text as paid
  from financing_decision d where d.collaboration_id = $1 and d.withdrawn_at is null order by d.year, d.id`);

export interface KeptNotice {
  readonly id: string;
  readonly noticed_on: string;
  readonly leaves_on: string;
  readonly because: string;
  readonly money_text: string | null;
  readonly data_text: string | null;
}
export const listOwnNotices = statement<KeptNotice, [collaboration: string]>(`
  select id, noticed_on::text as noticed_on, leaves_on::text as leaves_on, because, money_text, data_text
  from withdrawal where collaboration_id = $1 and taken_back_on is null order by noticed_on, id`);
