import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Canonical JSON as RFC 8785 writes it: the one spelling that is stored, hashed and compared. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/** SHA-256 of UTF-8 text, as 64 lower-case hexadecimal digits. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');
