import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
};

const typeOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

/** Where a value is not as its schema says; a property that the schema does not name is one such place. */
export function unlike(document: OpenAPIObject, given: Schema, value: unknown, path = '$'): readonly string[] {
  const at = (schema: Schema, part: unknown, where: string) => unlike(document, schema, part, where);
  if (given.$ref) return at(document.components!.schemas![given.$ref.split('/').at(-1)!] as Schema, value, path);
  if (value === null && given.nullable) return [];
  if (given.allOf) return given.allOf.flatMap((schema) => at(schema, value, path));
  const choices = given.oneOf ?? given.anyOf;
  if (choices) return choices.some((schema) => at(schema, value, path).length === 0) ? [] : [`${path} fits no choice`];
  if (given.type && given.type !== typeOf(value)) return [`${path} is ${typeOf(value)}, not ${given.type}`];
  if (given.enum && !given.enum.includes(value)) return [`${path} is not one of ${given.enum.join(', ')}`];
  if (given.pattern && !new RegExp(given.pattern).test(String(value))) return [`${path} is not as ${given.pattern}`];
  if (Array.isArray(value)) return value.flatMap((item, index) => at(given.items!, item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null || given.additionalProperties) return [];
  const missing = (given.required ?? []).filter((name) => !(name in value)).map((name) => `${path}.${name} is missing`);
  const parts = Object.entries(value).flatMap(([name, part]) => {
    const schema = given.properties?.[name];
    return schema ? at(schema, part, `${path}.${name}`) : [`${path}.${name} is not described`];
  });
  return [...missing, ...parts];
}
