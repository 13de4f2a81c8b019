/** What codes of GP practices in England look like. @see NHS Data Dictionary, GENERAL MEDICAL PRACTICE CODE */
const USUAL = /^[A-HJ-NP-WY]\d{5}$/;

export const UNUSUAL_CODE = 'the code is off the usual pattern of practice codes';
export const isUsualPracticeCode = (code: string): boolean => USUAL.test(code);

/** ODS writes 20130401; whatever else stands there is left as it is, to be refused with what was given. */
export const dateOfOds = (text: string | undefined): string | undefined =>
  text?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
