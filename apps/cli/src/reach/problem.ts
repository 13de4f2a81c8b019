import type { Rejected } from '#domain';
import { problemOfCode } from '#ledger';

/** A refusal as the body that HTTP gives: a problem of RFC 9457. */
export function problemOf({ code, message, errors }: Rejected): object {
  const problem = problemOfCode(code, message);
  return errors.length === 0 ? problem : { ...problem, errors };
}
