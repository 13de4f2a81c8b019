import { dateOf, isDate, yearDays, type Instant, type Year } from '#kernel';
import { holderAddress, type HolderKind } from '../address.js';
import { queryOf } from '../api.js';
import type { Bridge, Entitlement, EventPage } from '../answers.js';
import type { Figure } from '../charts/drawing.js';
import { timeLineDrawings, type Note, type Point } from '../charts/time-line.js';
import { waterfallDrawings } from '../charts/waterfall.js';
import { fromEvent, markedDays, type MarkedDay } from '../finance.js';
import { NO_DATE, knownDate } from '../moment.js';
import type { Page } from '../page.js';
import { WrongInput, yearAsked, type Asked } from '../request.js';
import { barsOf, type Bar } from '../statement/changes.js';
import { entitlementOf, holderOf, organisation, statementsOf, yearShown, type Holder } from '../statement/holder.js';
import { recordedUpTo } from '../statement/recorded.js';
import { eventName } from '../words/codes.js';
import { dayInWords, londonDate, momentMeant } from '../words/dates.js';
import { change, money, roughly } from '../words/money.js';
import { breadcrumbs } from '../statement/links.js';

/** What moved the figure between two moments of knowing, both as at one day. */
export const changesPage =
  (kind: HolderKind) =>
  async (asked: Asked): Promise<Page> => {
    const { api } = asked;
    const { from, to, asAt, position } = bounds(asked);
    const holder = await holderOf(asked, kind);
    const year = yearAsked(asked) ?? yearShown(asked, await statementsOf(api, holder.code));
    const answer = await entitlementOf(api, holder, year, {
      ...(asAt === undefined ? {} : { asAt }),
      ...(to === undefined ? {} : { knownAt: to }),
      ...(position === undefined ? {} : { position }),
    });
    const opening = from ?? beforeTheYear(year);
    const [bridge, finances, body] = await Promise.all([
      api.get<Bridge>('/api/v1/bridge', {
        holder: holder.code,
        year,
        from: momentMeant(opening),
        to: answer.knownAt,
        asAt: answer.asAt,
        position: answer.position,
      }),
      financesOf(asked, answer),
      answer.debtor === null ? undefined : organisation(api, answer.debtor),
    ]);
    return page(asked, kind, { holder, year, answer, opening, bridge, finances, body });
  };

function bounds({ query }: Asked) {
  const wrong = ['from', 'to'].filter((name) => {
    const value = query.get(name);
    return value !== undefined && momentMeant(value) === undefined;
  });
  const asAt = query.get('asAt');
  if (asAt !== undefined && !isDate(asAt)) wrong.push('asAt');
  if (wrong.length > 0) throw new WrongInput(wrong.map((field) => ({ field, message: NO_DATE })));
  return {
    from: query.get('from'),
    to: query.get('to') ?? query.get('knownAt'),
    asAt,
    position: query.get('position'),
  };
}

const beforeTheYear = (year: Year): string => dateOf(yearDays(year).first - 1);

const MOST_EVENTS = 1000;

async function financesOf({ api }: Asked, { debtor, year, position }: Entitlement): Promise<readonly MarkedDay[]> {
  if (debtor === null) return [];
  const { events } = await api.get<EventPage>('/api/v1/events', {
    stream: `finance-${debtor}-${year}`,
    limit: MOST_EVENTS,
  });
  return markedDays(
    recordedUpTo(events, position)
      .filter(({ inError }) => !inError)
      .map(fromEvent),
  );
}

type Shown = {
  readonly holder: Holder;
  readonly year: Year;
  readonly answer: Entitlement;
  /** A date or an instant. */
  readonly opening: string;
  readonly bridge: Bridge;
  readonly finances: readonly MarkedDay[];
  readonly body: Parameters<typeof breadcrumbs>[0];
};

function page(asked: Asked, kind: HolderKind, shown: Shown): Page {
  const { holder, year, answer, opening, bridge, body } = shown;
  const own = holderAddress(kind);
  const bars = barsOf(bridge);
  const { knownAt, position, asAt, clock } = answer;
  const openingAt = momentMeant(opening)!;
  const days = shown.finances.filter(({ ms }) => ms > Date.parse(openingAt) && ms <= Date.parse(knownAt));
  const isPast = asked.query.get('to') !== undefined || asked.query.get('position') !== undefined;
  return {
    template: 'changes.njk',
    title: 'What changed between two dates',
    section: 'practices',
    breadcrumbs: [
      ...breadcrumbs(body, year, {}),
      { text: holder.name, href: own(holder.code, { year, ...asked.query.of(['asAt']) }) },
    ],
    standing: {
      position,
      clock,
      knownAt,
      asAt,
      permanent: own(holder.code, { year, asAt, from: openingAt, to: knownAt, position }, '/changes'),
      ...(isPast
        ? { latest: own(holder.code, { year, from: opening, asAt: asked.query.get('asAt') }, '/changes') }
        : {}),
    },
    model: {
      caption: `${holder.name}, ${year}`,
      year,
      form: {
        action: asked.path,
        year,
        asAt: asked.query.get('asAt') ?? '',
        from: knownDate(opening),
        to: knownDate(asked.query.get('to') ?? knownAt),
      },
      opening: { at: openingAt, pence: bridge.openingPence },
      closing: { at: knownAt, pence: bridge.closingPence },
      movedPence: bridge.closingPence - bridge.openingPence,
      bars,
      isGrouped: bars.length < bridge.lines.length,
      waterfall: waterfallFigure(bridge, bars, openingAt),
      known: knownFigure(bridge, openingAt, days, holder),
      days,
      csv: `/api/v1/bridge?${queryOf({ holder: holder.code, year, from: openingAt, to: knownAt, asAt, position, format: 'csv' })}`,
    },
  };
}

function waterfallFigure(bridge: Bridge, bars: readonly Bar[], openingAt: Instant): Figure {
  const { openingPence, closingPence, knownAt } = bridge;
  const opening = { name: `Known on ${dayInWords(londonDate(openingAt))}`, pence: openingPence };
  const closing = { name: `Known on ${dayInWords(londonDate(knownAt))}`, pence: closingPence };
  return {
    id: 'waterfall',
    title: 'What moved the entitlement',
    description:
      `From ${money(openingPence)} to ${money(closingPence)}: ` +
      (bars.length === 0
        ? 'nothing moved it.'
        : `${bars.map(({ name, deltaPence }) => `${name} ${change(deltaPence)}`).join('; ')}.`),
    legend: [
      { name: 'up', text: 'Raises it' },
      { name: 'down', text: 'Lowers it' },
    ],
    drawings: waterfallDrawings({ opening, steps: bars, closing }),
  };
}

const movesOf = (name: string, { lines, openingPence, closingPence }: Bridge): string =>
  lines.length === 0
    ? `The entitlement of ${name} did not move: it stood at ${money(closingPence)} throughout.`
    : `The entitlement of ${name} moved ${counted(lines.length, 'time')}, ` +
      `from ${money(openingPence)} to ${money(closingPence)}.`;

/** The figure as it became known, and the commissioner's finances beside it: they mark the line, and never move it. */
function knownFigure(bridge: Bridge, openingAt: Instant, days: readonly MarkedDay[], { name }: Holder): Figure {
  const [from, to] = [Date.parse(openingAt), Date.parse(bridge.knownAt)];
  let current = bridge.openingPence;
  const points: Point[] = [{ ms: from, pence: current }];
  bridge.lines.forEach(({ recordedAt, deltaPence }, index) => {
    current += deltaPence;
    // entries of one instant are known at once: what stood between them never was a figure
    if (bridge.lines[index + 1]?.recordedAt !== recordedAt) points.push({ ms: Date.parse(recordedAt), pence: current });
  });
  points.push({ ms: to, pence: bridge.closingPence });
  return {
    id: 'known',
    title: `The entitlement as at ${dayInWords(bridge.asAt)}, as it became known`,
    description:
      `${movesOf(name, bridge)} ` +
      `The commissioner’s finances have events on ${counted(days.length, 'day')}; none of them moved it.`,
    legend: [
      { name: 'entitled', text: 'Entitled' },
      { name: 'mark', text: 'Event of the commissioner’s finances' },
    ],
    drawings: timeLineDrawings({
      from,
      to: Math.max(to, from + 86_400_000),
      series: [{ name: 'entitled', text: 'Entitled', points, isStep: true }],
      marks: days,
      notes: notesOf(bridge),
    }),
  };
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Of the entries that moved the line those that moved it most, months of activity apart, which move it all the time. */
const MOST_NOTES = 3;
/** A move of less than this part of the largest figure is no news. */
const WORTH_A_NOTE = 0.08;

function notesOf({ lines, openingPence }: Bridge): readonly Note[] {
  let current = openingPence;
  const notes = lines.map((each) => {
    const before = current;
    current += each.deltaPence;
    const text = `${eventName(each.event)} ${each.deltaPence > 0 ? '+' : ''}${roughly(each.deltaPence)}`;
    return { ms: Date.parse(each.recordedAt), pence: Math.min(before, current), text, ...each };
  });
  const largest = Math.max(...notes.map(({ pence }) => Math.abs(pence)), Math.abs(openingPence), 1);
  return notes
    .filter(({ event, deltaPence }) => event !== 'ActualsRecorded' && Math.abs(deltaPence) >= largest * WORTH_A_NOTE)
    .toSorted((a, b) => Math.abs(b.deltaPence) - Math.abs(a.deltaPence))
    .slice(0, MOST_NOTES)
    .map(({ ms, pence, text }) => ({ ms, pence, text }));
}
