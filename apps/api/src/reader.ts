import type { Request } from 'express';
import { Rejected } from '#domain';
import type { Way } from '#event-store';
import { ReadBy, readerOf, type Ledger } from '#ledger';
import { HEADERS, headerText, naming } from './header-fields.js';
import { invalid } from './query-fields.js';

/** By which the pages and the command line say that they ask, and no program of another's. */
export const WAY_HEADER = 'X-Way';

/**
 * The ledger as whoever sent a request reads it, by their own word: nobody signs in yet.
 * @throws Rejected INVALID for a header that says who reads, and is not as it must be
 */
export function readBy(ledger: Ledger, request: Request): ReadBy {
  const [actor, organisation] = [headerText(request, HEADERS.actor), headerText(request, HEADERS.organisation)];
  try {
    return new ReadBy(ledger, readerOf({ actor, organisation }, wayIn(request)));
  } catch (error) {
    throw error instanceof Rejected ? naming(error) : error;
  }
}

function wayIn(request: Request): Way {
  const said = headerText(request, WAY_HEADER) ?? 'API';
  if (said === 'API' || said === 'PAGE' || said === 'CLI') return said;
  throw invalid(WAY_HEADER, 'must be one of API, PAGE, CLI');
}
