import { hash } from 'node:crypto';

/**
 * Canonical JSON as RFC 8785 writes it: the one spelling that is stored, hashed and compared. Written here, as every event
 * passes through it twice; the library `canonicalize` is what the tests compare it with. The RFC spells strings and numbers
 * as ECMAScript does, so that what has its keys in order already is left to the engine, which writes it at half the cost.
 * @throws TypeError for what is no JSON value
 */
export function canonicalJson(value: unknown): string {
  if (isInOrder(value)) return JSON.stringify(value);
  if (typeof value !== 'object' || value === null || 'toJSON' in value) throw new TypeError('not a JSON value');
  return Array.isArray(value) ? listOf(value) : objectOf(value);
}

/** JSON whose objects all have their keys in canonical order. */
function isInOrder(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      return value === null || (Array.isArray(value) ? areInOrder(value) : hasKeysInOrder(value));
    default:
      return false;
  }
}

/** Also of a list with holes, which are no JSON. */
function areInOrder(values: readonly unknown[]): boolean {
  for (const value of values) if (!isInOrder(value)) return false;
  return true;
}

/** Keys by their UTF-16 units, as strings compare. */
function hasKeysInOrder(value: object): boolean {
  if ('toJSON' in value) return false;
  let last = '';
  for (const key of Object.keys(value)) {
    if (key < last) return false;
    last = key;
    const field: unknown = value[key as keyof typeof value];
    if (field !== undefined && !isInOrder(field)) return false;
  }
  return true;
}

function listOf(values: readonly unknown[]): string {
  let text = '';
  for (const value of values) text += `${text === '' ? '' : ','}${canonicalJson(value)}`;
  return `[${text}]`;
}

/** A field without a value is left out, as the engine does. */
function objectOf(value: object): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const field: unknown = value[key as keyof typeof value];
    if (field !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(field)}`;
  }
  return `{${text}}`;
}

/** SHA-256 of bytes, or of a text in UTF-8, as 64 lower-case hexadecimal digits. */
export const sha256 = (content: string | Uint8Array): string => hash('sha256', content, 'hex');
