const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Keys of links and sessions are 43 of these; one that was broken on its way is shorter. */
const keyLike = /[A-Za-z0-9_-]{24,}/g;
/** Of names in a program, none is so long, and few that are long hold a digit. */
const longerThanNames = 40;
/** Personal identity numbers and co-ordination numbers, with or without their century and sign. */
const numberLike = /(?<![\dA-Za-z-])(?:\d{2})?\d{6}[-+]?\d{4}(?![\dA-Za-z-])/g;

const withoutNumbers = (text: string): string => text.replace(numberLike, ':number');

/** A text for the log: no key of a link or a session, and no personal identity number. Ids of ours stay. */
export const scrubbed = (text: string): string =>
  withoutNumbers(
    text.replace(keyLike, (part) =>
      !id.test(part) && (part.length >= longerThanNames || /\d/.test(part)) ? ':key' : part,
    ),
  );

/** The path of a request for the log: nothing long in it that is no id, for none of our own addresses has such a part. */
export const scrubbedPath = (path: string): string =>
  withoutNumbers(
    (path.length > 300 ? `${path.slice(0, 300)}…` : path).replace(keyLike, (part) => (id.test(part) ? part : ':key')),
  );
