import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { readScenario, type Expectation, type Scenario } from '#exchange';
import { answer } from './answers.js';
import { Refused } from './facts.js';

/** Relative to the project, where Jest runs. */
const CONTRACT = 'test/scenarios/contract';

const files = readdirSync(CONTRACT, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .toSorted();

const scenarioIn = (name: string): Scenario => readScenario(readFileSync(`${CONTRACT}/${name}`, 'utf8'));

const answered = (scenario: Scenario, { ask, with: asked }: Expectation): object => {
  const accepted = scenario.steps.filter(({ refused }) => refused === undefined);
  try {
    return answer(accepted, ask, asked);
  } catch (error) {
    if (error instanceof Refused) return { refused: error.code };
    throw error;
  }
};

/** Maps of the wanted answer may name some fields only; lists match in full. */
const wanted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(wanted);
  if (typeof value !== 'object' || value === null) return value;
  return expect.objectContaining(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, wanted(part)])));
};

describe('the reference answers as the contract says', () => {
  test('the contract is here', () => {
    expect(existsSync(CONTRACT)).toBe(true);
    expect(files.length).toBeGreaterThan(50);
  });

  test.each(files)('%s', (name) => {
    const scenario = scenarioIn(name);
    for (const expectation of scenario.expect) {
      const { refused, is } = expectation;
      const got = answered(scenario, expectation);
      expect({ line: expectation.line, got }).toEqual({
        line: expectation.line,
        got: wanted(refused === undefined ? is : { refused }),
      });
    }
  });
});
