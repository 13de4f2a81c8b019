import { ENGLAND, bodyAddress, holderAddress, rollUpAddress, type Link } from '../address.js';
import type { Parameters } from '../api.js';
import { knownDate, type Moment } from '../moment.js';
import type { OrganisationRow } from '../rows.js';
import type { Holder } from './holder.js';

export type Links = ReturnType<typeof linksOf>;

/** Links of a statement; each carries the dates of the page. */
export function linksOf({ kind, code }: Holder, year: string, moment: Moment) {
  const own = holderAddress(kind);
  const dated: Parameters = { year, ...moment };
  return {
    here: (changed: Parameters) => own(code, { year, ...changed }),
    below: (path: string, more: Parameters) => own(code, { ...dated, ...more }, path),
    derivation: (figure: string) => own(code, { ...dated, figure }, '/derivation'),
    dated,
  };
}

/** England and the body above. */
export function breadcrumbs(body: OrganisationRow | undefined, year: string, moment: Moment): readonly Link[] {
  const dated = { year, ...moment };
  return [
    { text: 'England', href: rollUpAddress(ENGLAND, { year }) },
    ...(body ? [{ text: body.name, href: bodyAddress(body.type, body.code, dated) }] : []),
  ];
}

/** The form of the two dates; what the address has as an instant is shown by its day. */
export const dateForm = (action: string, year: string, { asAt, knownAt }: Moment) => ({
  action,
  year,
  asAt: asAt ?? '',
  knownAt: knownAt === undefined ? '' : knownDate(knownAt),
});
