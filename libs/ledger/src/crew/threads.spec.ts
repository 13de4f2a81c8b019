import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
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

withCores('threads work on while results wait, but not far ahead of who takes them', async () => {
  const [path, log] = [join(folder, 'steady.mjs'), join(folder, 'given.txt')];
  writeFileSync(
    path,
    `import { appendFileSync } from 'node:fs';
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (asked) => {
      if (asked === 'end') return parentPort.close();
      appendFileSync(${JSON.stringify(log)}, 'x');
      parentPort.postMessage({ changes: [], read: new Map() });
    });\n`,
  );
  const many = Array.from({ length: 64 }, (_, index) => ({ commissioner: `C${index}`, years: [], events: 0 }));
  const crew = threadsOn('', nobody, pathToFileURL(path))!;
  const results = crew.workOut(many, working, new AbortController().signal)[Symbol.asyncIterator]();
  await results.next();
  await wait(300);
  const given = readFileSync(log, 'utf8').length;
  expect(given).toBeGreaterThan(1);
  expect(given).toBeLessThanOrEqual(1 + 3 * Math.min(availableParallelism(), 4)); // taken, waiting, in hand
  let taken = 1;
  while (!(await results.next()).done) taken += 1;
  expect(taken).toBe(64);
});
