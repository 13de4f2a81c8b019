import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { canonicalJson } from '#audit';
import {
  account,
  agreements,
  arrangements,
  businessCase,
  commissioningDecision,
  calendar,
  challenge,
  classifications,
  counting,
  delegation,
  dispute,
  eventSchemas,
  finance,
  folded,
  group,
  issuedStatement,
  organisation,
  responsibilities,
  services,
  policies,
  transfer,
  type Evolution,
  type LedgerEvent,
  type Recorded,
} from '#domain';
import { hashOf, type StoredEvent } from '#event-store';
import { versionOf, type Fact } from '#kernel';
import { recorded } from '#questions';
import { aLedger, everyCommand, told } from '#testing';

/** One stored event for each type and version that was ever shipped. A file here is never edited and never rewritten. */
const FOLDER = 'test/golden';
const TO_MAKE = 'UPDATE_GOLDEN=1 npm run suites -- --testPathPatterns golden';

type Golden = Omit<StoredEvent, 'position'> & { readonly position: number };

const types = Object.keys(eventSchemas) as LedgerEvent['type'][];
const fileOf = (type: string, version: number): string => `${FOLDER}/${type}.v${version}.json`;
const versionsOf = (type: LedgerEvent['type']): readonly number[] =>
  Array.from({ length: versionOf(eventSchemas[type]) }, (_, index) => index + 1);

const wanted = types.flatMap((type) => versionsOf(type).map((version) => fileOf(type, version)));

/** Writes the newest version of each type that has no golden event yet, from the story of every command. */
async function writeMissing(): Promise<void> {
  const ledger = await aLedger();
  await told(ledger, everyCommand);
  for (const event of await ledger.store.readAll({ after: 0n, limit: 1000 })) {
    const file = fileOf(event.type, event.version);
    if (existsSync(file)) continue;
    writeFileSync(file, `${JSON.stringify({ ...event, position: Number(event.position) }, null, 2)}\n`);
  }
  await ledger.close();
}

if (process.env['UPDATE_GOLDEN'] === '1') await writeMissing();

const goldenOf = (file: string): Golden => JSON.parse(readFileSync(file, 'utf8')) as Golden;
const read = (file: string): Recorded => {
  const golden = goldenOf(file);
  return recorded({ ...golden, position: BigInt(golden.position) });
};

const EVOLUTIONS: readonly (readonly [prefix: string, Evolution<never, never>])[] = (
  [
    ['organisation-', organisation],
    ['group-', group],
    ['agreements-', agreements],
    ['account-', account],
    ['finance-', finance],
    ['dispute-', dispute],
    ['arrangements-', arrangements],
    ['responsibilities-', responsibilities],
    ['services-', services],
    ['case-', businessCase],
    ['decision-', commissioningDecision],
    ['delegation-', delegation],
    ['policy-', policies],
    ['statement-', issuedStatement],
    ['challenge-', challenge],
    ['calendar-', calendar],
    ['document-', classifications],
    ['transfer-', transfer],
  ] as const
).map(([prefix, evolution]) => [prefix, evolution as unknown as Evolution<never, never>]);

test('every type and version has its golden event, and nothing else is kept here', () => {
  const kept = readdirSync(FOLDER).map((name) => `${FOLDER}/${name}`);
  const missing = wanted.filter((file) => !kept.includes(file));
  if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}; make them with ${TO_MAKE}`);
  expect(kept.filter((file) => !wanted.includes(file))).toEqual([]);
});

describe.each(wanted)('%s', (file) => {
  test('is as it was stored: its hash fits', () => {
    const golden = goldenOf(file);
    const { data, metadata } = golden;
    const written = { ...golden, dataJson: canonicalJson(data), metadataJson: canonicalJson(metadata) };
    expect(hashOf(written)).toBe(golden.hash);
    expect(file).toBe(fileOf(golden.type, golden.version));
  });

  test('is lifted to the shape of today: it has the fields of the newest version', () => {
    const { type } = goldenOf(file);
    const newest = goldenOf(fileOf(type, versionsOf(type as LedgerEvent['type']).at(-1)!));
    expect(Object.keys(read(file).fact.data).toSorted()).toEqual(Object.keys(newest.data).toSorted());
  });

  test('is folded into the state of its stream', () => {
    const event = read(file);
    const evolution = EVOLUTIONS.find(([prefix]) => event.ref.stream.startsWith(prefix))?.[1];
    expect(() =>
      folded(evolution as unknown as Evolution<unknown, Fact<string, object>>, counting([event])),
    ).not.toThrow();
  });

  test('has its personal fields sealed', () => {
    const { type, data } = goldenOf(file);
    for (const field of eventSchemas[type as LedgerEvent['type']].personal) {
      expect(data[field]).toMatch(/^eyJ[\w-]+\./);
    }
  });
});
