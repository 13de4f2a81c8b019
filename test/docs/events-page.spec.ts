import { readFileSync, writeFileSync } from 'node:fs';
import { commandNames } from '#contract';
import { declarationOf, eventSchemas } from '#domain';
import { everyCommand } from '#testing';
import { eventsPage } from './events-page.js';

const PAGE = 'docs/events.md';
let page: string;
beforeAll(async () => {
  page = await eventsPage();
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, page);
});

test('docs/events.md says what the code does (UPDATE_DOCS=1 writes it anew)', () =>
  expect(readFileSync(PAGE, 'utf8')).toBe(page));

test('every command is given in the story, in the contract’s table and in the list of refusals', () => {
  expect([...new Set(everyCommand.map(({ command }) => command))].toSorted()).toEqual([...commandNames].toSorted());
  for (const name of commandNames) expect(declarationOf(name).refusals).toBeDefined();
});

test('every event type has a row with its fields', () => {
  for (const type of Object.keys(eventSchemas))
    expect(page).toMatch(new RegExp(`^\\| ${type} \\| \\d+ \\| \`\\w+\``, 'm'));
});
