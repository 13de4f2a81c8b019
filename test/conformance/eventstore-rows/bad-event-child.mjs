// Appends an event that a server does not take, and then one that it does; tells what the client made of both.
import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { binaryEvent, EventStoreDBClient, NO_STREAM } from '@eventstore/db-client';

const [address, stream, fault] = process.argv.slice(2);
/** The server answers a second time when this has passed, in milliseconds. */
const DEADLINE_MS = 300;
const PATIENCE_MS = 10_000;
/** An append that is answered at all is answered sooner. */
const NO_ANSWER_MS = 700;

const client = EventStoreDBClient.connectionString(address);
const data = Buffer.from('next');
const good = binaryEvent({ id: randomUUID(), type: 'Noted', data });
const bad = binaryEvent({ id: fault === 'id' ? 'no UUID' : randomUUID(), type: fault === 'type' ? '' : 'Noted', data });

const thrown = new Promise((resolve) => process.on('uncaughtException', ({ name }) => resolve(name)));
const append = (event) =>
  client.appendToStream(stream, event, { expectedRevision: NO_STREAM, deadline: DEADLINE_MS }).then(
    () => 'written',
    ({ type }) => type,
  );

const first = await append(bad);
const late = await Promise.race([thrown, wait(PATIENCE_MS)]);
const next = await Promise.race([append(good), wait(NO_ANSWER_MS, 'no answer')]);
process.stdout.write(JSON.stringify({ first, thrown: [late], next }), () => process.exit(0));
