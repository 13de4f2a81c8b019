import { readFileSync, readdirSync } from 'node:fs';
import { Rejected } from '#domain';
import { readScenario, type Step } from '#exchange';
import { openLedger, type Ledger } from '#ledger';

const FOLDER = 'test/scenarios/contract/random';
const histories = readdirSync(FOLDER).filter((file) => file.startsWith('many-'));

const practicesOf = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap(({ do: command, with: fields }) => {
    const { code, type } = fields as { code: string; type: string };
    return command === 'RegisterOrganisation' && type === 'PRACTICE' ? [code] : [];
  });

const record = (ledger: Ledger, { do: command, with: fields, label, id, at }: Step) =>
  ledger.recorder
    .record({ command, with: fields, label, commandId: id, recordedAt: at })
    .catch((error: unknown) => (error instanceof Rejected ? undefined : Promise.reject(error as Error)));

/** The answer with a derivation is worked out from nothing that was kept. */
async function afresh(ledger: Ledger, question: object): Promise<object> {
  const { derivation: _told, ...answer } = await ledger.questions.ask('entitlement', { ...question, explain: true });
  return answer;
}

test.each(histories)('a group’s figure that is kept is the one that would be worked out now: %s', async (file) => {
  const { steps } = readScenario(readFileSync(`${FOLDER}/${file}`, 'utf8'));
  const ledger = await openLedger('memory:', { clock: 'simulated' });
  const registered: string[] = [];
  const moments: number[] = [];
  for (const [index, step] of steps.entries()) {
    await record(ledger, step);
    registered.push(...practicesOf([step]));
    if (index % 12 !== 0 && index !== steps.length - 1) continue;
    moments.push(Number((await ledger.store.head()).position));
    for (const holder of registered) {
      for (const position of [moments.at(-1), moments[moments.length >> 1]]) {
        const question = { holder, year: '2006-07', asAt: '2007-03-31', position };
        const kept = await ledger.questions.ask('entitlement', question).catch((error: unknown) => error);
        expect(kept).toEqual(await afresh(ledger, question).catch((error: unknown) => error));
      }
    }
  }
  await ledger.close();
});
