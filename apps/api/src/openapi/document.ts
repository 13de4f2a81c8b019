import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { commandCatalogue, describeForOpenApi, questionCatalogue } from '#contract';
import { ANSWERS } from './answers.js';
import { commandPaths, HEADER_PARAMETERS } from './commands.js';
import { documentPaths } from './documents.js';
import { listPaths, listSchemas } from './lists.js';
import { otherPaths } from './others.js';
import { problemResponses, READER_PARAMETERS } from './parts.js';
import { questionPaths } from './questions.js';

let document: Promise<OpenAPIObject> | undefined;

/** The OpenAPI 3 document of everything that is served. Made once, when it is first asked for. */
export function openApi(): Promise<OpenAPIObject> {
  document ??= made().catch((error: unknown) => {
    document = undefined;
    throw error;
  });
  return document;
}

class Schemas {}
Module({})(Schemas);

/** The paths are written from the catalogues; @nestjs/swagger, slow to load, makes the schemas of the contract. */
async function made(): Promise<OpenAPIObject> {
  const { ApiExtraModels, ApiProperty, DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
  describeForOpenApi({ ApiProperty, ApiExtraModels });
  const about = new DocumentBuilder()
    .setTitle('Commissioning Ledger')
    .setDescription(
      'Facts go in by commands; what each practice is entitled to comes out, and why. Sums are whole pence.',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .build();
  const entries = [...Object.values(commandCatalogue), ...Object.values(questionCatalogue)];
  const application = await NestFactory.create(Schemas, { logger: false, abortOnError: false });
  const { components, ...rest } = SwaggerModule.createDocument(application, about, {
    extraModels: entries.map(({ dto }) => dto),
  });
  await application.close();
  const schemas = { ...components?.schemas, ...ANSWERS, ...listSchemas() };
  return {
    ...rest,
    paths: joined(commandPaths(), questionPaths(schemas), listPaths(), documentPaths(), otherPaths()),
    components: { schemas, parameters: { ...HEADER_PARAMETERS, ...READER_PARAMETERS }, responses: problemResponses() },
  };
}

type Paths = OpenAPIObject['paths'];

/** One address may take a question and a document. */
function joined(...all: readonly Paths[]): Paths {
  const paths: Paths = {};
  for (const [path, operations] of all.flatMap(Object.entries<Paths[string]>))
    paths[path] = { ...paths[path], ...operations };
  return paths;
}
