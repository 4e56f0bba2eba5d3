import { type FoundWithin, foundWithin, hitWithin, isSearchedWithin } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { holdsWords, rankOf, type SoughtValues, searchable, valuesOf } from '../search/index.ts';
import { mandateTexts } from './texts.ts';

interface MatterFound extends FoundWithin {
  readonly title: string;
}
const searchMatters = statement<MatterFound, SoughtValues>(`
  select m.id, m.title, ${foundWithin}
  from planned_matter m join collaboration c on c.id = m.collaboration_id
  where ${isSearchedWithin('m')} and ${holdsWords(`m.title || ' ' || m.detail`)}
  order by ${rankOf('m.title')}, m.title collate "sv-x-icu", c.name collate "sv-x-icu", m.id limit $4`);
export const matterSearch = searchable<MatterFound>({
  place: 25,
  heading: (language) => mandateTexts(language).search.matters,
  question: (sought, most) => searchMatters(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.title, `mandates/matters/${row.id}`),
});

interface InterpretationFound extends FoundWithin {
  readonly question: string;
}
const searchInterpretations = statement<InterpretationFound, SoughtValues>(`
  select i.id, v.question, ${foundWithin}
  from shared_interpretation i
  join interpretation_version v on v.collaboration_id = i.collaboration_id and v.interpretation_id = i.id
    and v.number = i.version
  join collaboration c on c.id = i.collaboration_id
  where ${isSearchedWithin('i')}
    and ${holdsWords(`v.question || ' ' || v.interpretation || ' ' || v.legal_reference`)}
  order by ${rankOf('v.question')}, v.question collate "sv-x-icu", c.name collate "sv-x-icu", i.id limit $4`);
export const interpretationSearch = searchable<InterpretationFound>({
  place: 26,
  heading: (language) => mandateTexts(language).search.interpretations,
  question: (sought, most) => searchInterpretations(...valuesOf(sought, most)),
  hit: (row, { language }) => hitWithin(row, language, row.question, `mandates/interpretations/${row.id}`),
});

interface CardFound extends FoundWithin {
  readonly party_id: string;
  readonly party_name: string;
}
const searchCards = statement<CardFound, SoughtValues>(`
  select k.id, k.party_id, o.name as party_name, ${foundWithin}
  from mandate_card k join collaboration c on c.id = k.collaboration_id join organisation o on o.id = k.organisation_id
  where ${isSearchedWithin('k')} and ${holdsWords(`k.scope || ' ' || k.limits || ' ' || k.representative_mandate`)}
  order by ${rankOf('k.scope')}, o.name collate "sv-x-icu", c.name collate "sv-x-icu", k.id limit $4`);
export const cardSearch = searchable<CardFound>({
  place: 27,
  heading: (language) => mandateTexts(language).search.cards,
  question: (sought, most) => searchCards(...valuesOf(sought, most)),
  hit: (row, { language }) =>
    hitWithin(row, language, mandateTexts(language).card.title(row.party_name), `mandates/cards/${row.party_id}`),
});
