import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApiExtraModels, ApiProperty, DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { commandCatalogue, commandNames, describeForOpenApi, questionCatalogue, questionNames } from './index.js';

class Empty {}
Module({})(Empty);

const extraModels = [
  ...commandNames.map((name) => commandCatalogue[name].dto),
  ...questionNames.map((name) => questionCatalogue[name].dto),
];

let document: OpenAPIObject;
beforeAll(async () => {
  describeForOpenApi({ ApiProperty, ApiExtraModels });
  const application = await NestFactory.create(Empty, { logger: false });
  document = SwaggerModule.createDocument(application, new DocumentBuilder().build(), { extraModels });
  await application.close();
});

test('every command and question has its schema, and every reference leads somewhere', () => {
  const names = Object.keys(document.components?.schemas ?? {});
  expect(names).toEqual(expect.arrayContaining(extraModels.map(({ name }) => name)));
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect(references).toEqual(expect.arrayContaining(['ActualsRow', 'Guarantee', 'CountEntryEffect', 'Supposition']));
  expect(references.filter((name) => !names.includes(name!))).toEqual([]);
});

test('required is always a list of names, as OpenAPI has it', () =>
  expect(JSON.stringify(document)).not.toMatch(/"required":(true|false)/));

test('a schema says what the decorators say', () =>
  expect(document.components?.schemas).toMatchObject({
    RecordActuals: {
      required: ['practice', 'year', 'version', 'rows'],
      properties: {
        practice: { type: 'string', pattern: '^[A-Za-z0-9\\-_.:/]{1,30}$', example: 'A99001' },
        version: { type: 'string', enum: ['ESTIMATE', 'FLEX', 'FREEZE'] },
        rows: { type: 'array', items: { $ref: '#/components/schemas/ActualsRow' } },
        covers: { allOf: [{ $ref: '#/components/schemas/Covers' }] },
      },
    },
    ActualsRow: {
      required: ['month', 'line', 'pence'],
      properties: { month: { type: 'integer', minimum: 1, maximum: 12 }, from: { type: 'string', format: 'date' } },
    },
    SetIndicativeBudget: {
      properties: { lines: { type: 'object', minProperties: 1, properties: { EL: { type: 'integer', minimum: 0 } } } },
    },
    ProposedTerms: { required: ['edition', 'shareBp'], properties: { guarantee: { nullable: true } } },
    IssueRuling: { properties: { effects: { items: { discriminator: { propertyName: 'kind' } } } } },
  }));
