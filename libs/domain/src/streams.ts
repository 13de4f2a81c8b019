import type { Year } from '#kernel';

/** Names of streams: a consistency boundary each. @see design decisions, Streams */
export const streamOf = {
  organisation: (code: string) => `organisation-${code}`,
  group: (code: string) => `group-${code}`,
  agreements: (holder: string) => `agreements-${holder}`,
  account: (holder: string, year: Year) => `account-${holder}-${year}`,
  finance: (commissioner: string, year: Year) => `finance-${commissioner}-${year}`,
  dispute: (id: string) => `dispute-${id}`,
  case: (id: string) => `case-${id}`,
  decision: (id: string) => `decision-${id}`,
  arrangements: (holder: string) => `arrangements-${holder}`,
  responsibilities: (commissioner: string) => `responsibilities-${commissioner}`,
  services: (holder: string) => `services-${holder}`,
  delegation: (commissioner: string) => `delegation-${commissioner}`,
  /** Of a commissioner, or ENGLAND. */
  policy: (body: string) => `policy-${body}`,
  statement: (id: string) => `statement-${id}`,
  challenge: (id: string) => `challenge-${id}`,
  /** Of ENGLAND or a commissioner. */
  calendar: (of: string, year: Year) => `calendar-${of}-${year}`,
  document: (sha256: string) => `document-${sha256}`,
  transfer: (id: string) => `transfer-${id}`,
} as const;
