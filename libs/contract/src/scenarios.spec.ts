import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isCommandName, isQuestionName, validateCommand, validateQuestion, withTextFields } from './index.js';

type Step = { do: string; with: unknown; refused?: true | string };
type Expectation = { ask: string; with: unknown };
type Scenario = { steps: Step[]; expect: Expectation[] };

/** Relative to the project, where Jest runs. */
const CONTRACT = '../shared/scenarios';
const folders = [CONTRACT, `${CONTRACT}/random`].filter((folder) => existsSync(folder));
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`),
);
if (files.length === 0) console.warn(`skipped: the scenarios of the contract are not at ${CONTRACT}`);
const eachFile = files.length > 0 ? test.each(files) : test.skip.each([`no files at ${CONTRACT}`]);

const load = (file: string) => parse(readFileSync(file, 'utf8')) as Scenario;

/** Shape is judged first: a step refused by a code of its own is of good shape; one refused by no code may be either. */
function shapeErrorsOfStep({ do: name, with: input, refused }: Step): unknown[] {
  if (refused === true) return [];
  if (!isCommandName(name)) return [`${name} is no command`];
  const answer = validateCommand(name, withTextFields(name, input));
  if (refused === 'INVALID') return answer.ok ? [`${name} should be INVALID`] : [];
  return answer.ok ? [] : [{ name, errors: answer.errors }];
}

function shapeErrorsOfQuestion({ ask: name, with: input }: Expectation): unknown[] {
  if (!isQuestionName(name)) return [`${name} is no question`];
  const answer = validateQuestion(name, withTextFields(name, input));
  return answer.ok ? [] : [{ name, errors: answer.errors }];
}

eachFile('%s: every command that is not INVALID, and every question, is of good shape', (file) => {
  const { steps, expect: expectations } = load(file);
  expect([...steps.flatMap(shapeErrorsOfStep), ...expectations.flatMap(shapeErrorsOfQuestion)]).toEqual([]);
});
