import type { OpenAPIObject } from '@nestjs/swagger';
import { commandNames, questionCatalogue, validateCommand, validateQuestion, withTypedFields } from '#contract';
import { refusals } from '#domain';
import { served, type Served } from './http-served.js';
import { givenAGuarantee, whenThePctGoesIntoDeficit } from './http-story.js';
import { unlike } from './openapi-check.js';

let http: Served;
let document: OpenAPIObject;
beforeAll(async () => {
  http = await served();
  await givenAGuarantee(http);
  await whenThePctGoesIntoDeficit(http);
  document = (await http.ask('/openapi.json').expect(200)).body;
});
afterAll(() => http.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, { get, post }]) =>
    [get, post].filter((operation) => operation !== undefined).map((operation) => ({ path, operation })),
  );

test('it is OpenAPI 3 with a name and a version', () =>
  expect(document).toMatchObject({ openapi: '3.0.0', info: { title: 'Commissioning Ledger', version: '1' } }));

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);
  expect(references.length).toBeGreaterThan(200);
  const at = (path: string) =>
    path.split('/').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
  expect(references.filter((path) => at(path) === undefined)).toEqual([]);
});

test('every operation has an id of its own, a summary, and answers that are described', () => {
  const ids = operations().map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { operation } of operations()) {
    expect(operation.summary).toBeTruthy();
    for (const response of Object.values(operation.responses)) {
      expect(response).toEqual(expect.objectContaining('$ref' in response! ? {} : { description: expect.any(String) }));
    }
  }
});

test('path parameters are declared, and no parameter stands twice', () => {
  for (const { path, operation } of operations()) {
    const parameters = (operation.parameters ?? []).map((parameter) =>
      '$ref' in parameter ? parameter.$ref : `${parameter.in} ${parameter.name}`,
    );
    expect(new Set(parameters).size).toBe(parameters.length);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => `path ${name}`);
    expect(parameters.filter((parameter) => parameter.startsWith('path '))).toEqual(inPath);
  }
});

test.each(commandNames)('%s has its schema, its headers, and an example that is valid', (name) => {
  const { post } = document.paths[`/api/v1/commands/${name}`]!;
  const { schema, example } = (post!.requestBody as { content: Record<string, { schema: object; example: object }> })
    .content['application/json']!;
  expect(schema).toEqual({ $ref: `#/components/schemas/${name}` });
  expect(validateCommand(name, example)).toMatchObject({ ok: true });
  expect(unlike(document, schema, example)).toEqual([]);
  expect(post!.parameters).toContainEqual({ $ref: '#/components/parameters/IdempotencyKey' });
  expect(Object.keys(post!.responses)).toEqual([
    '200',
    '201',
    '400',
    '403',
    '404',
    '409',
    '413',
    '415',
    '422',
    '500',
    '503',
  ]);
});

test.each([
  ['entitlement', '/api/v1/entitlement'],
  ['exposure', '/api/v1/exposure'],
  ['rollUp', '/api/v1/roll-up'],
  ['bridge', '/api/v1/bridge'],
] as const)('%s has the parameters of its fields, and examples that are valid together', (name, path) => {
  const parameters = document.paths[path]!.get!.parameters as { name: string; required: boolean; example?: unknown }[];
  const names = parameters.map((parameter) => parameter.name);
  expect(names).toEqual(expect.arrayContaining(['year', 'asAt', 'position', 'explain', 'atLeast']));
  const given = parameters.filter(({ example }) => example !== undefined);
  expect(given.map((parameter) => parameter.name)).toEqual(
    expect.arrayContaining(parameters.filter(({ required }) => required).map((parameter) => parameter.name)),
  );
  const asked = Object.fromEntries(given.map((parameter) => [parameter.name, String(parameter.example)]));
  expect(validateQuestion(name, withTypedFields(name, asked))).toMatchObject({ ok: true });
});

test('what-if has its schema and a valid example', () => {
  const { requestBody } = document.paths['/api/v1/what-if']!.post!;
  expect(requestBody).toMatchObject({ content: { 'application/json': { example: questionCatalogue.whatIf.example } } });
});

const OF = 'holder=A99001&year=2007-08';
test.each([
  ['Entitlement', `/api/v1/entitlement?${OF}&explain=true`],
  ['Exposure', '/api/v1/exposure?commissioner=5X1&year=2007-08&explain=true'],
  ['RollUp', '/api/v1/roll-up?of=5X1&year=2007-08'],
  ['Bridge', `/api/v1/bridge?${OF}&from=2007-11-01T00:00:00Z&to=2007-11-30T00:00:00Z&explain=true`],
  ['EventPage', '/api/v1/events?limit=7'],
  ['EventPage', '/api/v1/events'],
  ['Health', '/health/ready'],
  ['Code', '/problems/NOT_YET'],
  ['Problem', '/nothing'],
  ['Problem', '/api/v1/exposure'],
])('%s describes what is answered at %s', async (schema, path) => {
  const { body } = await http.ask(path);
  expect(unlike(document, { $ref: `#/components/schemas/${schema}` }, body)).toEqual([]);
});

test('an outcome is as described', async () => {
  const { body } = await http.record('SetReleaseFund', { commissioner: '5X1', year: '2007-08', pence: 1 }).expect(201);
  expect(unlike(document, { $ref: '#/components/schemas/Outcome' }, body)).toEqual([]);
});

test('every code stands under the status that it comes with', () => {
  const described = JSON.stringify(document.components!.responses);
  expect(Object.keys(refusals).filter((code) => !described.includes(code))).toEqual([]);
});
