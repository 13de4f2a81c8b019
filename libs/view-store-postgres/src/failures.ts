import { types } from 'node:util';
import { ViewsDamaged, ViewsUnavailable } from '#projections';

/** How PostgreSQL's error classes and codes read to the person who must act on them. @see its Appendix A */
const CAUSES: readonly (readonly [code: string, cause: string])[] = [
  ['28', 'the server refuses the user or the password'],
  ['3D000', 'there is no such database'],
  ['42501', 'the user may not do this: views need the right to create schemas in the database, and to own theirs'],
  ['25006', 'the database takes no writes'],
  ['53100', 'the disk of the server is full'],
  ['53300', 'the server takes no more connections'],
  ['53', 'the server is short of resources'],
  ['55P03', 'others keep the tables in use; try again'],
  ['40', 'others got in the way; try again'],
  ['57P', 'the server is stopping or starting'],
  ['58', 'the server has a system error'],
  ['08', 'the connection broke'],
  ['ECONNREFUSED', 'no server answers there'],
  ['ENOENT', 'no server answers there'],
  ['ENOTFOUND', 'there is no such host'],
  ['EAI_AGAIN', 'the host’s name cannot be looked up now'],
  ['ETIMEDOUT', 'no server answers there in time'],
  ['EHOSTUNREACH', 'the host cannot be reached'],
  ['ENETUNREACH', 'the host cannot be reached'],
  ['ECONNRESET', 'the connection broke'],
  ['EPIPE', 'the connection broke'],
];

/** What the driver says without a code. */
const SAID: readonly (readonly [said: RegExp, cause: string])[] = [
  [/^SASL/, 'the server refuses the user or the password'],
  [/SSL connection/, 'the server and the address do not agree on TLS'],
  [/^timeout exceeded|connection timeout$/, 'no server answers there in time'],
  [/^Connection terminated|not queryable|Client was closed/, 'the connection broke'],
];

/** What the caller is told when PostgreSQL or the way to it fails; an error of our own passes unchanged. */
export function failureOf(error: unknown, place: string): unknown {
  if (!types.isNativeError(error) || error instanceof ViewsUnavailable) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('XX00')) return new ViewsDamaged(`${place}: the tables are damaged`, { cause: error });
  const cause =
    CAUSES.find(([prefix]) => code.startsWith(prefix))?.[1] ??
    (code === '' ? SAID.find(([said]) => said.test(error.message))?.[1] : undefined);
  return cause === undefined ? error : new ViewsUnavailable(`${place}: ${cause}`, { cause: error });
}
