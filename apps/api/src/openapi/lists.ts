import type { OpenAPIObject } from '@nestjs/swagger';
import { LISTS, sortableOf, type Column, type Columns, type ListName } from '#projections';
import { filtersOf, LIST_ROUTES, type ListRoute } from '../lists/list-routes.js';
import {
  CLOCK,
  COUNT,
  DATE,
  FLAG,
  INSTANT,
  listOf,
  orNull,
  PENCE,
  POSITION,
  reference,
  SHARE,
  TEXT,
  YEAR,
  type Schema,
} from './schema.js';
import {
  AT_LEAST,
  BY_READER,
  FORMAT,
  jsonOf,
  LAST_EVENT_ID,
  NOT_ACCEPTABLE,
  PAGE_HEADERS,
  query,
  refusedAs,
  withFile,
  withLive,
  type Operation,
  type Parameter,
} from './parts.js';

const OF_KIND: Readonly<Record<Column['kind'], Schema>> = {
  text: TEXT,
  pence: PENCE,
  count: COUNT,
  share: SHARE,
  position: POSITION,
  flag: FLAG,
  year: YEAR,
  date: DATE,
  instant: INSTANT,
  json: listOf(TEXT),
};

const told = {
  position: { ...POSITION, description: 'The last event that the views had counted' },
  asAt: { ...DATE, description: 'The day as of which figures and statuses stand' },
  clock: CLOCK,
};

const objectOf = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties: { ...properties },
});

const columnsOf = (list: ListName): Readonly<Record<string, Schema>> =>
  Object.fromEntries(
    Object.entries(LISTS[list].columns as Columns).map(([name, { kind, about, optional }]) => {
      const schema = { ...OF_KIND[kind], description: about };
      return [name, optional ? orNull(schema) : schema];
    }),
  );

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const rowName = (list: ListName): string => `${capitalised(list)}Row`;
const pageName = (list: ListName): string => `${capitalised(list)}Page`;
const itemName = (list: ListName): string => `${capitalised(list)}Item`;

/** Of each list a row, a page of rows, and one row by itself, where it is given so. */
export const listSchemas = (): Readonly<Record<string, Schema>> =>
  Object.fromEntries(
    Object.values(LIST_ROUTES).flatMap(({ list, item }) => {
      const columns = columnsOf(list);
      const next = { ...orNull(TEXT), description: 'The `after` of the next page; null on the last one' };
      return [
        [rowName(list), { ...objectOf(columns), description: LISTS[list].about }],
        [pageName(list), objectOf({ items: listOf(reference(rowName(list))), next, ...told })],
        ...(item ? [[itemName(list), objectOf({ ...columns, ...told })] as const] : []),
      ];
    }),
  );

export function listPaths(): OpenAPIObject['paths'] {
  return Object.fromEntries(
    Object.entries(LIST_ROUTES).flatMap(([path, route]) => [
      [`/api/v1/${path}`, { get: listOperation(path, route) }],
      ...(route.item ? [[`/api/v1/${path}/{${route.item.by}}`, { get: itemOperation(path, route) }]] : []),
    ]),
  );
}

const LIVE =
  'Without other parameters: entries by the name of position, each with the position that the views have reached as id, ' +
  'at most four a second and always the latest';

function listOperation(path: string, route: ListRoute): Operation {
  const page = withFile(
    jsonOf(reference(pageName(route.list)), 'A page of the list'),
    'The rows that fit: without limit all',
  );
  const isLive = route.list === 'journal';
  return {
    operationId: operationId('list', path),
    summary: route.about,
    tags: ['lists'],
    parameters: [
      ...filters(route),
      ...paging(route.list),
      FORMAT,
      AT_LEAST,
      ...(isLive ? [LAST_EVENT_ID] : []),
      ...BY_READER,
    ],
    responses: {
      200: { ...(isLive ? withLive(page, LIVE) : page), headers: PAGE_HEADERS },
      ...refusedAs('invalid', 'forbidden', 'unavailable'),
      406: NOT_ACCEPTABLE,
    },
  };
}

function itemOperation(path: string, route: ListRoute): Operation {
  const { by } = route.item!;
  const description = (LISTS[route.list].columns as Columns)[by]!.about;
  return {
    operationId: operationId('one', path),
    summary: `One of: ${route.about}`,
    tags: ['lists'],
    parameters: [{ name: by, in: 'path', required: true, description, schema: TEXT }, AT_LEAST, ...BY_READER],
    responses: {
      200: jsonOf(reference(itemName(route.list)), 'As it stands in the list'),
      ...refusedAs('invalid', 'forbidden', 'absent', 'unavailable'),
    },
  };
}

/** listRollUps, oneOfGroups … */
const operationId = (verb: 'list' | 'one', path: string): string =>
  [verb === 'list' ? 'list' : 'oneOf', ...path.split('-').map(capitalised)].join('');

function filters(route: ListRoute): Parameter[] {
  const columns = Object.values(LISTS[route.list].columns as Columns);
  return Object.entries(filtersOf(route)).map(([name, about]) => {
    const own = route.alsoNamed[name] ?? name;
    const kind = columns.find(({ filter, range }) => filter === own || range?.includes(own))?.kind ?? 'text';
    return query(name, about, kind === 'json' ? TEXT : OF_KIND[kind]);
  });
}

const paging = (list: ListName): Parameter[] => [
  query('sort', 'The column to sort by, with - in front to turn it round', {
    type: 'string',
    enum: sortableOf(list).flatMap((column) => [column, `-${column}`]),
    default: LISTS[list].sort,
  }),
  query('limit', 'Items at most; a CSV file has all of them when left out', {
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    default: 100,
  }),
  query('after', 'The `next` of the page before, with all other parameters as they were', TEXT),
];
