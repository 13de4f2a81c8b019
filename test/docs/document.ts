/** What a document asks of whoever follows it, in order. */
export type Step =
  /** Commands to type, with the output that is shown below them; none where nothing is shown. */
  | { readonly kind: 'commands'; readonly line: number; readonly text: string; readonly shown?: string }
  /** Ctrl-C in the terminal of what runs, with what it says then. */
  | { readonly kind: 'interrupt'; readonly line: number; readonly shown: string }
  /** Pages to open, with every amount that the paragraph speaks of. */
  | {
      readonly kind: 'pages';
      readonly line: number;
      readonly addresses: readonly string[];
      readonly amounts: readonly string[];
    };

/** Where documents say that the server is. */
export const SHOWN_AT = 'http://127.0.0.1:3000';

const PAGE = new RegExp(`${SHOWN_AT}(/[^\\s<>)\`]*)?`, 'g');
const AMOUNT = /[-+−]?£[\d,]+\.\d\d/g;
const FENCE = /^```(\w*)$/;

/**
 * A `sh` block is a command, a `text` block behind it its output, and one that begins with ^C an interruption; the
 * addresses of pages stand in the paragraphs between.
 */
export function stepsOf(document: string): readonly Step[] {
  const steps: Step[] = [];
  for (const { line, language, text } of partsOf(document)) {
    const last = steps.at(-1);
    if (language === 'sh') steps.push({ kind: 'commands', line, text });
    else if (language === 'text' && text.startsWith('^C\n'))
      steps.push({ kind: 'interrupt', line, shown: text.slice('^C\n'.length) });
    else if (language === 'text' && last?.kind === 'commands' && last.shown === undefined)
      steps[steps.length - 1] = { ...last, shown: text };
    else if (language !== undefined) throw new Error(`line ${line}: nobody would run this block, nor is it an output`);
    else steps.push(...pagesIn(text, line));
  }
  return steps;
}

function pagesIn(text: string, line: number): readonly Step[] {
  const addresses = [...text.matchAll(PAGE)].map(([address]) => address.replace(/[.,;:]$/, ''));
  const amounts = [...text.matchAll(AMOUNT)].map(([amount]) => amount);
  return addresses.length === 0 ? [] : [{ kind: 'pages', line, addresses, amounts }];
}

type Part = { readonly line: number; readonly language?: string; readonly text: string };

/** Blocks, and the paragraphs between them. */
function partsOf(document: string): readonly Part[] {
  const parts: Part[] = [];
  let lines: string[] = [];
  let [language, start]: [string | undefined, number] = [undefined, 0];
  const end = (next: string | undefined, line: number) => {
    const text = lines.join('\n');
    if (language !== undefined || text.trim() !== '')
      parts.push({ line: start + 1, text, ...(language === undefined ? {} : { language }) });
    [lines, language, start] = [[], next, line];
  };
  for (const [index, line] of document.split('\n').entries()) {
    const fence = FENCE.exec(line);
    if (fence) end(language === undefined ? fence[1]! : undefined, index);
    else if (line === '' && language === undefined) end(undefined, index + 1);
    else lines.push(line);
  }
  end(undefined, 0);
  return parts;
}

/** Whether an output is as it is shown: `…` stands for anything on its line, and alone on a line for any lines. */
export function isShown(output: string, shown: string): boolean {
  const pattern = shown
    .trimEnd()
    .split('\n')
    .map((line) => (line.trim() === '…' ? ANY_LINES : `${line.split(/ *… */).map(quoted).join('.*')} *\n`))
    .join('');
  return new RegExp(`^${pattern}$`).test(`${output.replaceAll('\r', '').trimEnd()}\n`);
}

const ANY_LINES = '(?:.*\\n)*?';
const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
