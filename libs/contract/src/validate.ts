import { validateSync } from 'class-validator';
import { dtoOf, type CommandInput, type CommandName, type QuestionInput, type QuestionName } from './catalogue.js';
import { fieldsOf, isRecord, own, problemsIn, type Dto, type Problem } from './shape.js';

/** `value` is a copy of the given fields, ready for JSON. */
export type Validated<Given> =
  { readonly ok: true; readonly value: Given } | { readonly ok: false; readonly errors: readonly Problem[] };

export const validateCommand = <Name extends CommandName>(name: Name, input: unknown): Validated<CommandInput<Name>> =>
  validateAs(dtoOf(name) as Dto<CommandInput<Name>>, input);

export const validateQuestion = <Name extends QuestionName>(
  name: Name,
  input: unknown,
): Validated<QuestionInput<Name>> => validateAs(dtoOf(name) as Dto<QuestionInput<Name>>, input);

/**
 * Input as an object of any class of fields. class-validator decides; only what it refuses is read a second time, to
 * tell every problem by its path.
 */
export function validateAs<Given extends object>(dto: Dto<Given>, input: unknown): Validated<Given> {
  if (isRecord(input) && hasOnlyFieldsOf(dto, input) && validateSync(asInstance(dto, input)).length === 0)
    return { ok: true, value: plain(input) as Given };
  return { ok: false, errors: problemsIn(dto, input) };
}

function hasOnlyFieldsOf(dto: Dto, input: object): boolean {
  const fields = fieldsOf(dto);
  return Object.keys(input).every((name) => fields.has(name));
}

function asInstance(dto: Dto, input: object): object {
  const instance = new dto() as Record<string, unknown>;
  for (const name of fieldsOf(dto).keys()) instance[name] = own(input, name);
  return instance;
}

/** A copy as JSON carries it: without undefined, and with 0 for −0. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return value + 0;
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) if (value[name] !== undefined) copy[name] = plain(value[name]);
  return copy;
}
