import fc from 'fast-check';
import { commandsOf, histories } from './history.js';
import { playing } from './playing.js';

test('most commands of a random history are recorded, and every kind of them', async () => {
  const counts = new Map<string, { accepted: number; refused: number; codes: Record<string, number> }>();
  const sample = fc.sample(histories({ practices: 5, years: 3, moves: 50 }), { numRuns: 12, seed: 7 });
  let [accepted, refused] = [0, 0];
  const start = Date.now();
  for (const history of sample) {
    await playing(commandsOf(history), async (played) => {
      accepted += played.accepted.length;
      refused += played.refused.length;
      for (const { command } of played.accepted) tally(counts, command).accepted += 1;
      for (const { command, code } of played.refused) {
        const t = tally(counts, command.command);
        t.refused += 1;
        t.codes[code] = (t.codes[code] ?? 0) + 1;
      }
    });
  }
  console.log(Date.now() - start, accepted, refused, counts);
  expect(accepted / (accepted + refused)).toBeGreaterThan(0.8);
});
const tally = (
  counts: Map<string, { accepted: number; refused: number; codes: Record<string, number> }>,
  name: string,
) => {
  const found = counts.get(name) ?? { accepted: 0, refused: 0, codes: {} };
  counts.set(name, found);
  return found;
};
