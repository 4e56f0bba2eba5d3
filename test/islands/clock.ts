import { hydrate } from 'preact';
import type { Hydrate } from '../../src/ui/islands/hydrate.ts';

/** Another that shares Preact with the first. */
const take: Hydrate<object> = (element) => hydrate('taken', element);
export default take;
