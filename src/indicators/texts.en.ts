import type { TextsLike } from '../platform/texts.ts';
import type { sv } from './texts.sv.ts';

const is = (years: string): string => (/\D/.test(years) ? 'are' : 'is');
const ends = (years: string): string => (/\D/.test(years) ? 'end' : 'ends');
const belongs = (years: string): string => (/\D/.test(years) ? 'belong' : 'belongs');

export const en = {
  verdict: {
    noSureChange: 'No sure change',
    improvement: 'Improvement larger than normal variation',
    deterioration: 'Deterioration larger than normal variation',
    tooEarly: 'Too early to say',
  },
  rung: {
    a: 'We did it',
    b: 'The value changed',
    c: 'Larger than normal variation',
    d: 'Differs from similar places',
    e: 'Differs from what would have happened anyway',
  },
  noRung: 'Nothing is claimed yet',
  answer: {
    yes: 'Yes',
    notShown: 'Not shown',
    tooEarly: 'Too early',
    notExamined: 'Not examined',
    notKnown: 'Not known',
  },
  among: {
    regions: 'regions',
    similar: 'municipalities that Kolada counts as similar',
    chosen: 'chosen places',
  },
  limits: {
    tooFew: (count) =>
      `${count === 1 ? 'There is one value' : `There are ${count} values`}. Trial limits are drawn from six values and locked at twelve.`,
    noVariation: 'The values are the same every year, so what is normal variation cannot be calculated.',
    locked: (lower, upper, years) =>
      `The limits ${lower}–${upper} rest on the first twelve values, ${years}, and are locked.`,
    trial: (lower, upper, count, years) =>
      `The limits ${lower}–${upper} are trial limits: they rest on ${count} values, ${years}, and are locked at twelve.`,
    trialPreliminary: (lower, upper, years) =>
      `The limits ${lower}–${upper} are trial limits: one of the twelve values, ${years}, is preliminary.`,
    began: (year) => `A new period began in ${year}, so the assurance began anew then.`,
    belowReach: (lower, least) =>
      `The lower limit is calculated as ${lower}, but the value cannot be below ${least}. So no value can fall below it.`,
    aboveReach: (upper, most) =>
      `The upper limit is calculated as ${upper}, but the value cannot be above ${most}. So no value can rise above it.`,
  },
  signals: {
    beyondAbove: (years) => `${years} ${is(years)} above the upper limit.`,
    beyondBelow: (years) => `${years} ${is(years)} below the lower limit.`,
    runAbove: (years) => `${years} ${belongs(years)} to a run of values high above the mean.`,
    runBelow: (years) => `${years} ${belongs(years)} to a run of values far below the mean.`,
    rowAbove: (years) => `${years} ${ends(years)} at least eight values in a row above the mean.`,
    rowBelow: (years) => `${years} ${ends(years)} at least eight values in a row below the mean.`,
    none: 'No value departs from normal variation.',
    doubted: (years) => `Doubted value: ${years}.`,
  },
  capability: {
    always: 'The target lies where normal variation reaches it every year.',
    sometimes:
      'The target lies within normal variation: it is reached in some years and not in others, without anything having changed.',
    never: 'The target lies outside normal variation: it is not reached unless something changes.',
    levelHasChanged: 'The level has changed, so the limits do not say whether today’s variation reaches the target.',
    noLimits: 'It is too early to say whether normal variation reaches the target.',
  },
  byTrial: 'This is reckoned by trial limits.',
  because: {
    notTold: 'Nobody has said what was carried out.',
    told: 'What was carried out has been told.',
    noBaseline: 'There is no baseline, so there is nothing to count the change from.',
    noLaterValue: (year) => `There is no value after the baseline year ${year}.`,
    changed: (from, to, years) => `From ${from} to ${to}, ${years}.`,
    tooSmallToSee: 'The difference is too small to be seen with the decimals shown.',
    unchanged: (year, baselineYear) => `The value is the same in ${year} as in ${baselineYear}.`,
    aboveLimit: (years, upper) => `${years} ${is(years)} above the upper limit ${upper}.`,
    belowLimit: (years, lower) => `${years} ${is(years)} below the lower limit ${lower}.`,
    run: (year) => `${year} belongs to a run of values on the same side of the mean.`,
    inBase: 'The change itself is among the twelve years that the limits rest on.',
    within: (year, lower, upper) => `${year} is within the limits ${lower}–${upper}, with no pattern that departs.`,
    otherWay: (year) => `${year} departs the other way than the change from the baseline.`,
    already: (year) => `The baseline of ${year} already departed the same way.`,
    notCompared: 'No comparison with similar places has been made.',
    notExamined: 'Nobody has calculated what would have happened without the collaboration.',
  },
  change: {
    fell: (place, amount, years) => `${years}: the value in ${place} fell by ${amount}.`,
    rose: (place, amount, years) => `${years}: the value in ${place} rose by ${amount}.`,
    same: (place, years) => `${years}: the value was unchanged in ${place}.`,
    besideFell: (place, amount) => `In ${place} it fell by ${amount}.`,
    besideRose: (place, amount) => `In ${place} it rose by ${amount}.`,
    rank: (rank, of, places) => `Rank ${rank} of ${of} among ${places}.`,
    middle: (lower, upper) => `Half of the others changed between ${lower} and ${upper}.`,
    within: 'A change of that size is usual among them.',
    better: 'At most five in a hundred places changed as much for the better.',
    worse: 'At most five in a hundred places changed as much for the worse.',
    tooFew: (count) =>
      `${count === 1 ? 'One place is' : `${count} places are`} too few to show a difference: one always comes first.`,
    leftOut: (count) => (count === 1 ? 'One place has no value.' : `${count} places have no value.`),
  },
  level: {
    rank: (year, place, value, rank, of) =>
      `In ${year} ${place} has ${value}, rank ${rank} of ${of} counted from the best value.`,
    besideLower: (place, value, difference) => `${place} has ${value}, ${difference} lower.`,
    besideHigher: (place, value, difference) => `${place} has ${value}, ${difference} higher.`,
    besideSame: (place) => `${place} has the same.`,
    ranks: (years, best, worst) =>
      best === worst
        ? `The rank has been the same for the last ${years} years.`
        : `In the last ${years} years the rank has been between ${best} and ${worst}, so a single rank says little.`,
    noCause: 'A rank does not show what it depends on.',
  },
  claim: {
    lower: (place, year, value, baselineYear, baseline) =>
      `The value in ${place} is lower in ${year} than in ${baselineYear}: ${value} against ${baseline}.`,
    higher: (place, year, value, baselineYear, baseline) =>
      `The value in ${place} is higher in ${year} than in ${baselineYear}: ${value} against ${baseline}.`,
    ownPlace: 'the area',
    same: (year, baselineYear) => `The value is the same in ${year} as in ${baselineYear}.`,
    tooEarly: 'It is too early to say whether the value has changed.',
    noBaseline: 'Without a baseline nobody can say whether the value has changed.',
    improvement: 'The change is an improvement, and it is larger than normal variation.',
    deterioration: 'The change is a deterioration, and it is larger than normal variation.',
    variationNotShown: 'It is not shown that the change is larger than normal variation.',
    variationTooEarly: 'It is too early to say whether the change is larger than normal variation.',
    noCause: 'It is not shown that the collaboration is the cause.',
    nothingToExplain: 'So nothing can be said of what the collaboration has meant.',
    differs: 'The change differs from that in similar places, but that does not show what it depends on.',
    likeOthers: 'The change does not differ from what is usual among similar places.',
    tooFewToCompare: 'The places to compare with are too few to show a difference.',
    notCompared: 'The change has not been compared with similar places.',
    notExamined: 'Whether it would have come anyway has not been examined.',
  },
  cannotSay: {
    inBase: (sentences) =>
      `Among the years that the limits rest on are values that depart themselves. ${sentences} The chart shows that the level has changed. It does not show when or why.`,
    general: 'The limits show whether the level has changed. They do not show when or why.',
    trial: 'Trial limits move with every new value until there are twelve. Until then they carry no claim.',
  },
  upload: {
    row: (row: string) => `Row ${row}`,
    column: (letters: string) => `column ${letters}`,
    called: (name: string) => `“${name}”`,
    wholeFile: 'The whole file',
    place: 'The whole collaboration',
    problem: {
      empty: () => 'The file is empty. Choose a file with headings and at least one value.',
      tooLarge: () => 'The file is larger than 5 million bytes. Divide it into several files, for example by year.',
      tooManyRows: () => 'The file has more than 100,000 rows. Divide it into several files, for example by year.',
      tooManyColumns: () => 'The row has more than 500 columns. Remove the columns that are not needed.',
      tooManyValues: () => 'The file has more than 100,000 values. Divide it into several files, for example by year.',
      unpacksTooLarge: () =>
        'The workbook grows too large when it is unpacked. Save only the sheet with values, as CSV UTF-8.',
      tookTooLong: () => 'The file took too long to read. Save only the sheet with values, as CSV UTF-8.',
      encoding: () => 'It cannot be told how å, ä and ö are stored. Save the file as CSV UTF-8.',
      binary: () => 'The file is not a table. Save it as CSV UTF-8 or as an Excel workbook (.xlsx).',
      oldWorkbook: () => 'The file is an older Excel workbook (.xls). Save it as .xlsx or as CSV UTF-8.',
      binaryWorkbook: () => 'The file is a binary Excel workbook (.xlsb). Save it as .xlsx or as CSV UTF-8.',
      openDocument: () => 'The file is an OpenDocument spreadsheet (.ods). Save it as .xlsx or as CSV UTF-8.',
      numbers: () => 'The file is made in Numbers. Export it as Excel (.xlsx) or CSV.',
      pdf: () => 'The file is a PDF. Find the table it was made from, and save that as .xlsx or CSV.',
      document: () => 'The file is a document. Copy the table to a spreadsheet and save that as .xlsx or CSV.',
      archive: () => 'The file is an archive. Unpack it and choose the table, as .xlsx or CSV.',
      webPage: () => 'The file is a web page, whatever it is called. Open it in a spreadsheet and save it as .xlsx.',
      encrypted: () => 'The file is protected by a password. Save a copy without a password.',
      broken: () => 'The workbook cannot be read. Open it in a spreadsheet, save it again as .xlsx and try again.',
      quote: () => 'A quotation mark is never closed. Remove it, or put another where the text ends.',
      noTable: (found) =>
        `No row has headings that are recognised. First stands “${found}”. Write year and value as headings, or begin with the template.`,
      noValues: () => 'There are headings but no values under them. Fill in at least one value.',
      yearMissing: (found) =>
        `Nothing says which year the values are of. The headings are ${found}. Add a column called year.`,
      valueMissing: (found) =>
        `No column has values. The headings are ${found}. Call the column with the figures value.`,
      valueColumns: (found) => `Several columns may be values: ${found}. Call one of them value and remove the other.`,
      columnTwice: (found) => `The column “${found}” is there twice. Remove one of them.`,
      givenTwice: (found, other) =>
        `Both the column “${found}” and the heading “${other}” say the same kind of thing. Keep one of them.`,
      measures: (found) => `The file has several measures: ${found}. Upload one measure at a time.`,
      columnSplits: (found) =>
        `The column divides the values (${found}). Keep one row for each place, year and sex, for example only the total.`,
      stray: (found) =>
        `“${found}” stands alone among the values. Remove the row, or write it on every row that it is about.`,
      cells: (found) =>
        `The row has more or fewer cells than the headings (${found}). Is it a decimal comma in a file with commas between columns? Save with semicolons between the columns.`,
      garbled: (found) =>
        `The letters have gone wrong in “${found}”. Save the file again as CSV UTF-8 from the original.`,
      yearEmpty: () => 'The year is missing. Write it on every row.',
      year: (found) => `“${found}” is not a year. Write the year with four digits, for example 2023.`,
      yearPart: (found) =>
        `“${found}” is not a whole calendar year. Write the year that the value is of, for example 2023.`,
      yearDate: (found) => `Here stands the date ${found}. Write the year alone, and format the cell as a number.`,
      yearAhead: (found) =>
        `${found} has not been yet. A value is of a year that has been; what you want to reach is written in the goal.`,
      number: (found) => `“${found}” is not a number. Write a number, or two full stops (..) if the value is missing.`,
      numberUnsure: (found) =>
        `“${found}” can be read in two ways. Write thousands without comma or full stop, and decimals with more or fewer than three digits.`,
      numberShortened: (found) => `“${found}” is a shortened number. Format the column as numbers and save again.`,
      formula: (found) => `The formula ${found} has not been worked out. Paste the value in place of the formula.`,
      formulaError: (found) =>
        `Here stands the error ${found}. Correct the formula, or write two full stops (..) if the value is missing.`,
      valueDate: (found) => `Here stands a date (${found}), not a number. Format the cell as a number.`,
      valueMerged: (found) => `The value ${found} stands in merged cells. Split the cells and write a value in each.`,
      percentUnit: (found) =>
        `“${found}” is per cent, but the unit is something else. Change the unit to per cent, or write the number without the sign.`,
      percentSometimes: (found) => `“${found}” has a per cent sign and other values do not. Write all of them alike.`,
      sex: (found) => `“${found}” is not a sex. Write K, M or T, or women, men or total.`,
      sexCode: (found) => `What the code ${found} means is not certain. Write women, men or total.`,
      place: (found, other) =>
        `No place is called “${found}”.${other ? ` Is it ${other}?` : ''} Write the code or the whole name of the municipality or region.`,
      placeUnsure: (found, other) => `“${found}” may be several places: ${other}. Write the code.`,
      placeDiffers: (found, other) =>
        `“${found}” does not agree with the code, which is ${other}. Correct the code or the name.`,
      placeEmpty: () =>
        'The place is missing here and given on other rows. Write it on every row; “whole collaboration” if the value is of all.',
      status: (found) =>
        `“${found}” is not a status. Write value, preliminary, missing or withheld, or leave it empty.`,
      statusDiffers: (found, other) =>
        `The value “${found}” and the status ${other} contradict each other. Correct one of them.`,
      twice: (found, other) =>
        `The same place, year and sex stands on row ${other} with another value (${found}). Remove the row that is wrong.`,
    },
    note: {
      encoding: (_count, found) =>
        `The file was saved as ${found} and not as UTF-8. Å, ä and ö have been read rightly.`,
      above: (count, found) =>
        count === 1
          ? `The row above the table was not read: ${found}.`
          : `${count} rows above the table were not read. The first: ${found}.`,
      below: (count, found) =>
        count === 1
          ? `The row under the table was not read: ${found}.`
          : `${count} rows under the table were not read. The first: ${found}.`,
      hiddenSheets: (_count, found) => `Hidden sheets were not read: ${found}.`,
      hiddenRows: (count) => (count === 1 ? 'One hidden row was read too.' : `${count} hidden rows were read too.`),
      merged: (count) =>
        count === 1
          ? 'One empty cell got what stands in the cell it belongs to.'
          : `${count} empty cells got what stands in the cells they belong to.`,
      formulas: (count, found) =>
        count === 1
          ? `One value is worked out by a formula (${found}). The result last saved was read.`
          : `${count} values are worked out by formulas (first ${found}). The results last saved were read.`,
      zeros: (count, found) =>
        count === 1
          ? `One place code had lost the noughts it begins with and has got them back: ${found}.`
          : `${count} place codes had lost the noughts they begin with and have got them back, for example ${found}.`,
      names: (count, found) =>
        count === 1
          ? `One place was read by its name: ${found}.`
          : `${count} places were read by their names, for example ${found}.`,
      percents: (_count, found) => `Per cent signs were removed: ${found} is read as a number of per cent.`,
      thousands: (_count, found) => `The sign between thousands was removed: ${found}.`,
      dashes: (count) =>
        count === 1
          ? 'One dash was read as a missing value. If it means nought: write 0 in the file.'
          : `${count} dashes were read as missing values. If they mean nought: write 0 in the file.`,
      repeated: (count, found) =>
        count === 1
          ? `One value stands twice, alike (${found}). It comes in once.`
          : `${count} values stand several times, alike (first ${found}). They come in once each.`,
      columnSkipped: (_count, found) => `The column “${found}” does not come in.`,
      placeColumn: (_count, found) => `The column “${found}” was read as place: that is what stands in it.`,
      sexColumn: (_count, found) => `The column “${found}” was read as sex: that is what stands in it.`,
      valueColumn: (_count, found) => `The column “${found}” was read as values.`,
      shares: (_count, found) =>
        `All values lie between 0 and 1, for example ${found}. If they are shares they should be written in per cent, so that 0.12 becomes 12.`,
    },
    statuses: {
      published: 'Value',
      missing: 'Missing',
      preliminary: 'Preliminary',
      doubted: 'Doubted',
      withheld: 'Withheld',
    },
    columns: { year: 'year', place: 'place', sex: 'sex', value: 'value', status: 'status' },
    templateName: 'template-own-figures',
    templateSheet: 'Values',
  },
} satisfies TextsLike<typeof sv>;
