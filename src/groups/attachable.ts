import { attachable } from '../attachments/index.ts';
import { statement } from '../platform/database/statement.ts';
import { prepareGroups } from './policy.ts';
import { groupTexts } from './texts.ts';

interface OutcomeSubjectRow {
  readonly id: string;
  readonly year: number;
  readonly number: number;
  readonly matter: string;
}
const listSubjects = statement<OutcomeSubjectRow, [collaboration: string]>(`
  select id, year, number, left(matter, 80) as matter from outcome
  where collaboration_id = $1 and withdrawn_at is null order by year desc, number desc, id`);

/** What a matter rests on, and the minutes where it was decided. */
export const outcomeFiles = attachable<OutcomeSubjectRow>({
  type: 'outcome',
  question: (id) => listSubjects(id),
  subject: (row, of) => ({
    id: row.id,
    title: groupTexts(of.language).attachedTo(`${row.year}:${row.number}`, row.matter),
    path: `outcomes/${row.id}`,
    mayAttach: of.may(prepareGroups),
    concernedOrganisationId: null,
  }),
});
