const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Keys of links and sessions are 43 of these; a link that was broken on its way is shorter. */
const keyLike = /[A-Za-z0-9_-]{24,}/g;
/** Personal identity numbers and co-ordination numbers, with or without their century and sign. */
const numberLike = /(?<![\dA-Za-z-])(?:\d{2})?\d{6}[-+]?\d{4}(?![\dA-Za-z-])/g;

/** A text for the log: no key of a link or a session, and no personal identity number. Ids of ours stay. */
export const scrubbed = (text: string): string =>
  text.replace(keyLike, (part) => (id.test(part) ? part : ':key')).replace(numberLike, ':number');

/** The path of a request for the log, where nothing that a visitor has made up is long. */
export const scrubbedPath = (path: string): string => scrubbed(path.length > 300 ? `${path.slice(0, 300)}…` : path);
