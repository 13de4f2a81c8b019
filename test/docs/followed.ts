import { isShown, stepsOf, type Step } from './document.js';
import type { Workplace } from './workplace.js';

/**
 * Follows a document from its first step to its last.
 * @returns how many there are
 * @throws Error telling each step that does not do what it shows
 */
export async function followed(document: string, workplace: Workplace): Promise<number> {
  const steps = stepsOf(document);
  const wrong: string[] = [];
  for (const step of steps) {
    const found = await outcome(step, workplace);
    if (found !== undefined) wrong.push(`line ${step.line}: ${found}`);
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n\n'));
  return steps.length;
}

/** What is not as the document has it. */
async function outcome(step: Step, workplace: Workplace): Promise<string | undefined> {
  switch (step.kind) {
    case 'commands':
      return ofCommands(step, workplace);
    case 'interrupt':
      return difference(await workplace.interrupt(), step.shown);
    case 'pages':
      return ofPages(step, workplace);
  }
}

/** A server runs on while the document goes on. */
const SERVES = / serve\b| demo\b(?! -- --once)/;

/** What is shown is the proof, of a refusal too; where nothing is shown, that the commands went well. */
async function ofCommands(step: Step & { kind: 'commands' }, workplace: Workplace): Promise<string | undefined> {
  const { text, shown } = step;
  if (SERVES.test(text)) return difference(await workplace.serve(text, shown ?? '…'), shown ?? '…');
  const { code, output } = await workplace.run(text);
  if (shown !== undefined) return difference(output, shown);
  return code === 0 ? undefined : `it ended with ${code}:\n${output}`;
}

const difference = (output: string, shown: string): string | undefined =>
  isShown(output, shown) ? undefined : `wanted\n${shown}\n\nbut it says\n${output}`;

async function ofPages({ addresses, amounts }: Step & { kind: 'pages' }, workplace: Workplace) {
  let texts = '';
  for (const address of addresses) {
    const response = await workplace.read(address);
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    if (response.status !== 200 || !type.startsWith('text/html')) return `${address}: ${response.status} ${type}`;
    texts += textOf(text);
  }
  const missing = amounts.filter((amount) => !texts.includes(amount));
  return missing.length === 0 ? undefined : `${addresses.join(', ')} does not say ${missing.join(', ')}`;
}

const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#163;', '£')
    .replaceAll('&pound;', '£');
