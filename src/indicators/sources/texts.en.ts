import type { TextsLike } from '../../platform/texts.ts';
import type { sv } from './texts.sv.ts';

export const en = {
  published: (source, codes, date) => `Source: ${source} (${codes}), fetched ${date}.`,
  publishedTo: (source, codes, date, last) => `Source: ${source} (${codes}), fetched ${date}, values to ${last}.`,
  processed: {
    calculated: (source) => `Our own calculation in Armkrok on values from ${source}.`,
    ownSelection: (source) =>
      `Own selection, unweighted mean. Our own calculation in Armkrok on values from ${source}.`,
  },
  failures: {
    unreachable: 'The source could not be reached.',
    timedOut: 'The source did not answer in time.',
    tooMany: 'The source took no more questions just then.',
    broken: 'The source had a fault of its own.',
    notThere: 'What was asked for is no longer at the source.',
    refused: 'The source refused the question.',
    elsewhere: 'The answer pointed to another website and was not taken in.',
    notJson: 'The source answered with a web page instead of figures.',
    reshaped: 'The answer did not have the shape that the source’s answers have, and was not taken in.',
    tooLarge: 'The answer was too large.',
    endless: 'The answer never ended.',
    implausible: 'The answer lacked most of the values that are here, and was not taken in.',
  },
} satisfies TextsLike<typeof sv>;
