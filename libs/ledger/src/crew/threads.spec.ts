import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Crew, Tasks, Working } from '#projections';
import { testWhere } from '#testing';
import { threadsOn } from './threads.js';

const withCores = testWhere('cores', availableParallelism() > 1, 'there is one core only');
const nobody: Crew = {
  workOut() {
    throw new Error('this was worth a thread');
  },
};
const working: Working = { standing: { position: 1, day: 0 }, views: new Set(['statements']) };
const tasks: readonly Tasks[] = ['5X1', '5X2', '5X3', '5X4'].map((commissioner) => ({
  commissioner,
  years: [],
  events: 0,
}));

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'ledger-threads-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Gives the work to threads that run `program` at the first task. */
async function givenTo(name: string, program: string): Promise<void> {
  const path = join(folder, `${name}.mjs`);
  const begin = `import { parentPort } from 'node:worker_threads';\nparentPort.once('message', () => {`;
  writeFileSync(path, `${begin} ${program} });\n`);
  const crew = threadsOn('', nobody, pathToFileURL(path))!;
  for await (const _done of crew.workOut(tasks, working, new AbortController().signal));
}

withCores('a thread that is gone without a word stops the rebuild', () =>
  expect(givenTo('gone', 'process.exit(3);')).rejects.toThrow('a thread ended with code 3'),
);

withCores('threads that fail and are gone stop the rebuild with their error', () =>
  expect(givenTo('failing', `throw new Error('out of luck');`)).rejects.toThrow('out of luck'),
);
