import { attachable } from '../attachments/index.ts';
import { statement } from '../platform/database/statement.ts';
import { planActivities, preparePlan } from './policy.ts';
import { planTexts } from './texts.ts';

interface ActivitySubjectRow {
  readonly id: string;
  readonly title: string;
  readonly organisation_id: string;
  readonly party_id: string | null;
}
const listSubjects = statement<ActivitySubjectRow, [collaboration: string]>(`
  select id, left(title, 80) as title, organisation_id, party_id from activity
  where collaboration_id = $1 and withdrawn_at is null order by place, id`);

/** The plan of a pilot, its evaluation, notes from a study visit. */
export const activityFiles = attachable<ActivitySubjectRow>({
  type: 'activity',
  question: (id) => listSubjects(id),
  subject: (row, of) => ({
    id: row.id,
    title: planTexts(of.language).attachedTo(row.title),
    path: `action-plan/activities/${row.id}`,
    mayAttach: row.party_id === null ? of.may(preparePlan) : of.may(planActivities, row.organisation_id),
    concernedOrganisationId: null,
  }),
});
