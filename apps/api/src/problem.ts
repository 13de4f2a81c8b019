import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { Rejected, type FieldError, type RefusalCode } from '#domain';
import { StoreDamaged, StoreUnavailable } from '#event-store';
import { problemOfCode } from '#ledger';
import { ViewsDamaged, ViewsUnavailable } from '#projections';
import { MaybeRecorded, sentAgain } from '#recording';

/** The body of every answer that is an error, as of RFC 9457. Without `code` the status says it all. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code?: RefusalCode;
  readonly instance: string;
  readonly errors?: readonly FieldError[];
};

/** What the framework refuses by itself, before a command or question is reached. */
const CODES: Readonly<Record<number, RefusalCode>> = {
  400: 'INVALID',
  404: 'NOT_FOUND',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/** The largest body taken; an event may hold 524,288 bytes. */
export const LARGEST_BODY_BYTES = 600_000;

/** The problem that an error is to the caller. Of a defect it tells nothing but that there is one. */
export function problemOf(error: unknown, instance: string): Problem {
  if (error instanceof MaybeRecorded) return ofCode(error.code, maybeRecorded(error), instance);
  if (error instanceof Rejected) return ofRejected(error, instance);
  if (isOfAStore(error)) return ofCode('STORE_UNAVAILABLE', reasonOf(error), instance);
  return error instanceof HttpException ? ofHttp(error, instance) : ofStatus(500, instance);
}

const OF_A_STORE = [StoreUnavailable, StoreDamaged, ViewsUnavailable, ViewsDamaged];

/** Whether the log or the views cannot be used, which is no defect of the program. */
export const isOfAStore = (error: unknown): error is Error => OF_A_STORE.some((kind) => error instanceof kind);

const ofRejected = (rejected: Rejected, instance: string): Problem => ({
  ...ofCode(rejected.code, rejected.code === 'STORE_UNAVAILABLE' ? reasonOf(rejected) : rejected.message, instance),
  ...(rejected.errors.length === 0 ? {} : { errors: rejected.errors }),
});

const maybeRecorded = ({ commandId, reason }: MaybeRecorded): string =>
  sentAgain(`with Idempotency-Key ${commandId}`, reasonOf({ message: reason }));

function ofHttp(error: HttpException, instance: string): Problem {
  const status = error.getStatus();
  const code = CODES[status];
  if (code === undefined) return ofStatus(status, instance, status < 500 ? error.message : undefined);
  if (code === 'NOT_FOUND') return ofCode(code, `there is nothing at ${instance}`, instance);
  if (code !== 'TOO_LARGE') return ofCode(code, error.message, instance);
  return ofCode(code, `the body is larger than ${LARGEST_BODY_BYTES} bytes`, instance);
}

const ofCode = (code: RefusalCode, detail: string, instance: string): Problem => ({
  ...problemOfCode(code, detail),
  instance,
});

const ofStatus = (status: number, instance: string, detail?: string): Problem => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  ...(detail === undefined ? {} : { detail }),
  instance,
});

/**
 * Why the store cannot be used, without where it lies: a store's messages put the path first, then a colon.
 * The whole message goes to the log.
 */
export function reasonOf({ message }: Pick<Error, 'message'>): string {
  const reason = message.slice(message.lastIndexOf(': ') + 1).trim();
  return /[\\/]/.test(reason) ? 'the store cannot be used; the log of the server says why' : reason;
}
