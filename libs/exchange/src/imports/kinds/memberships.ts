import { streamOf } from '#domain';
import { dateOf, dayOf, isDate } from '#kernel';
import { columns, Drafting, given, inForceIf, type Drafted } from '../draft.js';
import { asItIs, type Known, type Settled } from '../known.js';
import type { Cells } from '../cells.js';
import type { Layout } from '../layout.js';
import { isAssigned } from './organisations.js';
import type { ImportKind } from './kind.js';
import { dateOfOds, isUsualPracticeCode, UNUSUAL_CODE } from './practice-code.js';

/** What ODS codes of parents stand for, first match; those with a type of the contract come last. */
const PARENTS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^4/, 'the parent is a primary care group: no type of the contract'],
  [/^[67]/, 'the parent is a Welsh local health board: no type of the contract'],
  [/^(5[0-9A-Z]{2}|T[0-9A-Z]{2}|\d{2}[A-Z])$/, 'the parent is not registered; import it as an organisation first'],
];
const OTHER_PARENT = 'the parent is not registered, and its code is of no type of the contract';
const NO_PRACTICE = 'the practice is not registered';
const NO_NEXT = 'left_date is not followed by another commissioner here: the ledger leaves the practice where it was';

type Membership = {
  readonly practice: string | undefined;
  readonly commissioner: string | undefined;
  readonly from: string | undefined;
  readonly left?: string | undefined;
};

function whyLeftOut(known: Known, practice: string, parent: string): Settled | undefined {
  if (!known.organisation(parent).registration && !known.group(parent).created) {
    const [, reason = OTHER_PARENT] = PARENTS.find(([pattern]) => pattern.test(parent)) ?? [];
    return { is: 'left out', reason };
  }
  if (known.organisation(practice).registration || known.group(practice).created) return undefined;
  return { is: 'left out', reason: NO_PRACTICE };
}

const streamsOf = (codes: readonly string[]) =>
  codes.flatMap((code) => [streamOf.organisation(code), streamOf.group(code)]);
const place = (practice: string, from: string) => `${practice}/${from}`;

function draft(rows: readonly Cells[], columnOf: (field: string) => string, read: (row: Cells) => Membership): Drafted {
  const drafting = new Drafting();
  const memberships = rows.map((row) => ({ row, ...read(row) }));
  const parents = new Map(
    memberships.map(({ practice = '', from = '', commissioner }) => [place(practice, from), commissioner]),
  );
  for (const { row, practice = '', commissioner = '', from = '', left } of memberships) {
    const next = left !== undefined && isDate(left) ? parents.get(place(practice, dateOf(dayOf(left) + 1))) : undefined;
    drafting.add(row, {
      command: 'AssignPractice',
      with: given({
        practice: practice || undefined,
        commissioner: commissioner || undefined,
        from: from || undefined,
      }),
      ...{ key: place(practice, from), lane: practice, columnOf },
      streams: streamsOf([practice, commissioner, ...(next === undefined ? [] : [next])]),
      settle(known, command) {
        const out =
          whyLeftOut(known, practice, commissioner) ?? inForceIf(isAssigned(known, practice, commissioner, from));
        if (out) return out;
        const flags = [
          ...(isUsualPracticeCode(practice) ? [] : [UNUSUAL_CODE]),
          ...(left !== undefined && staysWhereItWas(known, practice, left, next) ? [NO_NEXT] : []),
        ];
        return { ...asItIs({ with: command, rows: [row] }), flags } as Settled;
      },
    });
  }
  return drafting.done();
}

/** An assignment lasts until the next one, or until the practice closes. */
function staysWhereItWas(known: Known, practice: string, left: string, next: string | undefined): boolean {
  const { closure } = known.organisation(practice);
  const isClosed = closure !== undefined && dateOf(closure.lastDay) <= left;
  return !isClosed && (next === undefined || !known.organisation(next).registration);
}

const TEMPLATE: Layout = {
  name: 'the template',
  columns: [
    { name: 'practice', about: 'code of the practice' },
    { name: 'commissioner', about: 'whose practice it is from that day, until the next row of the practice' },
    { name: 'from', about: 'YYYY-MM-DD' },
  ],
  draft: (rows) =>
    draft(rows, columns('practice'), (row) => ({
      practice: row.text('practice'),
      commissioner: row.text('commissioner'),
      from: row.text('from'),
    })),
};

const EPCMEM: Layout = {
  name: 'ODS epcmem',
  columns: [
    { name: 'practice_code', about: 'practice' },
    { name: 'parent_code', about: 'commissioner' },
    { name: 'parent_type', about: 'W for every parent, whatever it is', optional: true, notRead: true },
    { name: 'join_date', about: 'from, YYYYMMDD' },
    { name: 'left_date', about: 'compared with the next join_date: a gap is flagged', optional: true },
    { name: 'amended', about: '', optional: true, notRead: true },
  ],
  draft: (rows) =>
    draft(
      rows,
      columns('practice_code', { practice: 'practice_code', commissioner: 'parent_code', from: 'join_date' }),
      (row) => ({
        practice: row.text('practice_code'),
        commissioner: row.text('parent_code'),
        from: dateOfOds(row.text('join_date')),
        left: dateOfOds(row.text('left_date')),
      }),
    ),
};

export const memberships: ImportKind = {
  summary: 'says whose practice a practice is from a day on',
  layouts: [TEMPLATE, EPCMEM],
  examples: [
    ['A99001', '5X1', '2006-10-01'],
    ['A99002', '5X1', '2006-10-01'],
  ],
};
