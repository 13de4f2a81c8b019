import { dateOf, within, type Day } from '#kernel';
import { Rejected } from '../refusals.js';
import { isSuccessorOf } from '../succession.js';
import type { Facts } from '../statement/facts.js';
import type { Party } from './events.js';
import {
  agreementDays,
  bothSigned,
  inForce,
  shareDays,
  signedBy,
  type Agreement,
  type Agreements,
  type Signature,
} from './state.js';

/** The side for which an organisation signs. A commissioner's successor may sign for it. */
export function partyOf(facts: Facts, agreement: Agreement, organisation: string, on: Day): Party {
  if (organisation === agreement.holder) return 'HOLDER';
  if (isSuccessorOf(facts, organisation, agreement.commissioner, on)) return 'COMMISSIONER';
  throw new Rejected(
    'NOT_A_PARTY',
    `${organisation} is neither ${agreement.holder} nor ${agreement.commissioner}, the parties to ${agreement.id}`,
  );
}

export function mustNotHaveSigned(
  signed: { readonly signatures: readonly Signature[] },
  party: Party,
  id: string,
): void {
  const signature = signedBy(signed, party);
  if (!signature) return;
  throw new Rejected('ALREADY_SIGNED', `${signature.organisation} signed ${id} on ${dateOf(signature.signedOn)}`);
}

/** A day on which something was signed or decided cannot lie after the day on which it is recorded. */
export function mustNotBeFuture(day: Day, recordedOn: Day, field: string): void {
  if (day <= recordedOn) return;
  throw new Rejected('FUTURE_DATE', `${field} ${dateOf(day)} lies after ${dateOf(recordedOn)}, the day recorded`);
}

/** Two agreements in force for one holder never share a day (rule 7). */
export function mustNotOverlap(agreements: Agreements, agreement: Agreement): void {
  const other = inForce(agreements).find(
    ({ agreement: held }) => held.id !== agreement.id && shareDays(held, agreement),
  );
  if (!other) return;
  const { first, last } = agreementDays(other.agreement);
  throw new Rejected(
    'AGREEMENTS_OVERLAP',
    `${other.agreement.id} is in force for ${agreement.holder} from ${dateOf(first)} to ${dateOf(last)}`,
  );
}

export function mustBeInForce(agreement: Agreement): void {
  if (!bothSigned(agreement)) throw new Rejected('NOT_IN_FORCE', `${agreement.id} is not signed by both parties`);
}

export function mustBeInside(agreement: Agreement, day: Day, field: string): void {
  const days = agreementDays(agreement);
  if (within(day, days)) return;
  throw new Rejected(
    'OUTSIDE_AGREEMENT',
    `${field} ${dateOf(day)} lies outside ${agreement.id}, ${dateOf(days.first)} to ${dateOf(days.last)}`,
  );
}
