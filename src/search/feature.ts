import { searchRoutes } from './routes.tsx';
import type { SearchableFeature, SearchHouse } from './search.ts';

export const search: SearchableFeature<SearchHouse> = {
  name: 'search',
  routes: searchRoutes,
};
