// Advances and rebuilds views without end until it is killed, and writes each position that was acknowledged.
import { writeSync } from 'node:fs';
import { LISTS } from '#projections';
import { openEmbeddedViews } from '#view-store-embedded';
import { openPostgresViews } from '#view-store-postgres';

const [kind, address, schema] = process.argv.slice(2);
const PRACTICES = 60;
const store =
  kind === 'file' ? await openEmbeddedViews({ path: address }) : await openPostgresViews({ url: address, schema });

const USUAL = {
  text: 'x',
  year: '2007-08',
  date: '2007-04-01',
  instant: '2007-04-01T09:00:00.000Z',
  flag: false,
  json: [],
};
const row = (name, about) => ({
  ...Object.fromEntries(Object.entries(LISTS[name].columns).map(([column, { kind }]) => [column, USUAL[kind] ?? 0])),
  ...about,
});

function writtenAt(position) {
  const practices = Array.from({ length: PRACTICES }, (_, index) =>
    row('organisations', { code: `P${index}`, patients: position }),
  );
  return [
    { table: 'organisations', without: [{}], rows: practices },
    { table: 'journal', without: [], rows: [row('journal', { position, documents: [`d${position}`] })] },
  ];
}

const checkpointAt = (position) => ({
  position,
  day: '2008-04-01',
  count: position,
  first: 1,
  log: 'first-event',
  version: 1,
  apart: [],
});

const start = (await store.checkpoint())?.position ?? 0;
for (let position = start + 1; ; position += 1) {
  if (position % 4 === 0) {
    const rebuild = await store.beside();
    await rebuild.advance(writtenAt(position), checkpointAt(position));
    await rebuild.swap();
  } else {
    await store.advance(writtenAt(position), checkpointAt(position));
  }
  writeSync(1, `${position}\n`);
}
