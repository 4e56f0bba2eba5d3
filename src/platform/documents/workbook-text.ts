const controls = /(?![\t\n\r])\p{Cc}/gu;
const unreadable = /[\p{Cs}\p{Noncharacter_Code_Point}\ufffd]/gu;

/**
 * A text as it can stand in a cell of a workbook. The writer leaves signs out in silence: those that XML does not bear, those
 * that Unicode has set aside, and U+FFFD, which stands where a sign could not be read. Where there was something to see, a
 * question mark is seen instead.
 *
 * The writer also looks texts up among an object’s own words and finds “constructor” there: a no-break space after it, which
 * is taken away when it is read, makes it another text.
 */
export const textInWorkbook = (text: string): string => {
  const written = text.replace(controls, '').replace(unreadable, '?');
  return written in Object.prototype ? `${written}\u00a0` : written;
};
