import { type QuestionInput, type QuestionName } from '#contract';
import { Rejected, type LedgerEvent, type RefusalCode } from '#domain';
import { openLedger, type Ledger } from '#ledger';
import { BEGINNING, orderOf, type Step } from './steps.js';

/** An event as a test speaks of it: its type, and those fields that matter. */
export type ExpectedFact = { readonly type: LedgerEvent['type']; readonly data: object };

export const fact = <Type extends LedgerEvent['type']>(
  type: Type,
  data: Partial<Extract<LedgerEvent, { type: Type }>['data']> = {},
): ExpectedFact => ({ type, data });

/** An empty ledger that ends with the process, on a clock that its commands bring. */
export const aLedger = (): Promise<Ledger> => openLedger('memory:', { clock: 'simulated' });

/** Records steps one after the other. @throws Rejected for the first that is refused, naming it */
export async function told(ledger: Ledger, steps: readonly Step[]): Promise<void> {
  for (const [index, step] of steps.entries()) {
    try {
      await ledger.recorder.record(await ordered(ledger, step));
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      throw new Rejected(error.code, `given step ${index + 1}, ${step.command}: ${error.message}`, error.errors);
    }
  }
}

async function ordered(ledger: Ledger, step: Step) {
  const { effectiveAt } = await ledger.store.head();
  return orderOf(step, effectiveAt ?? BEGINNING);
}

async function inALedger(history: readonly Step[], check: (ledger: Ledger) => Promise<void>): Promise<void> {
  const ledger = await aLedger();
  try {
    await told(ledger, history);
    await check(ledger);
  } finally {
    await ledger.close();
  }
}

export async function refusalOf(work: () => Promise<unknown>): Promise<Rejected> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Rejected) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** What a command comes to, after a history. */
export class When {
  constructor(
    private readonly history: readonly Step[],
    private readonly step: Step,
  ) {}

  /** Exactly these events are recorded, in this order; of each the named fields are compared. */
  then(...facts: readonly ExpectedFact[]): Promise<void> {
    return inALedger(this.history, async (ledger) => {
      const before = (await ledger.store.head()).position;
      await ledger.recorder.record(await ordered(ledger, this.step));
      const recorded = await ledger.store.readAll({ after: before, limit: 1000 });
      expect(recorded.map(({ type, data }) => ({ type, data }))).toMatchObject(facts);
    });
  }

  /** It is refused by this code, and nothing is recorded. */
  refused(code: RefusalCode): Promise<void> {
    return inALedger(this.history, async (ledger) => {
      const before = await ledger.store.head();
      const refusal = await refusalOf(async () => ledger.recorder.record(await ordered(ledger, this.step)));
      expect({ code: refusal.code, because: refusal.message }).toMatchObject({ code });
      expect(await ledger.store.head()).toEqual(before);
    });
  }
}

/** What a question is answered, after a history. */
export class Asking<Name extends QuestionName> {
  constructor(
    private readonly history: readonly Step[],
    private readonly question: Name,
    private readonly fields: QuestionInput<Name>,
  ) {}

  /** The named fields are compared; lists in full. */
  is(wanted: object): Promise<void> {
    return inALedger(this.history, async (ledger) => {
      expect(await ledger.questions.ask(this.question, this.fields)).toMatchObject(wanted);
    });
  }

  /** These fields are left out of the answer. */
  lacks(...fields: readonly string[]): Promise<void> {
    return inALedger(this.history, async (ledger) => {
      const answer = await ledger.questions.ask(this.question, this.fields);
      expect(Object.keys(answer).filter((field) => fields.includes(field))).toEqual([]);
    });
  }

  refused(code: RefusalCode): Promise<void> {
    return inALedger(this.history, async (ledger) => {
      const refusal = await refusalOf(() => ledger.questions.ask(this.question, this.fields));
      expect({ code: refusal.code, because: refusal.message }).toMatchObject({ code });
    });
  }
}

/**
 * A history in an empty ledger, and what follows from it:
 * `given(aTrust(), budget()).when(budget()).refused('BUDGET_ALREADY_SET')`.
 */
export function given(...steps: readonly (Step | readonly Step[])[]) {
  const history = steps.flat();
  return {
    when: (step: Step): When => new When(history, step),
    asking: <Name extends QuestionName>(question: Name, fields: QuestionInput<Name>): Asking<Name> =>
      new Asking(history, question, fields),
  };
}
