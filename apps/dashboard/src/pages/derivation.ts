import type { Year } from '#kernel';
import { commissionerAddress, holderAddress, type HolderKind, type Link } from '../address.js';
import type { AnsweredFrom, Derivation, Entitlement, Exposure } from '../answers.js';
import type { Parameters } from '../api.js';
import { EXPOSURE_FIGURES, GROUP_FIGURES, STATEMENT_FIGURES, stepsOf, type FigureWords } from '../derivation/names.js';
import {
  MOST_STEPS,
  namesIn,
  rootOf,
  stepAt,
  stepsBelow,
  treeOf,
  type IsAsked,
  type Place,
} from '../derivation/tree.js';
import { isPinned, momentIn, questioned, type Moment } from '../moment.js';
import type { Page } from '../page.js';
import { NoSuchPage, WrongInput, codeOf, type Asked } from '../request.js';
import { entitlementOf, holderOf, organisation, statementsOf, yearShown, yearToday } from '../statement/holder.js';
import { yearAsked } from '../request.js';

/** How a figure of a statement came about, step by step down to the entries. */
export const derivationPage =
  (kind: HolderKind) =>
  async (asked: Asked): Promise<Page> => {
    const { api } = asked;
    const moment = momentIn(asked.query);
    const figure = figureAsked(asked, STATEMENT_FIGURES, 'entitlementPence');
    const holder = await holderOf(asked, kind);
    const year = yearAsked(asked) ?? yearShown(asked, await statementsOf(api, holder.code));
    const answer = await entitlementOf(api, holder, year, moment, true);
    const own = holderAddress(kind);
    return page(asked, {
      answer,
      figure,
      words: kind === 'GROUP' ? GROUP_FIGURES : STATEMENT_FIGURES,
      of: holder.name,
      year,
      moment,
      back: { text: `Statement of ${holder.name}`, href: own(holder.code, { year, ...moment }) },
      address: (parameters) => own(holder.code, parameters, '/derivation'),
    });
  };

/** How a figure of a commissioner's year came about. */
export async function exposureDerivationPage(asked: Asked): Promise<Page> {
  const code = codeOf(asked);
  const moment = momentIn(asked.query);
  const figure = figureAsked(asked, EXPOSURE_FIGURES, 'entitledPence');
  const body = await organisation(asked.api, code);
  if (!body) throw new NoSuchPage(`${code} is not recorded`);
  const year = yearAsked(asked) ?? yearToday(undefined);
  const answer = await asked.api.get<Exposure>('/api/v1/exposure', {
    commissioner: code,
    year,
    explain: true,
    ...questioned(moment),
  });
  return page(asked, {
    answer,
    figure,
    words: EXPOSURE_FIGURES,
    of: body.name,
    year,
    moment,
    back: { text: body.name, href: commissionerAddress(code, { year, ...moment }) },
    address: (parameters) => commissionerAddress(code, parameters, '/derivation'),
  });
}

function figureAsked({ query }: Asked, words: Readonly<Record<string, FigureWords>>, usual: string): string {
  const figure = query.get('figure') ?? usual;
  if (Object.hasOwn(words, figure)) return figure;
  throw new WrongInput([{ field: 'figure', message: `must be one of ${Object.keys(words).join(', ')}` }]);
}

type Subject = {
  readonly answer: (Entitlement | Exposure) & AnsweredFrom;
  readonly figure: string;
  readonly words: Readonly<Record<string, FigureWords>>;
  readonly of: string;
  readonly year: Year;
  readonly moment: Moment;
  readonly back: Link;
  readonly address: (parameters: Parameters) => string;
};

function page(asked: Asked, subject: Subject): Page {
  const { answer, figure, words, of, year, moment, back, address } = subject;
  const derivation = answer.derivation ?? [];
  const dated = { year, ...moment };
  const names = namesIn(derivation);
  const isAsked = stepsOf(figure, names);
  const { place, start } = placeAsked(asked, derivation, isAsked);
  const addressOf = (path: string) => address({ ...dated, figure, path });
  const tree = place && treeOf(place, { isAsked, year, dated, addressOf }, start);
  const { name, about } = words[figure]!;
  const { asAt, knownAt, position, clock } = answer;
  return {
    template: 'derivation.njk',
    title: `How “${name}” comes about`,
    section: 'practices',
    breadcrumbs: [back],
    standing: {
      position,
      clock,
      knownAt,
      asAt,
      permanent: address({ ...asked.query.of(['figure', 'path', 'start']), year, asAt, knownAt, position }),
      ...(isPinned(moment) ? { latest: address({ year, figure, asAt: moment.asAt }) } : {}),
    },
    model: {
      caption: `${of}, ${year}`,
      name,
      about,
      pence: (answer as unknown as Readonly<Record<string, unknown>>)[figure] ?? null,
      tree,
      isPart: asked.query.get('path') !== undefined,
      whole: address({ ...dated, figure }),
      leaf: place && leafing(place, start, (from) => address({ ...dated, figure, path: place.path, start: from })),
      figures: Object.entries(words)
        .filter(([other]) => [...names].some(stepsOf(other, names)))
        .map(([other, { name: text }]) => ({
          text,
          href: address({ ...dated, figure: other }),
          isCurrent: other === figure,
        })),
    },
  };
}

const PATH = /^\d{1,6}(\.\d{1,6})*$/;

function placeAsked({ query }: Asked, derivation: readonly Derivation[], isAsked: IsAsked) {
  const path = query.get('path');
  if (path === undefined) return { place: rootOf(derivation, isAsked), start: 0 };
  const step = PATH.test(path) ? stepAt(derivation, path) : undefined;
  if (!step) throw new NoSuchPage('the derivation has no such step');
  return {
    place: { step, path } satisfies Place,
    start: Math.max(0, Number.parseInt(query.get('start') ?? '0', 10) || 0),
  };
}

/** Where a step has more below it than one page shows. */
function leafing({ step }: Place, start: number, addressOf: (start: number) => string) {
  const all = stepsBelow(step);
  if (all <= MOST_STEPS) return undefined;
  return {
    from: start + 1,
    to: Math.min(all, start + MOST_STEPS),
    all,
    ...(start > 0 ? { previous: addressOf(Math.max(0, start - MOST_STEPS)) } : {}),
    ...(start + MOST_STEPS < all ? { next: addressOf(start + MOST_STEPS) } : {}),
  };
}
