import { CommanderError } from 'commander';
import { Rejected } from '#domain';
import { ClockMismatch, StoreDamaged, StoreUnavailable } from '#event-store';
import { EXIT, Stop, usageError } from './exit.js';
import { failed } from './failure.js';
import type { Terminal } from './terminal.js';

async function told(error: unknown, environment: Terminal['environment'] = {}) {
  const said: string[] = [];
  const code = await failed(error, { environment, say: (text: string) => said.push(text) } as unknown as Terminal);
  return { code, said: said.join('\n') };
}

test.each([
  ['a refusal by a rule', new Rejected('ALREADY_SIGNED', 'AG1 is signed'), EXIT.refused],
  ['a conflict', new Rejected('WRONG_REVISION', 'moved'), EXIT.refused],
  ['something not recorded', new Rejected('UNKNOWN_ORGANISATION', 'no X'), EXIT.refused],
  ['bad input', new Rejected('INVALID', 'year is missing'), EXIT.usage],
  ['no such command', new Rejected('NOT_FOUND', 'there is no command X'), EXIT.usage],
  ['a store without writes', new Rejected('STORE_UNAVAILABLE', 'the disk is full'), EXIT.unavailable],
  ['a store in use', new StoreUnavailable('in use by process 7'), EXIT.unavailable],
  ['a damaged store', new StoreDamaged('hash does not fit'), EXIT.unavailable],
  ['the other clock', new ClockMismatch('simulated', 'system'), EXIT.usage],
  ['wrong usage', usageError('name a file'), EXIT.usage],
  ['an interruption', new Stop(EXIT.interrupted, 'interrupted'), EXIT.interrupted],
  ['a defect', new TypeError('x is not a function'), EXIT.defect],
])('%s is told in one sentence, with an exit code of its own kind', async (_what, error, code) => {
  const { code: ended, said } = await told(error);
  expect(ended).toBe(code);
  expect(said).toContain(error.message);
  expect(said).not.toMatch(/\n|\bat \S+:\d+/);
});

test('help is no failure, wrong options are', async () => {
  expect(await told(new CommanderError(0, 'commander.helpDisplayed', ''))).toEqual({ code: EXIT.done, said: '' });
  expect(await told(new CommanderError(1, 'commander.unknownOption', ''))).toEqual({ code: EXIT.usage, said: '' });
});

test('who wants to see where a defect lies asks for it', async () => {
  const { said } = await told(new TypeError('x is not a function'), { LEDGER_DEBUG: '1' });
  expect(said).toMatch(/at .*failure\.spec/);
});
