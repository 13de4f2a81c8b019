import type { Request } from 'express';
import { positionIn } from '../query-fields.js';

/** The position up to which a reader that comes back has everything. @throws Rejected INVALID where it is none */
export function lastEventId({ headers }: Request): number | undefined {
  const text = headers['last-event-id'];
  return text === undefined ? undefined : positionIn(String(text), 'Last-Event-ID');
}
