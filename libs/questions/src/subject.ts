import { COMMISSIONER_TYPES, Rejected, type Facts } from '#domain';

/** Rule 1: a question about a holder not yet registered is refused. */
export function mustBeHolder(facts: Facts, holder: string): void {
  const type = facts.organisation(holder).registration?.type;
  if (facts.group(holder).created || type === 'PRACTICE') return;
  if (type === undefined) throw unknown(holder);
  throw new Rejected('WRONG_TYPE', `${holder} is a ${type}, not a practice or a group`);
}

export function mustBePractice(facts: Facts, code: string): void {
  const type = facts.organisation(code).registration?.type;
  if (type === 'PRACTICE') return;
  if (type === undefined && !facts.group(code).created) throw unknown(code);
  throw new Rejected('WRONG_TYPE', `${code} is a ${type ?? 'group'}, not a practice`);
}

export function mustBeCommissioner(facts: Facts, code: string): void {
  const type = facts.organisation(code).registration?.type;
  if (type !== undefined && COMMISSIONER_TYPES.includes(type)) return;
  if (type === undefined && !facts.group(code).created) throw unknown(code);
  throw new Rejected('WRONG_TYPE', `${code} is a ${type ?? 'group'}, not a commissioner`);
}

export function mustBeOrganisation(facts: Facts, code: string): void {
  if (facts.organisation(code).registration) return;
  if (!facts.group(code).created) throw unknown(code);
  throw new Rejected('WRONG_TYPE', `${code} is a group, not an organisation`);
}

const unknown = (code: string) => new Rejected('UNKNOWN_ORGANISATION', `${code} is not recorded at that moment`);
