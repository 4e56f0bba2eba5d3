import { page, type Route, signedIn } from '../identity/index.ts';
import type { Bound } from '../platform/database/statement.ts';
import { get } from '../platform/http/route.ts';
import { SearchPage } from './pages/search-page.tsx';
import type { SearchHouse } from './search.ts';
import { readSought } from './sought.ts';
import { searchTexts } from './texts.ts';

export function searchRoutes({ search }: SearchHouse): readonly Route[] {
  return [
    get('/search', signedIn, async (visit) => {
      const typed = visit.url.searchParams.get('q') ?? '';
      const sought = readSought(typed);
      const questions: Readonly<Record<string, Bound<unknown>>> = sought ? search.questions(sought) : {};
      const { user, rows } = await visit.read(questions);
      const kinds = search.read(rows, visit);
      visit.alsoShows(kinds.flatMap(({ hits }) => hits.flatMap((hit) => hit.within ?? [])));
      const t = searchTexts(visit.language);
      return visit.page(
        page(visit, user, {
          title: sought ? t.titleFor(sought.typed) : t.title,
          children: <SearchPage visit={visit} typed={typed.trim()} sought={sought} kinds={kinds} />,
        }),
      );
    }),
  ];
}
