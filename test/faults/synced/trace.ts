/** One call of the system, as strace wrote it down. */
export type Call = {
  readonly name: string;
  /** What is written of its arguments. */
  readonly said: string;
  /** Of the file that it is about. */
  readonly path: string;
  /** Lines of the trace at which it began and was done: of two threads, one may do much in between. */
  readonly began: number;
  readonly done: number;
  readonly result: number;
};

const LINE = /^(\d+)\s+(.*)$/s;
const BEGUN = /^(\w+)\((.*) <unfinished \.\.\.>$/s;
const RESUMED = /^<\.\.\. (\w+) resumed>(.*)\)\s*=\s*(-?\d+).*$/s;
const WHOLE = /^(\w+)\((.*)\)\s*=\s*(-?\d+).*$/s;
const FILE = /^\d+<([^>]*)>/;

/** Reads what `strace -f -y` wrote. */
export function callsIn(trace: string): readonly Call[] {
  const begun = new Map<string, { readonly name: string; readonly said: string; readonly began: number }>();
  const calls: Call[] = [];
  for (const [index, line] of trace.split('\n').entries()) {
    const [, thread, text] = LINE.exec(line) ?? [];
    if (thread === undefined || text === undefined) continue;
    const [, unfinished, first] = BEGUN.exec(text) ?? [];
    if (unfinished !== undefined) begun.set(thread, { name: unfinished, said: first!, began: index });
    const resumed = RESUMED.exec(text);
    const before = resumed && begun.get(thread);
    if (before) {
      const said = before.said + resumed[2]!;
      calls.push({ ...before, said, path: pathIn(said), done: index, result: Number(resumed[3]) });
    }
    const [, name, said, result] = WHOLE.exec(text) ?? [];
    if (name === undefined || text.startsWith('<...')) continue;
    calls.push({ name, said: said!, path: pathIn(said!), began: index, done: index, result: Number(result) });
  }
  return calls;
}

const pathIn = (said: string): string => FILE.exec(said)?.[1] ?? '';

export const isWrite = ({ name }: Call): boolean => /^p?write(v|64|v2)?$/.test(name);
/** Whether it came back from the disk, and said that all was well. */
export const isSync = ({ name, result }: Call): boolean => /^f(data)?sync$/.test(name) && result === 0;
