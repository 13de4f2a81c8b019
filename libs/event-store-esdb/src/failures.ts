import { ErrorType, isCommandError, type NotLeaderError } from '@eventstore/db-client';
import { StoreDamaged, StoreUnavailable, TooLarge, shownAddress } from '#event-store';

/** gRPC's numbers for a call that came to nothing. @see https://grpc.io/docs/guides/status-codes/ */
const [ABORTED, UNIMPLEMENTED, UNAVAILABLE, UNAUTHENTICATED] = [10, 12, 14, 16];

/** No answer within the adapter's own limit; whether the server did what was asked is not known. */
export class NoAnswer extends Error {
  constructor(limitMs: number) {
    super(`no answer within ${limitMs} ms`);
  }
}

/** What the caller is told when a call fails; an error of our own passes unchanged. */
export function failureOf(error: unknown, address: string): Error {
  if (error instanceof StoreDamaged || error instanceof StoreUnavailable || error instanceof TooLarge) return error;
  const type = typeOf(error);
  if (type === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED) {
    return new TooLarge('the append is larger than the server takes', { cause: error });
  }
  if (type === ErrorType.STREAM_DELETED) return new StoreDamaged('a stream of the log was deleted', { cause: error });
  return new StoreUnavailable(`${shownAddress(address)} ${reasonOf(error, type)}`, { cause: error });
}

function reasonOf(error: unknown, type: ErrorType | undefined): string {
  if (type === ErrorType.NOT_LEADER) {
    const { leader } = error as NotLeaderError;
    return `is not the leader of its cluster; the leader is ${leader.address}:${leader.port}`;
  }
  const code = codeOf(error);
  if (type === ErrorType.ACCESS_DENIED || code === UNAUTHENTICATED) {
    return 'denied access: look at the user and the password in its address, and at the rights on its streams';
  }
  const message = error instanceof Error ? error.message : String(error);
  if (/No leader info|Server Is Not Ready/.test(message)) {
    return 'has no leader now: it is only starting, or its cluster lacks a majority of its members';
  }
  if (/Server Is (Too )?Busy/.test(message)) return 'is too busy; ask again';
  if (type === ErrorType.UNAVAILABLE || code === UNAVAILABLE) return unreached(message);
  if (type === ErrorType.UNSUPPORTED || code === UNIMPLEMENTED) return 'is no EventStoreDB of version 23.10 or later';
  if (message.startsWith('Failed to discover')) return 'names no cluster with a leader that can be reached';
  if (error instanceof NoAnswer || type === ErrorType.TIMEOUT || type === ErrorType.DEADLINE_EXCEEDED) {
    return 'gave no answer in time; a cluster without a majority of its members does so';
  }
  return `cannot be used: ${message}`;
}

/** gRPC tells why in words only. */
function unreached(message: string): string {
  if (/certificate/i.test(message)) {
    return 'has a certificate that is not trusted here: name its authority in the address, tlsCAFile=FILE';
  }
  const begins = 'cannot be reached';
  return message.includes('Failed to connect') ? `${begins}: look whether it speaks TLS (tls=false if not)` : begins;
}

/**
 * True where the server ended a subscription because events came faster than it could send them on. Nothing is amiss: the
 * next one begins with what was not sent.
 */
export const isTooSlow = (error: unknown): boolean => codeOf(error) === ABORTED;

/** True where the server has said for certain that it wrote nothing. */
export const isDefinite = (error: unknown): boolean => {
  const type = typeOf(error);
  return type !== undefined && DEFINITE.has(type);
};

const DEFINITE: ReadonlySet<ErrorType> = new Set([
  ErrorType.WRONG_EXPECTED_VERSION,
  ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
  ErrorType.ACCESS_DENIED,
  ErrorType.STREAM_DELETED,
]);

export const typeOf = (error: unknown): ErrorType | undefined =>
  error instanceof Error && isCommandError(error) ? error.type : undefined;

const codeOf = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number'
    ? error.code
    : undefined;
