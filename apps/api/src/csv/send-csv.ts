import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

export type CsvFile = {
  /** What the file is named by: what it holds, of whom, of which year. */
  readonly named: readonly (string | number | boolean | undefined)[];
  /** The last event that is counted in it. */
  readonly position: number;
  /** From the header row on, in parts. */
  readonly text: AsyncIterable<string> | Iterable<string>;
};

/**
 * Sends a file as fast as its reader takes it. When its text fails under way the connection is cut, so that no part
 * passes for the whole.
 * @throws what `text` throws; before anything is sent where the first part fails
 */
export async function sendCsv(response: Response, { named, position, text }: CsvFile): Promise<void> {
  const parts = partsOf(text);
  const first = await parts.next();
  response.setHeader('Content-Type', 'text/csv; charset=utf-8; header=present');
  response.setHeader('Content-Disposition', `attachment; filename="${fileName(named)}"`);
  response.setHeader('X-Ledger-Position', position);
  try {
    await pipeline(Readable.from(rejoined(first, parts)), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== READER_LEFT) throw error;
  }
}

/** The reader closed the connection: nobody's fault, and nobody is left to tell. */
const READER_LEFT = 'ERR_STREAM_PREMATURE_CLOSE';

async function* partsOf(text: CsvFile['text']): AsyncGenerator<string, void> {
  yield* text;
}

async function* rejoined(first: IteratorResult<string, void>, rest: AsyncGenerator<string, void>) {
  if (!first.done) yield first.value;
  yield* rest;
}

const LONGEST_NAME = 100;

const fileName = (named: CsvFile['named']): string => {
  const words = named.flatMap((word) => (word === undefined ? [] : [String(word).replace(/[^\w.-]+/g, '_')]));
  return `${words.join('-').slice(0, LONGEST_NAME)}.csv`;
};
