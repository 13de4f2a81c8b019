import { randomUUID } from 'node:crypto';
import {
  binaryEvent,
  type AppendExpectedRevision,
  type EventData,
  type EventStoreDBClient,
  type Position,
} from '@eventstore/db-client';

/** What a row is seen with: the client as it comes, and a stream of its own. */
export type Here = () => { readonly client: EventStoreDBClient; readonly stream: string };

export type Append = (
  events: EventData | EventData[],
  expected: AppendExpectedRevision,
) => ReturnType<EventStoreDBClient['appendToStream']>;

export const note = (text = '', id = randomUUID(), type = 'Noted'): EventData =>
  binaryEvent({ id, type, data: Buffer.from(text), metadata: Buffer.from('{}') });

export type Text = { readonly text: string; readonly position: Position | undefined };

export async function texts({ client, stream }: ReturnType<Here>): Promise<Text[]> {
  const found: Text[] = [];
  for await (const { event } of client.readStream(stream)) {
    found.push({ text: textOf(event!.data), position: event!.position });
  }
  return found;
}

export const textOf = (data: unknown): string => Buffer.from(data as Uint8Array).toString('utf8');
