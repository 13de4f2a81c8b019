import { existsSync, readFileSync } from 'node:fs';
import { RULES } from '#domain';
import { RULES_OF_THE_RECORD } from '../../apps/dashboard/src/words/rules-of-the-record.js';
import { RULES as RULES_OF_THE_FIGURE } from '../../apps/dashboard/src/words/rules.js';

const CORE = 'test/scenarios/contract/README.md';
const numberIn = (name: string): number => Number(/^Rule (\d+): /.exec(name)![1]);
const named = Object.keys(RULES).map(numberIn);
const onHelp = [...RULES_OF_THE_FIGURE, ...RULES_OF_THE_RECORD];

/** A rule begins with its number, at the start of a line. */
const numbersIn = (page: string): readonly number[] =>
  [...readFileSync(page, 'utf8').matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));

test('every rule that has a name is one of the contract, and stands in a file that is there', () => {
  const contract = [...numbersIn(CORE), ...numbersIn('docs/contract.md')];
  expect(named.filter((number) => !contract.includes(number))).toEqual([]);
  expect(Object.values(RULES).filter((file) => !existsSync(`libs/${file}`))).toEqual([]);
});

test('the help page says in a sentence what each of them is, so that a link to it leads somewhere', () =>
  expect(onHelp.map(({ number }) => number)).toEqual(named));

test('from 26 on both call it the same', () => {
  const words = RULES_OF_THE_RECORD.map(({ number, name }) => `rule ${number}: ${name}`.toLowerCase());
  expect(words).toEqual(
    Object.keys(RULES)
      .slice(RULES_OF_THE_FIGURE.length)
      .map((name) => name.toLowerCase()),
  );
});
