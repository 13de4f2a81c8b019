import { Rejected, type FieldError } from '#domain';
import { listQuery, type ListQuery } from '#projections';
import { mustBeFree } from '../query-fields.js';
import { filtersOf, type ListRoute } from './list-routes.js';

type Fields = Readonly<Record<string, string>>;

/** Beside the filters, as every list takes them. */
const PAGING = ['sort', 'limit', 'after'] as const;

/**
 * What was asked of a list, under the names of its address.
 * @throws Rejected INVALID naming each parameter that is not as it must be
 */
export function listAsked(route: ListRoute, fields: Fields): ListQuery {
  const taken = [...Object.keys(filtersOf(route)), ...PAGING];
  const message = `is not a parameter here; there are: ${[...taken, 'format', 'atLeast'].join(', ')}`;
  const unknown = Object.keys(fields).filter((field) => !taken.includes(field));
  const { query, errors } = checked(
    route,
    Object.fromEntries(Object.entries(fields).filter(([name]) => taken.includes(name))),
  );
  const all = [...unknown.map((field) => ({ field, message })), ...bothNames(route, fields), ...errors];
  mustBeFree(all);
  return query!;
}

/** By the list's own names, and what is wrong by the names that were given. */
function checked(route: ListRoute, fields: Fields): { query?: ListQuery; errors: readonly FieldError[] } {
  const { list, fixed, alsoNamed } = route;
  const own = Object.entries(fields).map(([name, text]) => [alsoNamed[name] ?? name, text] as const);
  try {
    return { query: listQuery(list, { ...Object.fromEntries(own), ...fixed }), errors: [] };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const given = (own: string) => Object.keys(fields).find((name) => alsoNamed[name] === own) ?? own;
    return { errors: error.errors.map(({ field, message: said }) => ({ field: given(field), message: said })) };
  }
}

const bothNames = ({ alsoNamed }: ListRoute, fields: Fields): readonly FieldError[] =>
  Object.entries(alsoNamed).flatMap(([name, of]) =>
    name in fields && of in fields ? [{ field: name, message: `is another name of ${of}, which is given too` }] : [],
  );
