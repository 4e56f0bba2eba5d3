import { attachable } from '../attachments/index.ts';
import { statement } from '../platform/database/statement.ts';
import { writeAnalysis } from './policy.ts';
import type { SectionName } from './section.ts';
import { situationTexts } from './texts.ts';

interface SectionSubjectRow {
  readonly id: string;
  readonly section: SectionName;
  readonly party_id: string | null;
  readonly party: string | null;
  readonly organisation_id: string;
}
/** A section goes by its first version, whatever is written in it afterwards. */
const listSubjects = statement<SectionSubjectRow, [collaboration: string]>(`
  select v.id, v.section, v.party_id, v.organisation_id,
    (select o.name from party a join organisation o on o.id = a.organisation_id
      where a.collaboration_id = v.collaboration_id and a.id = v.party_id) as party
  from section_version v where v.collaboration_id = $1 and v.number = 1 order by v.created_at, v.id`);

/** The study, the notes from the visit: what a section rests on lies with it. */
export const sectionFiles = attachable<SectionSubjectRow>({
  type: 'section',
  question: (id) => listSubjects(id),
  subject: (row, of) => {
    const t = situationTexts(of.language);
    return {
      id: row.id,
      title: row.party ? t.own(row.party) : t.sections[row.section],
      path: `situation-analysis#${row.party_id ?? row.section}`,
      // A joint section is everybody's; what a party has to gain is its own.
      mayAttach:
        row.party_id === null
          ? of.may(writeAnalysis)
          : of.may(writeAnalysis) && row.organisation_id === of.user.organisation_id,
      concernedOrganisationId: null,
    };
  },
});
