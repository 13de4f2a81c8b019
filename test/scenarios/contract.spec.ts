import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { readScenario, runScenario, type ScenarioResult } from '#exchange';
import { aLedger, testWhere } from '#testing';

/** Relative to the project, where Jest runs. */
const COPY = 'test/scenarios/contract';
const OWN = 'test/scenarios/own';
const SHARED = '../shared/scenarios';

const filesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => name.replaceAll('\\', '/'))
        .filter((name) => /\.(yaml|md)$/.test(name))
        .toSorted()
    : [];

const scenariosIn = (folder: string): readonly string[] =>
  filesIn(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`);

const textOf = (file: string): string => readFileSync(file, 'utf8');

async function resultOf(text: string): Promise<ScenarioResult> {
  const ledger = await aLedger();
  try {
    return await runScenario(ledger, readScenario(text));
  } finally {
    await ledger.close();
  }
}

const failures = ({ step, expectations }: ScenarioResult) => ({
  step,
  expectations: expectations.filter(({ ok }) => !ok),
});
const NONE = { step: undefined, expectations: [] };

describe.each([
  ['the contract', COPY],
  ['the ledger’s own', OWN],
])('scenarios of %s', (_whose, folder) => {
  test.each(scenariosIn(folder))('%s passes', async (file) => {
    expect(failures(await resultOf(textOf(file)))).toEqual(NONE);
  });
});

describe('the copy of the contract', () => {
  const testWithShared = testWhere('shared', existsSync(SHARED), `${SHARED} is not here`);

  testWithShared('has the same files', () => {
    expect(filesIn(COPY)).toEqual(filesIn(SHARED));
  });

  testWithShared('says the same in each, the page of rules included', () => {
    const changed = filesIn(SHARED).filter((name) => textOf(`${COPY}/${name}`) !== textOf(`${SHARED}/${name}`));
    expect(changed).toEqual([]);
  });
});

describe('a scenario that says otherwise', () => {
  const plain = textOf(`${COPY}/01-plain-seventy-per-cent.yaml`);

  test('a changed expectation fails with what was wanted and what was got', async () => {
    const changed = plain.replace('entitlementPence: 4623804', 'entitlementPence: 4623803');
    expect(changed).not.toBe(plain);
    const { expectations } = failures(await resultOf(changed));
    expect(expectations).toHaveLength(1);
    expect(expectations[0]).toMatchObject({
      ok: false,
      wanted: { entitlementPence: 4_623_803 },
      got: { entitlementPence: 4_623_804 },
    });
  });

  test('a step that should have been refused and was not stops the file', async () => {
    const changed = plain.replace('do: SetIndicativeBudget', 'refused: true\n    do: SetIndicativeBudget');
    expect(failures(await resultOf(changed)).step).toMatchObject({
      do: 'SetIndicativeBudget',
      wanted: 'refused',
      got: 'recorded',
    });
  });
});
