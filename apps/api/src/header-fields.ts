import type { Request } from 'express';
import { Rejected, type FieldError } from '#domain';
import type { Order } from '#recording';

type HeaderField =
  | 'commandId'
  | 'label'
  | 'because'
  | 'authority'
  | 'source'
  | 'actor'
  | 'organisation'
  | 'correlationId'
  | 'evidence'
  | 'recordedAt';

/** What stands around a command, and the header that brings it. */
export const HEADERS: Readonly<Record<HeaderField, string>> = {
  commandId: 'Idempotency-Key',
  label: 'X-Label',
  because: 'X-Because',
  authority: 'X-Authority',
  source: 'X-Source',
  actor: 'X-Actor',
  organisation: 'X-Organisation',
  correlationId: 'X-Correlation-Id',
  evidence: 'X-Evidence',
  recordedAt: 'X-Recorded-At',
};

export type Envelope = Pick<Order, HeaderField | 'expectedRevision'>;

/** @throws Rejected INVALID for a header that is given twice, or is no UTF-8, or an If-Match that is no revision */
export function envelopeOf(request: Request): Envelope {
  const fields = Object.entries(HEADERS).map(([field, header]) => [field, headerText(request, header)]);
  const ifMatch = headerText(request, 'If-Match');
  return {
    ...Object.fromEntries(fields.filter(([, text]) => text !== undefined)),
    ...evidenceOf(request),
    ...(ifMatch === undefined ? {} : { expectedRevision: revisionIn(ifMatch) }),
  };
}

/** Documents come as JSON. @throws Rejected INVALID for what is none */
function evidenceOf(request: Request): Pick<Envelope, 'evidence'> {
  const text = headerText(request, HEADERS.evidence);
  if (text === undefined) return {};
  try {
    return { evidence: JSON.parse(text) as unknown };
  } catch (error) {
    throw badHeader(HEADERS.evidence, `must be JSON: ${(error as SyntaxError).message}`);
  }
}

/** Node reads each byte of a header as a character; the bytes are UTF-8. */
export function headerText({ headersDistinct }: Request, header: string): string | undefined {
  const [text, ...more] = headersDistinct[header.toLowerCase()] ?? [];
  if (text === undefined) return undefined;
  if (more.length > 0) throw badHeader(header, 'is given more than once');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    throw badHeader(header, 'must be UTF-8');
  }
}

/** A revision is 4 or "4"; −1 says that there must be no stream yet. */
function revisionIn(text: string): number {
  const [, , digits] = /^("?)(-1|0|[1-9]\d{0,14})\1$/.exec(text) ?? [];
  if (digits === undefined) throw badHeader('If-Match', 'must be a revision such as 4 or "4"');
  return Number(digits);
}

function badHeader(field: string, message: string): Rejected {
  return new Rejected('INVALID', `${field} ${message}`, [{ field, message }]);
}

/** The same refusal, naming the headers in place of the fields that they bring. */
export function naming(refused: Rejected): Rejected {
  const headerOf = (field: string): string => {
    const [name = ''] = /^\w+/.exec(field) ?? [];
    return Object.hasOwn(HEADERS, name) ? HEADERS[name as HeaderField] + field.slice(name.length) : field;
  };
  const renamed = (text: string, field: string): string => text.replaceAll(field, headerOf(field));
  const errors: FieldError[] = refused.errors.map(({ field, message }) => ({
    field: headerOf(field),
    message: renamed(message, field),
  }));
  const detail = refused.errors.reduce((text, { field }) => renamed(text, field), refused.message);
  return new Rejected(refused.code, detail, errors);
}
