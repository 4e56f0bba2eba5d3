import type { Route } from './identity/index.ts';

/**
 * What costs much more than a page, by how its address ends: documents, pictures and files to take away, searches, and
 * texts that are uploaded and read; and every form that brings files. They have a limit of their own (LIMIT_DEAR).
 */
const dear: Readonly<Record<'GET' | 'POST', RegExp>> = {
  GET: /(^\/search|\/(svg|png|csv|xlsx|json|pdf|archive-pdf|word|template|scb|indicator)|\.(csv|xlsx|ics))$/,
  POST: /\/(own|values|template)$/,
};

export const isDear = (route: Pick<Route, 'method' | 'path' | 'receives'>): boolean =>
  route.receives !== undefined || dear[route.method].test(route.path);
