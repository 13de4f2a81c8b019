import { hash } from 'node:crypto';

/** Whatever JSON does not write as it stands: what is not printable ASCII, quotes and backslashes. */
const NEEDS_ESCAPING = /[^ !#-[\]-~]/;

/**
 * Canonical JSON as RFC 8785 writes it: the one spelling that is stored, hashed and compared. Written here, as every event
 * passes through it twice; the library `canonicalize` is what the tests compare it with.
 * @throws TypeError for what is no JSON value
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return NEEDS_ESCAPING.test(value) ? JSON.stringify(value) : `"${value}"`;
    case 'number':
      if (Number.isFinite(value)) return JSON.stringify(value);
      break;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return listOf(value);
      if (!('toJSON' in value)) return objectOf(value);
  }
  throw new TypeError('not a JSON value');
}

function listOf(values: readonly unknown[]): string {
  let text = '';
  for (const value of values) text += `${text === '' ? '' : ','}${canonicalJson(value)}`;
  return `[${text}]`;
}

/** Keys by their UTF-16 units, as strings compare; a field without a value is left out. */
function objectOf(value: object): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const field: unknown = value[key as keyof typeof value];
    if (field !== undefined) text += `${text === '' ? '' : ','}${canonicalJson(key)}:${canonicalJson(field)}`;
  }
  return `{${text}}`;
}

/** SHA-256 of UTF-8 text, as 64 lower-case hexadecimal digits. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');
