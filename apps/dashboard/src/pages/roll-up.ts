import type { Year } from '#kernel';
import { ENGLAND, bodyAddress, commissionerAddress, rollUpAddress, type Link } from '../address.js';
import type { JournalHead, Listed, RollUp } from '../answers.js';
import { browsed, listParameters, paging, sortedColumns, type BrowsedColumn } from '../browse.js';
import { isPinned, knownDate, momentIn, nowOf, questioned, type Moment } from '../moment.js';
import type { Page } from '../page.js';
import { Elsewhere, NoSuchPage, codeOf, yearAsked, type Asked } from '../request.js';
import { rollUpCards, rollUpCells } from '../roll-up.js';
import type { OrganisationRow, RollUpRow } from '../rows.js';
import { organisation, yearToday, yearsToShow } from '../statement/holder.js';
import { amount, column, numbers, text, type Table } from '../table.js';
import { BASES, organisationType } from '../words/codes.js';
import { dateForm } from '../statement/links.js';

const MOST_YEARS = 50;
const ON_A_PAGE = 60;

type Body = { readonly code: string; readonly name: string; readonly type: string; readonly belongsTo: string | null };

/** The sums of England, an authority or a commissioner, and of the bodies below it. */
export async function rollUpPage(asked: Asked): Promise<Page> {
  const { api, query } = asked;
  const code = codeOf(asked);
  const moment = momentIn(query);
  const [body, listed] = await Promise.all([
    bodyOf(asked, code),
    api.get<Listed<RollUpRow> & { asAt?: string }>('/api/v1/roll-ups', { of: code, sort: '-year', limit: MOST_YEARS }),
  ]);
  const year = yearAsked(asked) ?? listed.items[0]?.year ?? yearToday(listed.asAt);
  const isPast = (isPinned(moment) || moment.asAt !== undefined) && !standsNow(moment, listed);
  const row = listed.items.find((each) => each.year === year);
  const [shown, above] = await Promise.all([
    isPast ? thenShown(asked, body, year, moment) : nowShown(asked, body, year, row, listed),
    body.belongsTo === null ? undefined : organisation(api, body.belongsTo),
  ]);
  return {
    template: 'roll-up.njk',
    title: body.name,
    section: 'commissioners',
    breadcrumbs: crumbs(body, above, year),
    ...(shown.standing === undefined
      ? {}
      : { standing: { ...shown.standing, ...(isPast ? { latest: rollUpAddress(code, { year }) } : {}) } }),
    model: {
      caption: code === ENGLAND ? 'All practices' : `${code} · ${organisationType(body.type)}`,
      year,
      years: yearsToShow(listed.items, year).map((each) => ({
        text: each,
        href: rollUpAddress(code, { year: each }),
        isCurrent: each === year,
      })),
      dates: dateForm(asked.path, year, moment),
      ...shown.model,
      own: isCommissioner(body.type) ? commissionerAddress(code, { year, ...moment }) : undefined,
    },
  };
}

type Stood = Listed<RollUpRow> & { readonly asAt?: string };

/** Whether a permanent link was opened before anything else was recorded: the lists answer it at once. */
const standsNow = ({ asAt, knownAt, position }: Moment, listed: Stood): boolean =>
  position === String(listed.position) &&
  asAt !== undefined &&
  asAt === listed.asAt &&
  knownAt !== undefined &&
  knownDate(knownAt) === listed.asAt;

const isCommissioner = (type: string): boolean => bodyAddress(type, 'x').startsWith('/commissioners/');

async function bodyOf({ api, query }: Asked, code: string): Promise<Body> {
  if (code === ENGLAND) return { code, name: 'England', type: ENGLAND, belongsTo: null };
  const found: OrganisationRow | undefined = await organisation(api, code);
  if (!found) throw new NoSuchPage(`${code} is not recorded`);
  if (found.type === 'PRACTICE') throw new Elsewhere(bodyAddress(found.type, code, query.all()));
  return found;
}

const crumbs = ({ code }: Body, above: OrganisationRow | undefined, year: Year): readonly Link[] =>
  code === ENGLAND
    ? []
    : [
        { text: 'England', href: rollUpAddress(ENGLAND, { year }) },
        ...(above ? [{ text: above.name, href: rollUpAddress(above.code, { year }) }] : []),
      ];

const money = (label: string, by: string): BrowsedColumn => ({ label, by, numeric: true, order: 'amount' });

const COLUMNS: readonly BrowsedColumn[] = [
  { label: 'Body', by: 'name' },
  money('Entitled', 'entitledPence'),
  money('Paid', 'paidPence'),
  money('Outstanding', 'outstandingPence'),
  money('Ruling', 'rulingPence'),
  money('Guarantee', 'guaranteePence'),
  money('Agreement', 'agreementPence'),
  money('Guidance', 'guidancePence'),
  money('Practices', 'practices'),
];

const NOTHING = { entitledPence: 0, paidPence: 0, outstandingPence: 0, practices: 0 };

type ShownRollUp = { readonly standing: Page['standing'] | undefined; readonly model: object };

/** The bodies below are a list too: England's authorities, an authority's commissioners. */
async function nowShown(
  asked: Asked,
  body: Body,
  year: Year,
  row: RollUpRow | undefined,
  { position, clock, asAt }: Stood,
): Promise<ShownRollUp> {
  const { api, query } = asked;
  const below = body.code === ENGLAND ? await englandsOwn(api, year) : { belongsTo: body.code };
  const browsing = browsed(asked, {
    kept: { year },
    filters: [],
    columns: COLUMNS,
    usualSort: 'name',
    list: '/api/v1/roll-ups',
    fixed: { ...below, year },
    limit: ON_A_PAGE,
  });
  const parameters = { ...listParameters(browsing), sort: query.get('sort') ?? browsing.usualSort };
  const [bodies, head] = await Promise.all([
    api.get<Listed<RollUpRow>>(browsing.list, parameters),
    api.get<JournalHead>('/api/v1/journal', { limit: 1 }),
  ]);
  const knownAt = nowOf(head);
  const table: Table = {
    id: 'bodies',
    caption: body.code === ENGLAND ? `Bodies of England, ${year}` : `Bodies below ${body.name}, ${year}`,
    stacked: true,
    columns: sortedColumns(browsing),
    rows: bodies.items.map(rollUpCells),
  };
  return {
    standing: {
      position,
      clock,
      knownAt,
      permanent: rollUpAddress(body.code, { year, asAt, knownAt, position }),
    },
    model: {
      cards: rollUpCards(row ?? NOTHING),
      byBasis:
        row &&
        basisTable(
          year,
          [row.rulingPence, row.guaranteePence, row.agreementPence, row.guidancePence],
          row.entitledPence,
        ),
      ...(bodies.items.length === 0
        ? {}
        : { bodies: table, paging: paging(browsing, bodies.items.length, bodies.next) }),
    },
  };
}

/** Authorities where there are any; else the commissioners themselves. */
async function englandsOwn(api: Asked['api'], year: Year): Promise<Readonly<Record<string, string>>> {
  const { items } = await api.get<Listed<RollUpRow>>('/api/v1/roll-ups', { type: 'SHA', year, limit: 1 });
  return { type: items.length > 0 ? 'SHA' : 'PCT' };
}

/** Worked out from the log; all of England takes a while, so it is asked for by a button. */
async function thenShown({ api, query }: Asked, body: Body, year: Year, moment: Moment): Promise<ShownRollUp> {
  if (body.code === ENGLAND && query.get('work') !== 'out') {
    return {
      standing: undefined,
      model: { workOut: rollUpAddress(body.code, { year, ...moment, work: 'out' }) },
    };
  }
  const answer = await api.get<RollUp>('/api/v1/roll-up', { of: body.code, year, ...questioned(moment) });
  const { asAt, knownAt, position: at, clock, byBasis } = answer;
  return {
    standing: {
      position: at,
      clock,
      knownAt,
      ...(asAt === undefined ? {} : { asAt }),
      permanent: rollUpAddress(body.code, { year, asAt, knownAt, position: at }),
    },
    model: {
      cards: rollUpCards(answer),
      byBasis: basisTable(
        year,
        Object.keys(BASES).map((basis) => byBasis[basis] ?? 0),
        answer.entitledPence,
      ),
      isThen: true,
    },
  };
}

const basisTable = (year: Year, amounts: readonly number[], entitledPence: number): Table => ({
  id: 'by-basis',
  caption: `Entitled by basis, ${year}`,
  columns: [column('Basis'), numbers('Entitled')],
  rows: Object.values(BASES).map(({ text: basis }, index) => [text(basis), amount(amounts[index] ?? 0)]),
  total: [text('Together'), amount(entitledPence)],
});
