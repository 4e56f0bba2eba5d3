import { type FoundWithin, foundWithin, hitWithin, isSearchedWithin } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { holdsWords, isReadable, rankOf, type SoughtValues, searchable, valuesOf } from '../search/index.ts';
import type { SectionName } from './section.ts';
import { situationTexts } from './texts.ts';

interface SectionFound extends FoundWithin {
  readonly section: SectionName;
  readonly party: string | null;
  readonly party_id: string | null;
}
/** The text that stands, and no draft: what somebody has typed for themselves is found by nobody. */
const searchSections = statement<SectionFound, SoughtValues>(`
  select v.id, v.section, v.party_id,
    (select o.name from party a join organisation o on o.id = a.organisation_id
      where a.collaboration_id = v.collaboration_id and a.id = v.party_id) as party, ${foundWithin}
  from section_version v join collaboration c on c.id = v.collaboration_id
  where ${isReadable('v.collaboration_id')} and c.withdrawn_at is null and ${holdsWords('v.text')}
    and not exists (select from section_version later where later.collaboration_id = v.collaboration_id
      and later.section = v.section and later.party_id is not distinct from v.party_id and later.number > v.number)
  order by ${rankOf('v.text')}, v.created_at desc, v.id limit $4`);

interface CauseFound extends FoundWithin {
  readonly text: string;
}
const searchCauses = statement<CauseFound, SoughtValues>(`
  select s.id, s.text, ${foundWithin}
  from cause s join collaboration c on c.id = s.collaboration_id
  where ${isSearchedWithin('s')} and s.withdrawn_at is null and ${holdsWords('s.text')}
  order by ${rankOf('s.text')}, s.created_at desc, s.id limit $4`);

export const sectionSearch = searchable<SectionFound>({
  place: 34,
  heading: (language) => situationTexts(language).search.heading,
  question: (sought, most) => searchSections(...valuesOf(sought, most)),
  hit: (row, { language }) => {
    const t = situationTexts(language);
    const name = row.party ? t.own(row.party) : t.sections[row.section];
    return hitWithin(row, language, name, `situation-analysis#${row.party_id ?? row.section}`);
  },
});

export const causeSearch = searchable<CauseFound>({
  place: 35,
  heading: (language) => situationTexts(language).causes.title,
  question: (sought, most) => searchCauses(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.text, 'situation-analysis#causes'),
});
