import { statement } from '../../platform/database/statement.ts';

/** What of the version in force matters when something changes. */
export interface TextInForce {
  readonly agreement_id: string;
  readonly title: string;
  readonly version_id: string;
  readonly notice_months: number | null;
}
export interface ClauseInForce {
  readonly id: string;
  readonly kind: string;
  readonly place: number;
  readonly heading: string;
  readonly text: string;
}
export interface BoundParty {
  readonly party_id: string;
  readonly organisation_id: string;
  readonly name: string;
}

// The newest that has entered into force and has not been replaced: there is one at a time.
const inForce = `from agreement a join agreement_version v on v.collaboration_id = a.collaboration_id and v.agreement_id = a.id
  where a.collaboration_id = $1 and a.id = $2 and a.withdrawn_at is null and a.ended_on is null
    and v.entered_into_force_on is not null and v.replaced_on is null and v.withdrawn_at is null`;

export const findTextInForce = statement<TextInForce, [collaboration: string, agreement: string]>(`
  select a.id as agreement_id, a.title, v.id as version_id, v.notice_months ${inForce}`);
export const listClausesInForce = statement<ClauseInForce, [collaboration: string, agreement: string]>(`
  select c.id, c.kind, c.place, c.heading, c.text from clause c
  where c.collaboration_id = $1 and c.withdrawn_at is null and c.agreement_version_id in (select v.id ${inForce})
  order by c.place, c.id`);
/** The parties of the version in force that have not left it. */
export const listPartiesOfText = statement<BoundParty, [collaboration: string, agreement: string]>(`
  select p.party_id, p.organisation_id, o.name from agreement_party p join organisation o on o.id = p.organisation_id
  where p.collaboration_id = $1 and p.left_on is null and p.withdrawn_at is null
    and p.agreement_version_id in (select v.id ${inForce})
  order by o.name collate "sv-x-icu", p.party_id`);
