import { sha256 } from '#audit';
import { Rejected, countingOf, dispute, isOpen, limitNow, type Step } from '#domain';
import { dateOf, londonDay, type Day, type Instant, type IsoDate } from '#kernel';
import { Gathering, KnownFacts, disputeStreams } from '#questions';
import { englishCalendar } from '#working-days';
import { systemNow, type Ledger } from './open-ledger.js';

/** A limit of a dispute that passed. */
export type PassedLimit = { readonly dispute: string; readonly step: Step; readonly dueOn: IsoDate };

/** Who tells it. */
const TIMER = 'deadline-timer';

/**
 * The same limit is told by the same command for ever, whichever process tells it and however often: a repeat is
 * answered as it was first, and nothing is recorded.
 */
export const deadlineCommandId = ({ dispute: id, step, dueOn }: PassedLimit): string =>
  `deadline-${sha256(JSON.stringify([id, step, dueOn]))}`;

/** The limit of an open dispute that passed before `today` and is not told yet. */
async function passedIn({ reader }: Ledger, stream: string, today: Day): Promise<PassedLimit | undefined> {
  const gathering = new Gathering(reader);
  await gathering.load([stream]);
  const facts = new KnownFacts(gathering, Number.MAX_SAFE_INTEGER);
  const state = facts.stateOf(dispute, stream);
  if (!isOpen(state)) return undefined;
  await gathering.policiesOfDisputes(state.opened!.holder);
  const running = limitNow(state, countingOf(facts, state, englishCalendar));
  if (!running || running.dueOn >= today) return undefined;
  const { step } = running.stage;
  if (state.passed.some((each) => each.step === step && each.dueOn === running.dueOn)) return undefined;
  return { dispute: state.opened!.id, step, dueOn: dateOf(running.dueOn) };
}

/** By the store's own clock: the machine's, or the last event of a simulated store. */
async function todayOf({ store }: Ledger, now: () => Instant): Promise<Day | undefined> {
  const { effectiveAt } = await store.head();
  if (store.clock === 'simulated') return effectiveAt === undefined ? undefined : londonDay(effectiveAt);
  return londonDay(now());
}

/** Somebody ruled, closed, extended or told it meanwhile: nothing is left to tell. */
const OVERTAKEN: readonly string[] = ['DEADLINE_NOT_PASSED', 'ALREADY_PASSED', 'UNKNOWN_DISPUTE'];

/** @returns whether it is told now, by this run or by another at the same moment; not where it was told before */
async function isToldNow({ recorder }: Ledger, passed: PassedLimit): Promise<boolean> {
  const order = { command: 'PassDisputeDeadline', with: passed, commandId: deadlineCommandId(passed), actor: TIMER };
  try {
    return !(await recorder.record(order)).replayed;
  } catch (error) {
    if (error instanceof Rejected && OVERTAKEN.includes(error.code)) return false;
    throw error;
  }
}

/**
 * Tells every limit that passed and was not told (rule 78).
 * @param now  the clock of the process, for a store that runs on it
 * @returns    what was told now
 */
export async function passDeadlines(
  ledger: Ledger,
  { now = systemNow, signal }: { readonly now?: () => Instant; readonly signal?: AbortSignal } = {},
): Promise<readonly PassedLimit[]> {
  const told: PassedLimit[] = [];
  const today = await todayOf(ledger, now);
  if (today === undefined) return told;
  const { position } = await ledger.store.head();
  for (const stream of await disputeStreams(ledger.store, position)) {
    if (signal?.aborted) return told;
    const passed = await passedIn(ledger, stream, today);
    if (passed && (await isToldNow(ledger, passed))) told.push(passed);
  }
  return told;
}
