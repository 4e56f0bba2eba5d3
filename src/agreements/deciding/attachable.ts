import { attachable } from '../../attachments/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { answerAgreements } from '../policy.ts';

interface DecisionSubjectRow {
  readonly id: string;
  readonly agreement_id: string;
  readonly number: number;
  readonly title: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
}
const listSubjects = statement<DecisionSubjectRow, [collaboration: string]>(`
  select ap.id, v.agreement_id, v.number, a.title, ap.organisation_id, o.name as organisation_name
  from agreement_party ap
  join agreement_version v on v.collaboration_id = ap.collaboration_id and v.id = ap.agreement_version_id
  join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
  join organisation o on o.id = ap.organisation_id
  where ap.collaboration_id = $1 and ap.decided_on is not null and ap.withdrawn_at is null and v.withdrawn_at is null
    and a.withdrawn_at is null
  order by v.created_at desc, o.name collate "sv-x-icu", ap.id`);

/** The extract of the minutes: it belongs to the party's decision, and is read by the party and by those who lead. */
export const decisionFiles = attachable<DecisionSubjectRow>({
  type: 'agreementParty',
  question: (id) => listSubjects(id),
  subject: (row, of) => ({
    id: row.id,
    title: `${row.title}, ${row.organisation_name}`,
    path: `agreements/${row.agreement_id}/versions/${row.number}`,
    mayAttach: of.may(answerAgreements, row.organisation_id),
    concernedOrganisationId: row.organisation_id,
  }),
});
