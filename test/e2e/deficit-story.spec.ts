import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startServer, type RunningServer } from '../../apps/api/src/index.js';
import { openLedger, type Ledger } from '#ledger';

const PAGE = 'docs/deficit-story.md';
const SHOWN_AT = 'http://127.0.0.1:3000';
const BLOCK = /```(sh|text)\n([\s\S]*?)\n```/g;

type Told = { readonly commands: readonly string[]; readonly output: string };

/** What the page shows: commands, each block with the output that follows it. */
function toldIn(page: string): readonly Told[] {
  const told: { commands: string[]; output: string }[] = [];
  for (const [, language, text] of page.matchAll(BLOCK)) {
    if (language === 'sh') told.push({ commands: text!.split('\n'), output: '' });
    else told.at(-1)!.output = text!;
  }
  return told;
}

/** Words of a line as a shell parts them: quotes of both kinds, variables outside single quotes. */
function wordsOf(line: string, variables: ReadonlyMap<string, string>): readonly string[] {
  const filled = (text: string): string => text.replace(/\$([A-Z]+)/g, (_whole, name: string) => variables.get(name)!);
  const parts = line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return parts.map((part) =>
    part.replace(
      /'([^']*)'|"([^"]*)"|([^'"]+)/g,
      (_whole, plain?: string, quoted?: string, bare?: string) => plain ?? filled(quoted ?? bare ?? ''),
    ),
  );
}

/** The options of curl that the page uses, done with fetch, so that the test runs where there is no curl. */
async function curl(words: readonly string[], folder: string): Promise<string> {
  const headers: [string, string][] = [];
  let [url, body, writeOut] = ['', undefined as string | undefined, ''];
  for (let index = 1; index < words.length; index += 1) {
    const word = words[index]!;
    if (word === '-s') continue;
    if (word === '-H') headers.push(words[(index += 1)]!.split(/: (.*)/s, 2) as [string, string]);
    else if (word === '-d') body = words[(index += 1)]!;
    else if (word === '-w') writeOut = words[(index += 1)]!;
    else if (word.startsWith('http')) url = word;
    else throw new Error(`the page uses curl ${word}, which this test does not know`);
  }
  if (body?.startsWith('@')) body = readFileSync(join(folder, body.slice(1)), 'utf8');
  const response = await fetch(url, { headers, ...(body === undefined ? {} : { method: 'POST', body }) });
  const tail = writeOut.replaceAll('\\n', '\n').replace('%{http_code}', String(response.status));
  return `${await response.text()}${tail}`.trimEnd();
}

/** As it is shown: `…` stands for anything. */
function mustRead(output: string, shown: string): void {
  const pattern = shown.split(/\s*…\s*/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  expect(output).toMatch(new RegExp(`^${pattern.join('.*')}$`));
}

describe('the deficit story, as the page tells it', () => {
  const told = toldIn(readFileSync(PAGE, 'utf8'));
  let [folder, ledger, server] = ['', undefined as unknown as Ledger, undefined as unknown as RunningServer];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'deficit-story-'));
    mkdirSync(join(folder, 'data'));
    ledger = await openLedger(`embedded:${join(folder, 'data/story/ledger.db')}`, { clock: 'simulated' });
    server = await startServer({ ledger, port: 0, log: pino({ enabled: false }) });
  });
  afterAll(async () => {
    await server.close();
    await ledger.close();
    rmSync(folder, { recursive: true });
  });

  test('each command answers what is shown', async () => {
    const variables = new Map<string, string>();
    const [serving, ...rest] = told;
    expect(serving!.commands[0]).toMatch(/ serve --clock simulated /);
    expect(rest.length).toBeGreaterThan(30);
    for (const { commands, output } of rest) {
      let answer = '';
      for (const line of commands) {
        const words = wordsOf(line.replaceAll(SHOWN_AT, server.url), variables);
        const [, name, value] = /^([A-Z]+)=(.*)$/s.exec(words[0]!) ?? [];
        if (name !== undefined) variables.set(name, value!);
        else if (words[0] === 'node') execFileSync(process.execPath, words.slice(1), { cwd: folder });
        else if (words[0] === 'curl') answer = await curl(words, folder);
        else throw new Error(`the page runs ${words[0]}, which this test does not know`);
      }
      mustRead(answer, output);
    }
  });
});
