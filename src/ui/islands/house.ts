import { hydrateIslands } from './hydrate.ts';
import { watchSearchKey } from './search-key.ts';
import { watchSession } from './session-warning.ts';

/** The addresses of the features' islands by name, put in when the module is built (ui/browser-modules.ts). */
declare const islandAddresses: Readonly<Record<string, string>>;

watchSearchKey();
watchSession();
hydrateIslands(islandAddresses);
