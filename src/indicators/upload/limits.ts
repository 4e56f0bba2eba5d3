/** The body of a post may be 5 MiB with everything around the file. */
export const mostBytes = 5_000_000;
/** Rows with values. Every place, sex and year since 1900 would be a few thousand fewer. */
export const mostRows = 100_000;
export const mostValues = 100_000;
/** Titles above a table and notes under it. */
export const rowsAround = 200;
export const mostColumns = 500;
export const mostCells = 3_000_000;
/** Of the parts of a workbook that are read, unpacked. A hundred thousand rows of six columns take 25 million bytes. */
export const mostUnpacked = 80_000_000;
export const mostEntries = 2_000;
