import { dateOf, monthDays, yearDays, yearStarting } from '#kernel';
import { GROUPS, LINES, TRUSTS, type Story } from './story.js';

type Move = (story: Story) => void;

const REASONS = ['GROWTH', 'TARIFF', 'LIST_CHANGE', 'CORRECTION', 'CONTINGENCY', 'TOP_SLICE', 'TOP_SLICE', 'SAVINGS_TARGET', 'TOP_SLICE_RETURNED', 'VIREMENT']; // prettier-ignore

function entry(story: Story): void {
  const { chance } = story;
  const [practice, year] = [story.practice(), story.year()];
  const { first, last } = yearDays(year);
  const inYear = story.hot.filter((day) => day >= first && day <= last);
  const effectiveOn = dateOf(chance.likely(0.7) ? chance.of(inYear) : chance.whole(first, last));
  const day = story.day();
  const decided = () => (chance.likely(0.5) ? { decidedOn: dateOf(day - chance.whole(0, 200)) } : {});
  const reason = chance.of(REASONS);
  const pence = story.pence();
  const free = Object.fromEntries(
    chance.some(LINES).map((line) => [line, chance.likely(0.8) ? -story.pence() : story.pence()]),
  );
  const lines = reason === 'VIREMENT' ? { EL: pence, NEL: -pence } : free;
  let returns = story.id('E');
  story.tell(day, 'PostBudgetEntry', { practice, year, entry: returns, effectiveOn, reason, lines, ...decided() });
  story.entries.push({ entry: returns, practice, year, lines: Object.keys(lines) });
  let at = day;
  while (chance.likely(0.45)) {
    const back = Object.fromEntries(chance.some(Object.keys(lines)).map((line) => [line, story.signed()]));
    at += chance.whole(0, 60);
    const entry = story.id('E');
    const on = { effectiveOn: dateOf(chance.of(inYear)), reason: chance.of(['TOP_SLICE_RETURNED', 'TOP_SLICE']) };
    story.tell(at, 'PostBudgetEntry', { practice, year, entry, ...on, lines: back, returns, ...decided() });
    story.entries.push({ entry, practice, year, lines: Object.keys(back) });
    if (chance.likely(0.6)) returns = entry;
  }
}

function effectsOf(story: Story, holder: string, year: string): readonly object[] {
  const { chance } = story;
  const isGroup = (GROUPS as readonly string[]).includes(holder);
  const entries = story.entries.filter((each) => each.year === year && (isGroup || each.practice === holder));
  return Array.from({ length: chance.whole(1, 2) }, () => {
    const kind = chance.of(['SET_SHARE', 'SET_ENTITLEMENT', 'COUNT_ENTRY', 'COUNT_ENTRY', 'COUNT_ENTRY']);
    if (kind === 'SET_SHARE') return { kind, shareBp: chance.whole(0, 10_000) };
    if (kind === 'SET_ENTITLEMENT' || entries.length === 0) return { kind: 'SET_ENTITLEMENT', pence: story.pence() };
    const { entry: id, practice } = chance.of(entries);
    return {
      kind,
      entry: id,
      portionBp: chance.of([0, 1, 3333, 5000, 9999, 10_000]),
      ...(isGroup ? { practice } : {}),
    };
  });
}

/** One dispute after the other about the same holder and year. */
function disputes(story: Story): void {
  const { chance } = story;
  const [holder, year] = [story.holder(), story.year()];
  let day = story.day();
  for (let count = chance.whole(1, 3); count > 0; count -= 1) {
    const dispute = story.id('D');
    story.tell(day, 'OpenDispute', { dispute, holder, year, about: 'The figure' });
    day += chance.whole(0, 90);
    if (chance.likely(0.2)) continue;
    const outcome = chance.of(['UPHELD', 'PART_UPHELD', 'UPHELD', 'DISMISSED', 'REMITTED']);
    const effects =
      outcome === 'DISMISSED' || outcome === 'REMITTED' ? {} : { effects: effectsOf(story, holder, year) };
    story.tell(day, 'IssueRuling', { dispute, outcome, ...effects });
  }
}

function restatement(story: Story): void {
  const { chance } = story;
  const [practice, year, month] = [story.practice(), story.year(), chance.whole(1, 12)];
  const rows = chance.some(LINES).map((line) => ({ month, line, deltaPence: story.signed() }));
  const given = { practice, year, restatement: story.id('R'), cause: 'CODING', rows };
  story.tell(monthDays(year, month).last + chance.whole(10, 250), 'RestateActuals', given);
}

const cost: Move = (story) =>
  story.tell(story.day(), 'RecordServiceCost', {
    practice: story.practice(),
    year: story.year(),
    scheme: story.chance.of(['S1', 'S2']),
    month: story.chance.whole(1, 12),
    pence: story.pence(),
  });

const pooled: Move = (story) =>
  story.tell(story.day(), 'PoolHighCostCase', {
    practice: story.practice(),
    year: story.year(),
    case: story.id('C'),
    month: story.chance.whole(1, 12),
    line: story.chance.of(LINES),
    costPence: story.pence(),
    thresholdPence: story.pence(),
  });

const adjustment: Move = (story) =>
  story.tell(story.day(), 'AgreeAdjustment', {
    practice: story.practice(),
    year: story.year(),
    adjustment: story.id('A'),
    kind: 'TARIFF',
    ...(story.chance.likely(0.5) ? { month: story.chance.whole(1, 12) } : {}),
    pence: story.signed(),
  });

const overspend: Move = (story) =>
  story.tell(story.day(), 'RecordOverspend', {
    holder: story.holder(),
    fromYear: yearStarting(Number(story.chance.of(story.years).slice(0, 4)) - story.chance.whole(0, 3)),
    pence: story.pence(),
  });

function payment(story: Story): void {
  const { chance } = story;
  const [holder, year] = [story.holder(), story.year()];
  const id = story.id('P');
  const pence = 1 + story.pence();
  const day = story.day();
  story.tell(day, 'RecordPayment', { holder, year, payment: id, pence });
  if (chance.likely(0.4)) {
    const back = { payment: story.id('P'), pence: -chance.whole(1, pence), reverses: id };
    story.tell(day + chance.whole(0, 40), 'RecordPayment', { holder, year, ...back });
  }
}

function suspension(story: Story): void {
  const { chance } = story;
  const who = chance.likely(0.5) ? { holder: story.holder() } : { commissioner: chance.of(TRUSTS) };
  const given = { ...who, year: story.year(), because: 'Recovery plan' };
  const day = story.day();
  story.tell(day, 'SuspendRelease', given);
  if (chance.likely(0.4)) story.tell(day + chance.whole(1, 200), 'LiftSuspension', given);
}

const release: Move = (story) =>
  story.tell(story.day(), 'ReleaseFunds', {
    holder: story.holder(),
    year: story.year(),
    release: story.id('RL'),
    pence: 1 + story.pence(),
  });

const fund: Move = (story) =>
  story.tell(story.day(), 'SetReleaseFund', {
    commissioner: story.chance.of(TRUSTS),
    year: story.year(),
    pence: story.pence() * story.chance.of([1, 1, 20]),
  });

const offer: Move = (story) =>
  story.tell(story.day(), 'OfferRelease', {
    holder: story.holder(),
    year: story.year(),
    ...(story.chance.likely(0.5) ? { shareBp: story.chance.whole(0, 10_000) } : { pence: story.pence() }),
  });

const confirmation: Move = (story) => {
  const [holder, year] = [story.holder(), story.year()];
  const accepts = story.chance.likely(0.8) ? { acceptEstimates: [...LINES] } : {};
  story.tell(yearDays(year).last + story.chance.whole(1, 200), 'ConfirmEntitlement', { holder, year, ...accepts });
};

const list: Move = (story) =>
  story.tell(story.day(), 'RecordListSize', {
    practice: story.practice(),
    censusDate: dateOf(story.hotDay()),
    patients: story.chance.whole(0, 20),
  });

const reassignment: Move = (story) =>
  story.tell(story.day(), 'AssignPractice', {
    practice: story.practice(),
    commissioner: story.chance.of(TRUSTS),
    from: dateOf(story.hotDay()),
  });

function succession(story: Story): void {
  const { chance } = story;
  const code = chance.of(TRUSTS.slice(0, 2));
  const from = story.hotDay();
  const others = TRUSTS.filter((each) => each > code);
  const day = from + chance.whole(-40, 60);
  story.tell(day, 'NameSuccessor', { code, from: dateOf(from), successors: chance.some(others) });
  if (chance.likely(0.7)) story.tell(day, 'CloseOrganisation', { code, lastDay: dateOf(from - 1) });
}

/** What happens to money; what stands more than once happens more often. */
export const moneyMoves: readonly Move[] = [
  ...[entry, entry, entry, disputes, disputes, restatement, restatement, payment, payment, overspend, overspend],
  ...[cost, pooled, adjustment, adjustment, suspension, release, fund, offer, confirmation, list, reassignment],
  succession,
];
