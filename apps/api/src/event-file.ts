import { setImmediate as turn } from 'node:timers/promises';
import type { EventMetadata } from '#event-store';
import type { ListedEvent } from '#questions';
import { csvText, type CellValue } from './csv/csv-text.js';
import { withoutOneCase } from './csv/one-case.js';

const ENVELOPE = ['id', 'type', 'version', 'stream', 'revision', 'position'] as const satisfies (keyof ListedEvent)[];

type Metadata = EventMetadata & { readonly effectiveAt: string };

/** Every field of metadata; one that is missing here does not compile. */
const METADATA = Object.keys({
  recordedAt: 0,
  effectiveAt: 0,
  actor: 0,
  organisation: 0,
  unverified: 0,
  command: 0,
  commandId: 0,
  contentHash: 0,
  label: 0,
  correlationId: 0,
  causationId: 0,
  because: 0,
  authority: 0,
  source: 0,
  evidence: 0,
  ruleVersion: 0,
} satisfies Record<keyof Metadata, 0>);

const rowOf = (event: ListedEvent): CellValue[] => [
  ...ENVELOPE.map((field) => event[field]),
  ...METADATA.map((field) => cellOf((event.metadata as Record<string, unknown>)[field])),
  JSON.stringify(withoutOneCase(event.type, event.data)),
];

/** A list of documents stands in its cell as JSON; in old events it is one of SHA-256 alone. */
const cellOf = (value: unknown): CellValue =>
  Array.isArray(value) && value.some((item) => typeof item === 'object') ? JSON.stringify(value) : (value as CellValue);

/** Rows that go out together. */
const BATCH = 500;

/** Events as a CSV file: a row each, what happened as JSON in the last column. */
export async function* eventFile(
  events: AsyncIterable<ListedEvent> | Iterable<ListedEvent>,
): AsyncGenerator<string, void> {
  let rows: CellValue[][] = [[...ENVELOPE, ...METADATA, 'data']];
  for await (const event of events) {
    rows.push(rowOf(event));
    if (rows.length < BATCH) continue;
    yield csvText(rows);
    rows = [];
    await turn(); // others must get a word in
  }
  yield csvText(rows);
}
