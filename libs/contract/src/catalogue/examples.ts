/** Whom the examples speak of. */
export const PCT = '5X1';
export const SHA = 'Q39';
export const PRACTICE = 'A99001';
export const GROUP = 'GRP1';
export const YEAR = '2007-08';
