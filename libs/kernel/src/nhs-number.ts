/** Ten digits as such a number is written: parted after the third and the sixth, or at once where it is called one. */
const WRITTEN = /(?<![\p{L}\p{N}-])(?:\d{3}([ -])\d{3}\1\d{4}|(?<=\bNHS\b[^\p{N}]{0,20})\d{10})(?![\p{L}\p{N}-])/gu;

/** Of the ten digits the last is a check on the others: their sum, weighed 10 down to 2, and it, modulo 11. */
function isChecked(digits: readonly number[]): boolean {
  const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0);
  return (11 - (sum % 11)) % 11 === digits[9];
}

/** Whether a text has in it what is written as the NHS number of a patient, with the right check digit. */
export const holdsNhsNumber = (text: string): boolean =>
  [...text.matchAll(WRITTEN)].some(([found]) => isChecked([...found.replace(/\D/g, '')].map(Number)));
