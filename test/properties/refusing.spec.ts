import fc from 'fast-check';
import { commandCatalogue, commandNames, type CommandName } from '#contract';
import { COMMON_REFUSALS, declarationOf, type RefusalCode } from '#domain';
import { property } from './checking.js';
import { commandsOf, histories, type Command } from './history.js';
import { play, playing, type Refused } from './playing.js';
import { AUTHORITY, GROUPS, TRUSTS, practiceCode, yearAt } from './world.js';

const CODES = [AUTHORITY, ...TRUSTS, ...GROUPS, practiceCode(0), practiceCode(1), practiceCode(2), 'NOBODY'];
const code = fc.constantFrom(...CODES);
const date = fc.constantFrom(
  '2006-04-01',
  '2006-09-16',
  '2007-03-31',
  '2007-04-01',
  '2008-12-31',
  '2030-01-01',
  '2007-02-30',
);
const number = fc.nat(40);

/** What a field of the sample commands may be replaced with: names that may or may not be recorded, right and wrong. */
const REPLACEMENTS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  code, practice: code, commissioner: code, holder: code, group: code, to: fc.oneof(code, date), organisation: code,
  successors: fc.array(code, { maxLength: 2 }),
  year: fc.oneof(fc.nat(3).map(yearAt), fc.constant('2007-09')),
  fromYear: fc.nat(3).map(yearAt),
  agreement: number.map((n) => `AG${n}`),
  variation: number.map((n) => `AG${n}-V0`),
  dispute: number.map((n) => `D${n}`),
  entry: number.map((n) => `E${n}`),
  returns: number.map((n) => `E${n}`),
  payment: number.map((n) => `P${n}`),
  reverses: fc.option(number.map((n) => `P${n}`), { nil: undefined }),
  pence: fc.integer({ min: -100, max: 5_000_000 }),
  from: date, lastDay: date, effectiveFrom: date, effectiveOn: date, decidedOn: date, signedOn: date, endsOn: date, opensOn: date,
  label: fc.oneof(number.map((n) => `label-m${n}.0`), fc.constant(undefined)),
  command: fc.oneof(number.map((n) => `m${n}.0`), fc.constant(undefined)),
  effects: fc.array(
    fc.record({ kind: fc.constant('COUNT_ENTRY'), entry: number.map((n) => `E${n}`), portionBp: fc.constant(5000), practice: code }, { requiredKeys: ['kind', 'entry', 'portionBp'] }),
    { maxLength: 2 },
  ),
  outcome: fc.constantFrom('UPHELD', 'DISMISSED', 'REMITTED'),
  version: fc.constantFrom('ESTIMATE', 'FLEX', 'FREEZE'),
}; // prettier-ignore

/** A sample command some of whose fields say something else. */
const junk: fc.Arbitrary<{ readonly command: CommandName; readonly with: object }> = fc
  .constantFrom(...commandNames)
  .chain((command) => {
    const example = commandCatalogue[command].example as Record<string, unknown>;
    const fields = new Set([
      ...Object.keys(example),
      ...(command === 'RecordInError' ? ['command'] : []),
      ...(command === 'RecordPayment' ? ['reverses'] : []),
      ...(command === 'PostBudgetEntry' ? ['returns'] : []),
    ]);
    const replaced = Object.fromEntries(
      [...fields].flatMap((field) => (REPLACEMENTS[field] ? [[field, REPLACEMENTS[field]]] : [])),
    );
    return fc.record(replaced, { requiredKeys: [] }).map((changes) => ({
      command,
      with: Object.fromEntries(Object.entries({ ...example, ...changes }).filter(([, value]) => value !== undefined)),
    }));
  });

const told = fc.record({
  history: histories({ moves: 30 }),
  junk: fc.array(junk, { minLength: 60, maxLength: 120, size: 'max' }),
});

/** The last command of the history, once more with the id of another: no id names two things. */
const mixedUp = (commands: readonly Command[]): readonly Command[] => [
  { ...commands.at(-1)!, commandId: commands[0]!.commandId },
];

const seen = new Map<RefusalCode, number>();

function mustBeListed({ command: { command }, code: refusal }: Refused): void {
  seen.set(refusal, (seen.get(refusal) ?? 0) + 1);
  const listed = [...COMMON_REFUSALS, ...declarationOf(command as CommandName).refusals];
  expect({ command, refusal, listed: listed.includes(refusal) }).toEqual({ command, refusal, listed: true });
}

property(
  'no command is refused by a code that its row does not list',
  10,
  told,
  async ({ history, junk: nonsense }) => {
    const commands = commandsOf(history);
    await playing(commands, async ({ ledger, refused }) => {
      for (const refusal of refused) mustBeListed(refusal);
      const recordedAt = (await ledger.store.head()).effectiveAt!;
      const more = nonsense.map((given, index): Command => ({ ...given, commandId: `junk-${index}`, recordedAt }));
      const result = await play(ledger, [...more, ...mixedUp(commands)]);
      for (const refusal of result.refused) mustBeListed(refusal);
      const head = await ledger.store.head();
      expect(Number(head.position)).toBeGreaterThan(0);
    });
  },
);

test('and the nonsense was refused in many ways', () => {
  expect(seen.size).toBeGreaterThan(15);
});
