import { identityTexts } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { type Found, holdsWords, rankOf, type SoughtValues, searchable, valuesOf } from '../search/index.ts';
import { isOurs } from './queries.ts';
import { pictureAt } from './reading.ts';
import { pictureTexts } from './texts.ts';

interface PictureFound extends Found {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly is_fictional: boolean;
}
/** As it stands: of those that the organisation acted for has, and those shared with it. */
const searchPictures = statement<PictureFound, SoughtValues>(`
  select p.id, p.title, o.name as owner, o.is_fictional
  from problem_picture p join organisation o on o.id = p.organisation_id
  where p.withdrawn_at is null and ${isOurs}
    and ${holdsWords(`p.title || ' ' || p.problem || ' ' || p.affected || ' ' || p.own_sight || ' ' || p.not_alone`)}
  order by ${rankOf('p.title')}, coalesce(p.ended_at, p.written_at) desc, p.id limit $4`);

export const pictureSearch = searchable<PictureFound>({
  place: 36,
  heading: (language) => pictureTexts(language).title,
  question: (sought, most) => searchPictures(...valuesOf(sought, most)),
  hit: (row, { language }) => ({
    key: row.id,
    title: row.title,
    href: pictureAt(row.id),
    where: pictureTexts(language).of(row.owner),
    ...(row.is_fictional ? { label: identityTexts(language).frame.example.fictional } : {}),
  }),
});
