import { registerDecorator, ValidateBy } from 'class-validator';

/** What is wrong with one field. `field` is a path such as `rows[3].pence`; '' is the whole. */
export type Problem = { readonly field: string; readonly message: string };

export const NONE: readonly Problem[] = [];

/** How many problems one list or object tells before it stops: a million bad rows need no million messages. */
export const MOST_TOLD = 1000;

/** One kind of field: the only place that says what it takes, in words, as OpenAPI and as a check. */
export type Kind = {
  /** What follows "must be": "a whole number of pence, 0 or more". */
  readonly wanted: string;
  /** The OpenAPI 3.0 schema of the field. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** What is wrong with a value that is given; paths are relative to it. */
  readonly check: (value: unknown) => readonly Problem[];
  /** What a value written as text is meant as; 'parts' has values of its own kinds inside. */
  readonly holds: 'text' | 'number' | 'boolean' | 'parts';
  /** Of 'parts': the same value with each part inside converted by its own kind. */
  readonly within?: (value: unknown, convert: Convert) => unknown;
  /** Whether null is a value of its own; elsewhere null is refused. */
  readonly nullable?: boolean;
  /** The classes that `schema` refers to. */
  readonly refersTo?: readonly Dto[];
};

export type Convert = (kind: Kind, value: unknown) => unknown;

/** A class whose decorated properties say what an object may hold. */
export type Dto<Given extends object = object> = new () => Given;

export type FieldOptions = {
  readonly optional?: boolean;
  /** What the field means, where its name does not say it; goes into OpenAPI. */
  readonly about?: string;
};

export type Field = FieldOptions & { readonly name: string; readonly kind: Kind };

type Rule = (given: object) => Problem | undefined;
type Shape = { readonly fields: Map<string, Field>; readonly rules: Rule[] };

const shapes = new Map<object, Shape>();

function shapeOf(dto: object): Shape {
  const known = shapes.get(dto) ?? { fields: new Map<string, Field>(), rules: [] };
  shapes.set(dto, known);
  return known;
}

export const fieldsOf = (dto: Dto): ReadonlyMap<string, Field> => shapeOf(dto).fields;

/** Every class that has fields, in the order in which they were declared. */
export const dtoClasses = (): Dto[] => [...shapes.keys()] as Dto[];

/** Declares a property as a field of `kind`, to class-validator and to this room's own reading of the class. */
export function field(kind: Kind, options: FieldOptions = {}): PropertyDecorator {
  return (prototype, key) => {
    const declared: Field = { ...options, kind, name: String(key) };
    shapeOf(prototype.constructor).fields.set(declared.name, declared);
    ValidateBy({
      name: 'field',
      validator: {
        validate: (value: unknown) => problemsOfField(declared, value).length === 0,
        defaultMessage: (found) => inWords(problemsOfField(declared, found?.value), declared.name),
      },
    })(prototype, key);
  };
}

/**
 * Declares a rule between the fields of a class; it is asked only when each field for itself is right.
 * @param broken what is wrong, or undefined
 */
export function Rule<Given extends object>(
  name: keyof Given & string,
  broken: (given: Given) => string | undefined,
): (dto: Dto<Given>) => void {
  return (dto) => {
    const rule: Rule = (given) => {
      const message = broken(given as Given);
      return message === undefined ? undefined : { field: name, message };
    };
    const { rules } = shapeOf(dto);
    rules.push(rule);
    registerDecorator({
      name: `rule ${rules.length}`,
      target: dto,
      propertyName: name,
      validator: {
        validate: (_value: unknown, found) =>
          problemsOfFields(dto, found!.object as Given).length > 0 || rule(found!.object) === undefined,
        defaultMessage: (found) => `${name} ${rule(found!.object)?.message ?? ''}`,
      },
    });
  };
}

/** What is wrong with `value` as an object of the class `dto`: fields it does not have, fields, then rules. */
export function problemsIn(dto: Dto, value: unknown): readonly Problem[] {
  if (!isRecord(value)) return [{ field: '', message: `must be ${objectWanted(dto)}; got ${shown(value)}` }];
  const { rules } = shapeOf(dto);
  const unknown = unknownFields(dto, value);
  const wrong = problemsOfFields(dto, value);
  if (unknown.length > 0 || wrong.length > 0) return [...unknown, ...wrong];
  if (rules.length === 0) return NONE;
  return rules.map((rule) => rule(value)).filter((problem) => problem !== undefined);
}

function problemsOfFields(dto: Dto, given: object): readonly Problem[] {
  const problems: Problem[] = [];
  for (const declared of fieldsOf(dto).values()) {
    for (const problem of problemsOfField(declared, own(given, declared.name)))
      problems.push(under(declared.name, problem));
  }
  return problems;
}

function problemsOfField({ kind, optional = false }: Field, value: unknown): readonly Problem[] {
  if (value === undefined) return optional ? NONE : [{ field: '', message: `is missing; must be ${kind.wanted}` }];
  if (value === null && optional && !kind.nullable)
    return [{ field: '', message: `must be ${kind.wanted}, or left out; got null` }];
  return kind.check(value);
}

function unknownFields(dto: Dto, value: object): readonly Problem[] {
  const fields = fieldsOf(dto);
  const problems: Problem[] = [];
  for (const name of Object.keys(value)) {
    if (fields.has(name)) continue;
    const message = `is not a field of ${dto.name}; it has: ${[...fields.keys()].join(', ')}`;
    problems.push({ field: shortened(name), message });
    if (problems.length >= MOST_TOLD) break;
  }
  return problems;
}

export const objectWanted = (dto: Dto): string => `an object with ${[...fieldsOf(dto).keys()].join(', ')}`;

/** Only what the object holds itself, so that nothing is taken from a prototype. */
export const own = (given: object, name: string): unknown =>
  Object.hasOwn(given, name) ? (given as Record<string, unknown>)[name] : undefined;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The problem as seen from the object or list that holds the value at `name`: a field, or `[index]`. */
export function under(name: string, { field: path, message }: Problem): Problem {
  const joined = path === '' || path.startsWith('[') ? name + path : `${name}.${path}`;
  return { field: joined, message };
}

const inWords = (problems: readonly Problem[], name: string): string =>
  problems
    .map((problem) => under(name, problem))
    .map(({ field: path, message }) => `${path} ${message}`)
    .join('; ');

const LONGEST_SHOWN = 60;

export const shortened = (text: string): string =>
  text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;

/** A value as a message tells it: short, and never read into, however deep it is. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(shortened(value));
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return value === null || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : `a ${typeof value}`;
}
