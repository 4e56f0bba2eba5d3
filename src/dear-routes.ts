/**
 * What costs much more than a page, by how its address ends: documents, pictures and files to take away, searches, and
 * files that are uploaded and read. They have a limit of their own (LIMIT_DEAR).
 */
const dear: Readonly<Record<'GET' | 'POST', RegExp>> = {
  GET: /(^\/search|\/(svg|png|csv|json|pdf|archive-pdf|word|template|scb|indicator)|\.(csv|xlsx))$/,
  POST: /\/(own|values|template|attachments)$/,
};

export const isDear = (route: { readonly method: 'GET' | 'POST'; readonly path: string }): boolean =>
  dear[route.method].test(route.path);
