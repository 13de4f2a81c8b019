import { refusals, type RefusalCode, type RefusalKind } from '#domain';

/** The HTTP status of each kind of refusal. */
export const STATUS_OF_KIND: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  absent: 404,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  rule: 422,
  'too-many': 429,
  unavailable: 503,
};

/** What a refusal is as a problem of RFC 9457, the same at every door. */
export type RefusalProblem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: RefusalCode;
};

export function problemOfCode(code: RefusalCode, detail: string): RefusalProblem {
  const { kind, title } = refusals[code];
  return { type: `/problems/${code}`, title, status: STATUS_OF_KIND[kind], detail, code };
}
