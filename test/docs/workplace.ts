import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isOnPath } from '#testing';
import { SHOWN_AT, isShown } from './document.js';

type Ended = { readonly code: number | null; readonly output: string };

/** Said while the source is worked on, and by no clone that is built. */
const STALE = 'ledger: the build is older than the source: npm run build\n';
const SERVED = /served at (http:\/\/[\d.]+:\d+)/i;
const ASSIGNMENT = /^[A-Z]+=.*$/gm;
/** For a server to say where it is, in milliseconds. */
const PATIENCE_MS = 30_000;
const A_MOMENT_MS = 100;

/**
 * A fresh folder in which a document is followed with a real shell, as in a clone: its commands come from the project,
 * and what they write stays here. A server takes a free port, and what a document says of port 3000 is read as that.
 */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'followed-'));
  private assigned = '';
  private url = SHOWN_AT;
  private readonly meant: [shown: string, meant: string][] = [];
  private server: { readonly child: ChildProcess; readonly said: { output: string } } | undefined;

  private static readonly inUse = new Set<Workplace>();

  /** Whatever became of those who work there: nothing runs on, and no folder stays. */
  static async leaveAll(): Promise<void> {
    await Promise.all([...Workplace.inUse].map((workplace) => workplace.leave()));
  }

  constructor() {
    Workplace.inUse.add(this);
    const bin = join(this.folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'npm'), npmRun());
    chmodSync(join(bin, 'npm'), 0o755);
    for (const name of ['apps', 'node_modules', 'test']) symlinkSync(resolve(name), join(this.folder, name));
  }

  /** Gives it a ledger that was made before. @param from  a folder */
  bring(from: string, to: string): void {
    cpSync(from, join(this.folder, to), { recursive: true });
  }

  /** Says what an address of the document is here. */
  means(shown: string, meant: string): void {
    this.meant.push([shown, meant]);
  }

  /** The page of an address in the document; while the views are built for the first time, whoever reads it waits. */
  async read(address: string): Promise<Response> {
    for (const end = Date.now() + PATIENCE_MS; ; await pause(A_MOMENT_MS)) {
      const response = await fetch(address.replace(SHOWN_AT, this.url), { headers: { Accept: 'text/html' } });
      if (response.status !== 503 || Date.now() > end) return response;
      await response.text();
    }
  }

  /** Runs commands to their end. Variables that they set stay set. */
  async run(commands: string): Promise<Ended> {
    const child = this.started(commands);
    const said = heard(child);
    const [code] = (await once(child, 'close')) as [number | null];
    this.assigned += [...commands.matchAll(ASSIGNMENT)].map(([line]) => `${line}\n`).join('');
    return { code, output: this.asShown(said.output) };
  }

  /** Runs a command that serves, until it has said what is shown. @returns what it has said by then */
  async serve(command: string, shown: string): Promise<string> {
    await this.interrupt();
    const child = this.started(command);
    const said = heard(child);
    this.server = { child, said };
    const saidEnough = (): boolean => {
      this.url = SERVED.exec(said.output)?.[1] ?? this.url;
      return isShown(this.asShown(said.output), shown);
    };
    await new Promise<void>((resolve) => {
      child.stdout!.on('data', () => saidEnough() && resolve());
      child.once('close', resolve);
      setTimeout(resolve, PATIENCE_MS).unref();
    });
    return this.asShown(said.output);
  }

  /** Ctrl-C. @returns what the server has said since */
  async interrupt(): Promise<string> {
    if (!this.server) return '';
    const { child, said } = this.server;
    this.server = undefined;
    said.output = '';
    if (child.exitCode === null && child.signalCode === null) {
      const closed = once(child, 'close');
      const end = (signal: NodeJS.Signals) => process.kill(-child.pid!, signal); // as a terminal does: all of them
      end('SIGINT');
      const late = setTimeout(() => end('SIGKILL'), PATIENCE_MS);
      await closed;
      clearTimeout(late);
    }
    return this.asShown(said.output);
  }

  async leave(): Promise<void> {
    Workplace.inUse.delete(this);
    await this.interrupt();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private started(commands: string): ChildProcess {
    const { LEDGER_STORE: _store, HOST: _host, NODE_OPTIONS: _options, DATABASE_URL: _database, ...rest } = process.env;
    const env = { ...rest, PORT: '0', PATH: `${join(this.folder, 'bin')}${delimiter}${rest['PATH']}` };
    const meant = [...this.meant, [SHOWN_AT, this.url] as const];
    const written = `set -e\nexec 2>&1\n${this.assigned}${commands}`;
    const script = meant.reduce((text, [shown, here]) => text.replaceAll(shown, here), written);
    return spawn('sh', ['-c', script], { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  }

  private asShown(output: string): string {
    return output.replaceAll(STALE, '').replaceAll(this.url, SHOWN_AT);
  }
}

function heard(child: ChildProcess): { output: string } {
  const said = { output: '' };
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (said.output += text));
  return said;
}

/** `npm run` of the scripts that start the ledger, without npm itself, whose own start takes longer than theirs. */
function npmRun(): string {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const cases = Object.entries(scripts)
    .filter(([, script]) => script.startsWith('node '))
    .map(([name, script]) => `  ${name}) exec ${script} "$@" ;;`);
  return [
    '#!/bin/sh',
    '[ "$1" = run ] || exit 2',
    'shift',
    'if [ "$1" = --silent ]; then shift; fi',
    'name=$1',
    'shift',
    'if [ "$1" = -- ]; then shift; fi',
    'case "$name" in',
    ...cases,
    '  *) echo "no script $name" >&2; exit 2 ;;',
    'esac',
    '',
  ].join('\n');
}

/** What the documents reach a server with. */
export const hasCurl = (): boolean => isOnPath('curl');
