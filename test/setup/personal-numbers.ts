/** A Swedish personal or co-ordination number as people write it: with century or without, with a sign between or not. */
const shape = /(?<![\w-])(?:(18|19|20)?(\d{2})(\d{2})(\d{2})([-+]?)(\d{4}))(?![\w-])/g;

function isDay(century: string | undefined, year: string, month: string, day: string): boolean {
  // A co-ordination number has sixty added to the day.
  const date = Number(day) > 60 ? Number(day) - 60 : Number(day);
  return (century ? [century] : ['18', '19', '20']).some((hundreds) => {
    const found = new Date(Date.UTC(Number(hundreds + year), Number(month) - 1, date));
    return found.getUTCMonth() === Number(month) - 1 && found.getUTCDate() === date;
  });
}

/** The last digit as the others decide it (Luhn). */
export function checkDigit(nine: string): number {
  const sum = [...nine].reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** Every personal number in a text: of that shape, with a day that there is and the last digit that it must have. */
export function findPersonalNumbers(text: string): readonly string[] {
  return [...text.matchAll(shape)].flatMap(([whole, century, year = '', month = '', day = '', , end = '']) =>
    isDay(century, year, month, day) && checkDigit(`${year}${month}${day}${end.slice(0, 3)}`) === Number(end[3])
      ? [whole]
      : [],
  );
}
