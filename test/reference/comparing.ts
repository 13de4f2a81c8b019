import { Rejected } from '#domain';
import type { Ledger } from '#ledger';
import { answer } from './answers.js';
import { Refused, type Step } from './facts.js';

export type Asked = { readonly ask: string; readonly with: Readonly<Record<string, unknown>> };
export type Difference = Asked & { readonly field: string; readonly reference: unknown; readonly ledger: unknown };

type Answer = Readonly<Record<string, unknown>>;

/** Fields that the contract leaves out where there is nothing to tell. */
const LEFT_OUT = ['shareBp', 'offeredPence', 'disputedPence', 'confirmedPence'];

async function ofLedger(ledger: Ledger, { ask, with: asked }: Asked): Promise<Answer> {
  try {
    return (await ledger.questions.ask(ask, asked)) as unknown as Answer;
  } catch (error) {
    if (error instanceof Rejected) return { refused: error.code };
    throw error;
  }
}

function ofReference(steps: readonly Step[], { ask, with: asked }: Asked): Answer {
  try {
    return answer(steps, ask, asked) as Answer;
  } catch (error) {
    if (error instanceof Refused) return { refused: error.code };
    throw error;
  }
}

/** What is told beyond the contract's fields is not compared. */
function only(wanted: unknown, got: unknown): unknown {
  if (Array.isArray(wanted) && Array.isArray(got)) return got.map((part, index) => only(wanted[index], part));
  if (typeof wanted !== 'object' || wanted === null || typeof got !== 'object' || got === null) return got;
  return Object.fromEntries(
    Object.keys(wanted).map((key) => [key, only(Reflect.get(wanted, key), Reflect.get(got, key))]),
  );
}

const written = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? 'left out';

/** Maps whose keys are not fields are compared whole. */
const WHOLE = ['byBasis'];

/** The first field in which the two answers differ. */
export async function differenceOf(
  ledger: Ledger,
  steps: readonly Step[],
  asked: Asked,
): Promise<Difference | undefined> {
  const reference = ofReference(steps, asked);
  const told = await ofLedger(ledger, asked);
  const fields = [...new Set([...Object.keys(reference), ...LEFT_OUT, 'refused'])];
  for (const field of fields) {
    const [wanted, got] = [reference[field], told[field]];
    if (written(wanted) !== written(WHOLE.includes(field) ? got : only(wanted, got))) {
      return { ...asked, field, reference: wanted, ledger: got };
    }
  }
  return undefined;
}
