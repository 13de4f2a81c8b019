import { queryOf, type Parameters } from './api.js';

export type Link = { readonly text: string; readonly href: string };

/** An address of the pages with its parameters; those that are not given are left out. */
export function address(path: string, parameters: Parameters = {}): string {
  const query = queryOf(parameters);
  return query === '' ? path : `${path}?${query}`;
}

/** A code of dots alone would be taken for a folder and lost from the path, however it is written. */
const DOTS = /^\.{1,2}$/;
const STAND_IN = '-';

const place =
  (folder: string) =>
  (code: string, parameters: Parameters = {}, below = ''): string =>
    DOTS.test(code)
      ? address(`/${folder}/${STAND_IN}${below}`, { code, ...parameters })
      : address(`/${folder}/${encodeURIComponent(code)}${below}`, parameters);

export const practiceAddress = place('practices');
export const groupAddress = place('groups');
export const commissionerAddress = place('commissioners');
export const rollUpAddress = place('roll-ups');
export const organisationAddress = place('organisations');
export const entryAddress = (position: number): string => `/journal/${position}`;
export const journalAddress = (parameters: Parameters): string => address('/journal', parameters);

/** Practices and groups: whoever holds an entitlement. */
export type HolderKind = 'PRACTICE' | 'GROUP';

export const holderAddress = (kind: HolderKind) => (kind === 'GROUP' ? groupAddress : practiceAddress);

/** The address of an organisation's own page by its type. */
export function bodyAddress(type: string, code: string, parameters: Parameters = {}): string {
  if (type === 'PRACTICE') return practiceAddress(code, parameters);
  if (type === 'GROUP') return groupAddress(code, parameters);
  if (COMMISSIONERS.has(type)) return commissionerAddress(code, parameters);
  if (type === 'SHA' || type === 'ENGLAND') return rollUpAddress(code, parameters);
  return organisationAddress(code);
}

/** Types that hold a budget for practices and owe them. */
const COMMISSIONERS: ReadonlySet<string> = new Set(['PCT', 'CARE_TRUST', 'PCT_CLUSTER', 'CCG', 'NHSCB']);

export const ENGLAND = 'ENGLAND';
