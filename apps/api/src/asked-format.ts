import { NotAcceptableException } from '@nestjs/common';
import type { Request } from 'express';

/** How an answer may be written: a document, a file of rows, or entries as they come. */
export type Format = 'json' | 'csv' | 'live';

const TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  live: 'text/event-stream',
};

/**
 * The parameter `format` where it is given, or else what the Accept header likes best.
 * @throws NotAcceptableException when it likes none of those on offer
 */
export function formatOf(request: Request, given: Format | undefined, offered: readonly Format[]): Format {
  if (given !== undefined) return given;
  const types = offered.map((format) => TYPES[format]);
  const accepted = request.accepts(types);
  if (accepted === false) throw new NotAcceptableException(`${request.path} is given as ${types.join(' or ')}`);
  return offered[types.indexOf(accepted)]!;
}
