import { line, LINES, whole } from './kinds.js';
import {
  fieldsOf,
  isRecord,
  MOST_TOLD,
  NONE,
  objectWanted,
  own,
  problemsIn,
  shortened,
  shown,
  under,
} from './shape.js';
import type { Convert, Dto, Kind, Problem } from './shape.js';

const reference = (dto: Dto) => ({ $ref: `#/components/schemas/${dto.name}` });

const notAs = (wanted: string, value: unknown): readonly Problem[] => [
  { field: '', message: `must be ${wanted}; got ${shown(value)}` },
];

/** An object of the class `dto`. */
export const objectOf = (dto: Dto): Kind => ({
  wanted: objectWanted(dto),
  holds: 'parts',
  schema: { allOf: [reference(dto)] },
  refersTo: [dto],
  check: (value) => problemsIn(dto, value),
  within: (value, convert) => withFields(dto, value, convert),
});

/** A number, or an object of the class `dto`. */
export function eitherOf(number: Kind, dto: Dto): Kind {
  const wanted = `${number.wanted}, or ${objectWanted(dto)}`;
  return {
    wanted,
    holds: 'parts',
    schema: { oneOf: [number.schema, reference(dto)], example: number.schema['minimum'] },
    refersTo: [dto],
    check: (value) => {
      if (isRecord(value)) return problemsIn(dto, value);
      return typeof value === 'number' ? number.check(value) : notAs(wanted, value);
    },
    within: (value, convert) => (isRecord(value) ? withFields(dto, value, convert) : convert(number, value)),
  };
}

/** The same object with each field that `dto` has converted by its kind; what is no object stays as it is. */
export function withFields(dto: Dto, value: unknown, convert: Convert): unknown {
  if (!isRecord(value)) return value;
  const fields = fieldsOf(dto);
  return withEach(value, (name, part) => {
    const declared = fields.get(name);
    return declared ? convert(declared.kind, part) : part;
  });
}

/** fromEntries defines its keys, so that one named __proto__ stays a key, to be refused. */
const withEach = (value: Record<string, unknown>, change: (name: string, part: unknown) => unknown): unknown =>
  Object.fromEntries(Object.entries(value).map(([name, part]) => [name, change(name, part)]));

/** An object whose field `kind` says of which class it is. */
export function byKind(classes: Readonly<Record<string, Dto>>): Kind {
  const kinds = Object.keys(classes);
  const wanted = `an object of kind ${kinds.join(', ')}`;
  const classOf = (value: Record<string, unknown>): Dto | undefined => {
    const kind = own(value, 'kind');
    return typeof kind === 'string' && Object.hasOwn(classes, kind) ? classes[kind] : undefined;
  };
  return {
    wanted,
    holds: 'parts',
    schema: {
      oneOf: Object.values(classes).map(reference),
      discriminator: {
        propertyName: 'kind',
        mapping: Object.fromEntries(kinds.map((kind) => [kind, reference(classes[kind]!).$ref])),
      },
    },
    refersTo: Object.values(classes),
    check: (value) => {
      if (!isRecord(value)) return notAs(wanted, value);
      const dto = classOf(value);
      if (dto) return problemsIn(dto, value);
      return [{ field: 'kind', message: `must be one of ${kinds.join(', ')}; got ${shown(own(value, 'kind'))}` }];
    },
    within: (value, convert) => {
      const dto = isRecord(value) ? classOf(value) : undefined;
      return dto ? withFields(dto, value, convert) : value;
    },
  };
}

/** @param least how many items at least @param distinct whether no item may stand twice (for items that are text or numbers) */
export function listOf(item: Kind, { least = 0, distinct = false }: { least?: number; distinct?: boolean } = {}): Kind {
  const wanted = `a list${least > 0 ? ' of at least one' : ''}, each ${item.wanted}`;
  return {
    wanted,
    holds: 'parts',
    schema: {
      type: 'array',
      items: item.schema['allOf'] ? (item.schema['allOf'] as unknown[])[0] : item.schema,
      ...(least > 0 ? { minItems: least } : {}),
      ...(distinct ? { uniqueItems: true } : {}),
    },
    refersTo: item.refersTo ?? [],
    check: (value) => {
      if (!Array.isArray(value) || value.length < least) return notAs(wanted, value);
      const problems = problemsOfItems(item, value);
      return problems.length === 0 && distinct ? repeats(value) : problems;
    },
    within: (value, convert) => (Array.isArray(value) ? value.map((part) => convert(item, part)) : value),
  };
}

function problemsOfItems(item: Kind, list: readonly unknown[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (let index = 0; index < list.length; index += 1) {
    if (problems.length >= MOST_TOLD) return [...problems, notRead(index)];
    for (const problem of item.check(list[index])) problems.push(under(`[${index}]`, problem));
  }
  return problems;
}

const notRead = (index: number): Problem => ({
  field: '',
  message: `has ${MOST_TOLD} problems or more before [${index}]; what follows was not read`,
});

function repeats(list: readonly unknown[]): readonly Problem[] {
  const first = new Map<unknown, number>();
  const problems: Problem[] = [];
  for (let index = 0; index < list.length && problems.length < MOST_TOLD; index += 1) {
    const before = first.get(list[index]);
    if (before === undefined) first.set(list[index], index);
    else problems.push({ field: `[${index}]`, message: `${shown(list[index])} stands twice; already at [${before}]` });
  }
  return problems;
}

/** ALL, or a list of service lines. */
export function allOrLines(): Kind {
  const list = listOf(line, { least: 1, distinct: true });
  const wanted = 'ALL or a list of at least one service line';
  return {
    wanted,
    holds: 'parts',
    schema: { oneOf: [{ type: 'string', enum: ['ALL'] }, list.schema], example: 'ALL' },
    check: (value) => {
      if (value === 'ALL') return NONE;
      return Array.isArray(value) && value.length > 0 ? list.check(value) : notAs(wanted, value);
    },
  };
}

/** A map of service lines to values of one kind; at least one line. */
export function byLine(each: Kind, example: unknown): Kind {
  const wanted = `a map of at least one service line to ${each.wanted}`;
  const known = new Set<string>(LINES);
  return {
    wanted,
    holds: 'parts',
    schema: {
      type: 'object',
      minProperties: 1,
      properties: Object.fromEntries(LINES.map((name) => [name, each.schema])),
      additionalProperties: false,
      example,
    },
    check: (value) => {
      if (!isRecord(value) || Object.keys(value).length === 0) return notAs(wanted, value);
      const names = Object.keys(value).slice(0, MOST_TOLD); // more than there are lines, so none slips through
      return names.flatMap((name) => {
        if (known.has(name)) return each.check(value[name]).map((problem) => under(name, problem));
        return [{ field: shortened(name), message: `is not a service line; the lines are ${LINES.join(', ')}` }];
      });
    },
    within: (value, convert) => (isRecord(value) ? withEach(value, (_line, part) => convert(each, part)) : value),
  };
}

const MONTHS_OF_YEAR = 12;
const weight = whole('a whole number, 0 or more', 0, Number.MAX_SAFE_INTEGER);
const twelve = listOf(weight);
const EQUALLY = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

export const weights: Kind = {
  ...twelve,
  wanted: '12 whole numbers of 0 or more, M1 (April) first, not all 0',
  schema: { ...twelve.schema, minItems: MONTHS_OF_YEAR, maxItems: MONTHS_OF_YEAR, example: EQUALLY },
  check: (value) => {
    if (!Array.isArray(value) || value.length !== MONTHS_OF_YEAR || value.every((item) => item === 0))
      return [{ field: '', message: `must be ${weights.wanted}; got ${weightsShown(value)}` }];
    return twelve.check(value);
  },
};

const weightsShown = (value: unknown): string =>
  Array.isArray(value) && value.length === MONTHS_OF_YEAR ? '12 times 0' : shown(value);

/** null as a value of its own, beside those of `kind`. */
export const orNull = (kind: Kind): Kind => ({
  ...kind,
  wanted: `null or ${kind.wanted}`,
  nullable: true,
  schema: { ...kind.schema, nullable: true },
  check: (value) => (value === null ? NONE : kind.check(value)),
  within: (value, convert) => (value === null ? null : convert(kind, value)),
});
