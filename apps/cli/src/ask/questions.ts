import { Option, type Command } from 'commander';
import {
  describeForOpenApi,
  dtoOf,
  questionCatalogue,
  questionNames,
  questionPath,
  type QuestionName,
} from '#contract';
import { answerLines } from '../readable/answer.js';
import { usageError } from '../exit.js';
import { withAsker, withStoreOrServer } from '../opening.js';
import { withReach, type ReachOptions } from '../reach/with-reach.js';
import type { Terminal } from '../terminal.js';

type Field = {
  readonly name: string;
  readonly type?: string;
  readonly description?: string;
  readonly required?: boolean;
};
type Fields = Readonly<Record<string, unknown>>;

/** Adds each question of the contract as a verb of its own, with its fields as options. */
export function addQuestions(ask: Command, terminal: Terminal): void {
  for (const question of questionNames) addQuestion(ask, terminal, question);
}

function addQuestion(ask: Command, terminal: Terminal, question: QuestionName): void {
  const fields = fieldsOf(question);
  const verb = ask.command(question).description(`${questionCatalogue[question].summary}.`).allowExcessArguments(false);
  if (questionPath(question) !== question) verb.alias(questionPath(question));
  for (const field of fields) for (const option of optionsOf(field)) verb.addOption(option);
  withAsker(withStoreOrServer(verb))
    .option('--json', 'the body that HTTP gives, on standard output')
    .addHelpText('after', exampleOf(question))
    .action(async (options: Fields & ReachOptions) => {
      const asked = Object.fromEntries(fields.flatMap((field) => given(field, options[field.name])));
      const opening = { ...options, mustExist: true };
      const answer = await withReach(terminal, opening, (reach) => reach.ask(question, asked));
      if (options.json === true) terminal.printJson(answer);
      else answerLines(question, answer).forEach(terminal.print);
    });
}

/** The fields of a question, as the contract describes them. */
function fieldsOf(question: QuestionName): readonly Field[] {
  const fields: Field[] = [];
  const { prototype } = dtoOf(question);
  const collect = (described: Omit<Field, 'name'>) => (of: object, name: string | symbol) => {
    if (of === prototype) fields.push({ ...described, name: String(name) });
  };
  const ignore = () => () => undefined;
  describeForOpenApi({ ApiProperty: collect, ApiExtraModels: ignore } as Parameters<typeof describeForOpenApi>[0]);
  return fields;
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const isJson = ({ type }: Field): boolean => type === 'array' || type === 'object';

/** `--as-at`, and unlisted beside it `--asAt`, the field's own name. */
function optionsOf(field: Field): readonly Option[] {
  const { name, type, description = '', required = false } = field;
  const value = type === 'boolean' ? '' : isJson(field) ? ' <json>' : ' <value>';
  const about = required ? `${description} (required)` : description;
  const listed = new Option(`--${kebab(name)}${value}`, about);
  return kebab(name) === name ? [listed] : [listed, new Option(`--${name}${value}`).hideHelp()];
}

function given(field: Field, value: unknown): readonly [string, unknown][] {
  if (value === undefined) return [];
  if (!isJson(field)) return [[field.name, value]];
  try {
    return [[field.name, JSON.parse(String(value))]];
  } catch (error) {
    throw usageError(`--${kebab(field.name)} must be JSON: ${(error as Error).message}`, error);
  }
}

function exampleOf(question: QuestionName): string {
  const options = Object.entries(questionCatalogue[question].example).map(([name, value]) => {
    const text = typeof value === 'string' ? value : `'${JSON.stringify(value)}'`;
    return `--${kebab(name)} ${text}`;
  });
  return `\nExample:\n  ledger ask ${questionPath(question)} ${options.join(' ')}`;
}
