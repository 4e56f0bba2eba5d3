/**
 * The Swedish organisation number, written as six digits, a hyphen and four digits, or undefined when it cannot be one.
 * The third digit is at least 2, which tells it from a personal identity number; the last is a check digit by the Luhn
 * method (Skatteverket, SKV 709).
 */
export function readOrganisationNumber(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d{10}$/.test(digits) || Number(digits[2]) < 2) return undefined;
  const sum = [...digits].reduce((total, digit, at) => {
    const weighed = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0 ? `${digits.slice(0, 6)}-${digits.slice(6)}` : undefined;
}
