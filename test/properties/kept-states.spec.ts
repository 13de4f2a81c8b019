import fc from 'fast-check';
import { Rejected } from '#domain';
import type { EventStore } from '#event-store';
import { Questions, StreamReader, type Keeping } from '#questions';
import { englishCalendar } from '#working-days';
import { dateOf, yearDays, type Year } from '#kernel';
import { property } from './checking.js';
import { commandsOf, histories } from './history.js';
import { play, playing } from './playing.js';
import { holdersOf } from './statements.js';
import { yearsOf } from './world.js';

const PARTS = 4;

/** Who and which year, by chance; the day from the year's first on, and what is known, per mille of the log. */
const askings = fc.array(fc.record({ holder: fc.nat(99), year: fc.nat(9), day: fc.nat(420), known: fc.nat(1000) }), {
  minLength: 20,
  maxLength: 30,
});
type Asking = { readonly holder: string; readonly year: Year; readonly asAt: string; readonly position: number };

const questionsOf = (store: EventStore, keeping?: Partial<Keeping>) =>
  new Questions(new StreamReader(store, keeping), () => '2026-01-01T00:00:00.000Z', englishCalendar);

/** The answer, or the refusal; told apart from its derivation, it is worked out from whole streams. */
async function answered(questions: Questions, asking: Asking, explain = false): Promise<object> {
  try {
    const { derivation: _told, ...answer } = await questions.ask('entitlement', { ...asking, explain });
    return answer;
  } catch (error) {
    if (error instanceof Rejected) return { code: error.code, message: error.message };
    throw error;
  }
}

property(
  'an answer from kept states is the one that is folded from the start',
  25,
  fc.record({ history: histories({ moves: 60 }), askings }),
  async ({ history, askings: drawn }) => {
    const commands = commandsOf(history);
    const [holders, years] = [holdersOf(history.world), yearsOf(history.world)];
    await playing([], async ({ ledger: { store, ...ledger } }) => {
      const keeping = [
        questionsOf(store, { every: 2 }),
        questionsOf(store, { every: 5 }),
        questionsOf(store, { every: 3, states: 4, events: 8 }), // lets most go again
      ];
      const size = Math.ceil(commands.length / PARTS);
      for (let from = 0; from < commands.length; from += size) {
        await play({ ...ledger, store }, commands.slice(from, from + size));
        const { count } = await store.head();
        for (const { holder, year: which, day, known } of drawn) {
          const year = years[which % years.length]!;
          const asking: Asking = {
            holder: holders[holder % holders.length]!,
            year,
            asAt: dateOf(yearDays(year).first + day),
            position: Math.round((known / 1000) * count),
          };
          const expected = await answered(questionsOf(store), asking, true);
          for (const questions of keeping) expect(await answered(questions, asking)).toEqual(expected);
        }
      }
    });
  },
);
