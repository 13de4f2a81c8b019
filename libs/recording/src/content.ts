import { canonicalJson, sha256 } from '#audit';
import type { Evidence } from '#contract';
import { eventSchemas } from '#domain';
import type { Keyring } from '#event-store';
import type { Fact, JsonObject } from '#kernel';

const PERSONAL: ReadonlySet<string> = new Set(Object.values(eventSchemas).flatMap(({ personal }) => personal));

type Fields = { readonly [field: string]: unknown };

type SealedIn = { readonly sealed: string; readonly subjectOf: (text: string) => string };

/** The person whose key seals a field: the member whom it is about, or who is named, as whose signatory or addressee. */
const subjectOf = (fields: Fields, field: string): string =>
  typeof fields['member'] === 'string'
    ? `member ${fields['member']}`
    : `${field} of ${String(fields['organisation'] ?? fields['to'] ?? fields['holder'])}: ${String(fields[field])}`;

async function replaced(
  fields: Fields,
  names: Iterable<string>,
  replace: (subject: string, text: string) => Promise<string>,
): Promise<Fields> {
  const copy: Record<string, unknown> = { ...fields };
  for (const name of names) {
    const value = copy[name];
    if (typeof value === 'string') copy[name] = await replace(subjectOf(fields, name), value);
  }
  return copy;
}

/**
 * SHA-256 of a command's name, canonical content and documents: what a repeat is compared with (rule 22). Personal fields go in
 * as hashes under their subject's key, so that nobody can find them by trying names.
 */
export async function contentHash(
  keyring: Keyring,
  command: string,
  content: object,
  evidence?: readonly Evidence[],
): Promise<string> {
  const fields = await replaced(content as Fields, PERSONAL, (subject, text) => keyring.fingerprint(subject, text));
  return sha256(canonicalJson({ command, with: fields, ...(evidence === undefined ? {} : { evidence }) }));
}

/** The data of a fact as it is stored: personal fields sealed under the key of their subject. */
export async function sealed(keyring: Keyring, { type, data }: Fact<string, object>): Promise<JsonObject> {
  const { personal } = (eventSchemas as Record<string, { personal: readonly string[] }>)[type]!;
  const fields = await replaced(data as Fields, personal, (subject, text) => keyring.seal(subject, text));
  return fields as JsonObject;
}

/** The texts that stand sealed in a stored event, each with its subject, which rests on what was sealed. */
export function sealedIn({ type, data }: Fact<string, object>): readonly SealedIn[] {
  const fields = data as Fields;
  const { personal = [] } = (eventSchemas as Record<string, { personal?: readonly string[] }>)[type] ?? {};
  return personal.flatMap((field) => {
    const sealed = fields[field];
    return typeof sealed === 'string'
      ? [{ sealed, subjectOf: (text: string) => subjectOf({ ...fields, [field]: text }, field) }]
      : [];
  });
}
