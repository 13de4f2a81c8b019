import fc from 'fast-check';
import { commandNames } from '#contract';
import { commandsOf, histories } from './history.js';
import { playing } from './playing.js';

/** Given in no random history: it leaves no trace in any figure. */
const NOT_TOLD: ReadonlySet<string> = new Set(['ApproveUse']);
/** Of the calculation core. */
const CORE = commandNames.slice(0, commandNames.indexOf('RecordInError') + 1);
const WANTED_PER_CENT = 80;

test('random histories are worth their properties: most commands are recorded, of every kind', async () => {
  const sample = fc.sample(histories({ practices: 5, years: 3, moves: 60 }), { numRuns: 20, seed: 2 });
  const told = new Set<string>();
  let [accepted, given] = [0, 0];
  for (const history of sample) {
    const commands = commandsOf(history);
    given += commands.length;
    await playing(commands, async (played) => {
      accepted += played.accepted.length;
      for (const { command } of played.accepted) told.add(command);
    });
  }
  expect((100 * accepted) / given).toBeGreaterThan(WANTED_PER_CENT);
  expect(CORE.filter((name) => !told.has(name) && !NOT_TOLD.has(name))).toEqual([]);
});
