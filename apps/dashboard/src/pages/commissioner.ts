import type { Instant, Year } from '#kernel';
import {
  address,
  bodyAddress,
  commissionerAddress,
  groupAddress,
  rollUpAddress,
  ENGLAND,
  type Link,
} from '../address.js';
import type { Api } from '../api.js';
import type { Exposure, JournalHead, Listed } from '../answers.js';
import { filterForm, listParameters, paging, sortedColumns } from '../browse.js';
import { commissionerCards, type Sums } from '../commissioner/cards.js';
import { practicesThen } from '../commissioner/as-known-then.js';
import { statementCells, statementsBrowsed } from '../commissioner/practices.js';
import { samplesBetween } from '../commissioner/samples.js';
import { timeLineOf, type ShownYear, type TimeLineShown } from '../commissioner/time-line.js';
import { isPinned, momentIn, nowOf, questioned, type Moment } from '../moment.js';
import type { Page } from '../page.js';
import { Elsewhere, NoSuchPage, codeOf, yearAsked, type Asked } from '../request.js';
import type { ExposureRow, GroupRow, OrganisationRow, OverdueRow, StatementRow, TimelineRow } from '../rows.js';
import { organisation, yearToday, yearsToShow } from '../statement/holder.js';
import { amount, column, numbers, tags, text, type Table } from '../table.js';
import { basisTag, figureTag, organisationType, releaseTag } from '../words/codes.js';
import { overdueTable } from './overdue.js';
import { dateForm } from '../statement/links.js';

const MOST_YEARS = 50;
const MOST_FINANCES = 500;
const OVERDUE_SHOWN = 5;
const MOST_GROUPS = 100;

/** A commissioner's year: the three sums, its finances on one time line with them, and its practices. */
export async function commissionerPage(asked: Asked): Promise<Page> {
  const { api, query } = asked;
  const code = codeOf(asked);
  const moment = momentIn(query);
  const [body, exposures] = await Promise.all([
    commissionerOf(asked, code),
    api.get<Listed<ExposureRow> & { asAt?: string }>('/api/v1/exposures', {
      commissioner: code,
      sort: '-year',
      limit: MOST_YEARS,
    }),
  ]);
  const year = yearAsked(asked) ?? exposures.items[0]?.year ?? yearToday(exposures.asAt);
  const row = exposures.items.find((each) => each.year === year);
  const [shown, overdue, above] = await Promise.all([
    isOfThePast(moment) ? then(asked, code, body.name, year, moment) : now(asked, code, body.name, year, row),
    api.get<Listed<OverdueRow>>('/api/v1/overdue', { commissioner: code, year, limit: OVERDUE_SHOWN }),
    body.belongsTo === null ? undefined : organisation(api, body.belongsTo),
  ]);
  const dated = { year, ...moment };
  return {
    template: 'commissioner.njk',
    title: body.name,
    section: 'commissioners',
    breadcrumbs: crumbs(above, year),
    standing: {
      ...shown.standing,
      permanent: commissionerAddress(code, { year, ...shown.stands }),
      ...(isPinned(moment) ? { latest: commissionerAddress(code, { year }) } : {}),
    },
    model: {
      caption: `${code} · ${organisationType(body.type)}`,
      code,
      year,
      years: yearsToShow(exposures.items, year).map((each) => ({
        text: each,
        href: commissionerAddress(code, { ...moment, asAt: undefined, year: each }),
        isCurrent: each === year,
      })),
      dates: dateForm(asked.path, year, moment),
      cards: commissionerCards(code, year, shown.sums, dated),
      timeLine: shown.timeLine,
      practices: shown.practices,
      groups: shown.groups,
      overdue: overdueTable(overdue.items),
      links: {
        register: address('/questions/succession-register', { commissioner: code, knownAt: moment.knownAt }),
        overdue: address('/overdue', { commissioner: code, year }),
        journal: address('/journal', { commissioner: code, year }),
        rollUp: rollUpAddress(code, { year }),
        agreements: address('/agreements', { commissioner: code }),
      },
      successors: body.successors.map((successor) => ({
        text: successor,
        href: commissionerAddress(successor, { year }),
      })),
      closedOn: body.closedOn,
    },
  };
}

/** Lists tell only what stands now; a day or a moment of the past is worked out from the log. */
const isOfThePast = (moment: Moment): boolean => isPinned(moment) || moment.asAt !== undefined;

async function commissionerOf(asked: Asked, code: string): Promise<OrganisationRow> {
  const body = await organisation(asked.api, code);
  if (!body) throw new NoSuchPage(`${code} is not recorded`);
  const own = bodyAddress(body.type, code, asked.query.all());
  if (!own.startsWith('/commissioners/')) throw new Elsewhere(own);
  return body;
}

const crumbs = (above: OrganisationRow | undefined, year: Year): readonly Link[] => [
  { text: 'England', href: rollUpAddress(ENGLAND, { year }) },
  ...(above ? [{ text: above.name, href: rollUpAddress(above.code, { year }) }] : []),
];

const NOTHING: Sums = {
  entitledPence: 0,
  affordablePence: null,
  releaseFundPence: null,
  paidPence: 0,
  outstandingPence: 0,
  shortfallPence: null,
  byBasis: {},
};

/** From the lists, at once. */
async function now(asked: Asked, code: string, name: string, year: Year, row: ExposureRow | undefined) {
  const { api } = asked;
  const browsing = statementsBrowsed(asked, year, { commissioner: code });
  const [listed, rows, head, last, groups] = await Promise.all([
    api.get<Listed<StatementRow> & { asAt?: string }>(browsing.list, listParameters(browsing)),
    timeline(api, code, year),
    api.get<JournalHead>('/api/v1/journal', { limit: 1 }),
    lastRecorded(api, code, year),
    groupsOf(api, code, year),
  ]);
  const at = nowOf(head);
  const sums: Sums = row ? { ...row, byBasis: byBasisOf(row) } : NOTHING;
  return {
    standing: { position: listed.position, clock: listed.clock, knownAt: at },
    stands: { asAt: listed.asAt, knownAt: at, position: listed.position },
    sums,
    timeLine: await timeLine(api, {
      code,
      name,
      year,
      rows,
      latest: { ...sums, at: last ?? at, position: listed.position },
    }),
    groups,
    practices: {
      form: filterForm(browsing),
      paging: paging(browsing, listed.items.length, listed.next),
      table: {
        id: 'practices',
        caption: `Practices of ${year}`,
        stacked: true,
        columns: sortedColumns(browsing),
        rows: listed.items.map((each) => statementCells(each, { year })),
        empty: filterForm(browsing).isActive
          ? 'No practice is like that.'
          : 'No practice has a statement for this year.',
      } satisfies Table,
    },
  };
}

const byBasisOf = (row: ExposureRow): Sums['byBasis'] => ({
  RULING: row.rulingPence,
  GUARANTEE: row.guaranteePence,
  AGREEMENT: row.agreementPence,
  GUIDANCE: row.guidancePence,
});

async function timeline(api: Api, commissioner: string, year: Year): Promise<readonly TimelineRow[]> {
  const { items } = await api.get<Listed<TimelineRow>>('/api/v1/timeline', {
    commissioner,
    year,
    limit: MOST_FINANCES,
  });
  return items;
}

/** When the last entry about a commissioner's year was recorded: the time line ends there. */
async function lastRecorded(
  api: Api,
  commissioner: string,
  year: Year,
  position?: number,
): Promise<Instant | undefined> {
  const { items } = await api.get<JournalHead>('/api/v1/journal', {
    commissioner,
    year,
    positionTo: position,
    limit: 1,
  });
  return items[0]?.recordedAt;
}

async function timeLine(api: Api, shown: Omit<ShownYear, 'samples'>): Promise<TimeLineShown> {
  const { code, year, rows, latest } = shown;
  return timeLineOf({ ...shown, samples: await samplesBetween(api, code, year, rows, latest) });
}

async function groupsOf(api: Api, commissioner: string, year: Year): Promise<Table> {
  const groups = await api.get<Listed<GroupRow>>('/api/v1/groups', { commissioner, limit: MOST_GROUPS });
  const statements =
    groups.items.length === 0
      ? { items: [] }
      : await api.get<Listed<StatementRow>>('/api/v1/statements', {
          commissioner,
          year,
          holderType: 'GROUP',
          limit: MOST_GROUPS,
        });
  const byGroup = new Map(statements.items.map((row) => [row.holder, row]));
  return {
    id: 'groups',
    caption: `Groups of practices, ${year}`,
    stacked: true,
    columns: [
      column('Group'),
      numbers('Members now'),
      numbers('Entitled'),
      numbers('Paid'),
      column('Basis'),
      column('Status'),
    ],
    rows: groups.items.map(({ group, name, members }) => {
      const row = byGroup.get(group);
      return [
        text(name, groupAddress(group, { year }), group),
        { kind: 'count', count: members },
        amount(row?.entitlementPence, groupAddress(group, { year, figure: 'entitlementPence' }, '/derivation')),
        amount(row?.paidPence, groupAddress(group, { year, figure: 'paidPence' }, '/derivation')),
        row ? tags(basisTag(row.basis)) : text('No statement'),
        row ? tags(figureTag(row.figureStatus), releaseTag(row.releaseStatus)) : text(''),
      ];
    }),
  };
}

/** Worked out from the log, as it was known at a moment of the past. */
async function then({ api, query, path }: Asked, code: string, name: string, year: Year, moment: Moment) {
  const exposure = await api.get<Exposure>('/api/v1/exposure', { commissioner: code, year, ...questioned(moment) });
  const dated = { year, ...moment };
  const { asAt, knownAt, position, clock } = exposure;
  const [practices, rows, last] = await Promise.all([
    practicesThen(api, exposure, path, query, dated),
    timeline(api, code, year),
    lastRecorded(api, code, year, position),
  ]);
  const known = rows.filter((row) => row.position <= position);
  return {
    standing: { position, clock, knownAt, asAt },
    stands: { asAt, knownAt, position },
    sums: exposure,
    timeLine: await timeLine(api, { code, name, year, rows: known, latest: { ...exposure, at: last ?? knownAt } }),
    groups: undefined,
    practices: { table: practices.table, then: practices },
  };
}
