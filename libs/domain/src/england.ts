/** The whole country, where the code of a body may stand. */
export const ENGLAND = 'ENGLAND';
