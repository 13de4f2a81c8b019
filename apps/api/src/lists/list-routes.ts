import type { RefusalCode } from '#domain';
import { LISTS, parametersOf, type ListName } from '#projections';

export type ListRoute = {
  readonly list: ListName;
  readonly about: string;
  /** Parameters that the address itself says, and nobody else may. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Further names of parameters. */
  readonly alsoNamed: Readonly<Record<string, string>>;
  /** What one item is asked for by, and the refusal where it is not recorded. */
  readonly item?: { readonly by: string; readonly unknown: RefusalCode };
};

const route = (list: ListName, of: Partial<Omit<ListRoute, 'list'>> = {}): ListRoute => ({
  list,
  about: LISTS[list].about,
  fixed: {},
  alsoNamed: {},
  ...of,
});

/** Every list by its address after /api/v1/. */
export const LIST_ROUTES: Readonly<Record<string, ListRoute>> = {
  organisations: route('organisations', { item: { by: 'code', unknown: 'UNKNOWN_ORGANISATION' } }),
  practices: route('organisations', {
    about: 'Registered practices',
    fixed: { type: 'PRACTICE' },
    alsoNamed: { commissioner: 'belongsTo' },
  }),
  groups: route('groups', { item: { by: 'group', unknown: 'UNKNOWN_GROUP' } }),
  agreements: route('agreements', { item: { by: 'agreement', unknown: 'UNKNOWN_AGREEMENT' } }),
  statements: route('statements'),
  exposures: route('exposures'),
  'roll-ups': route('rollUps'),
  timeline: route('timeline'),
  journal: route('journal'),
  overdue: route('overdue'),
};

/** The filters of a list under the names that its address takes, each with what it is about. */
export function filtersOf({ list, fixed, alsoNamed }: ListRoute): Readonly<Record<string, string>> {
  const own = parametersOf(list);
  const free = Object.entries(own).filter(([name]) => !Object.hasOwn(fixed, name));
  return Object.fromEntries([...free, ...Object.entries(alsoNamed).map(([name, of]) => [name, own[of]!] as const)]);
}
