/** The rules behind the figures in a sentence each, by the number that a derivation names. */
export const RULES: readonly { readonly number: number; readonly name: string; readonly says: string }[] = [
  rule(
    1,
    'Days and defaults',
    'Days are days in London. “Known at” takes in everything recorded by that moment; “as at” is by default the last day of the year, or the day of “known at” where that is earlier.',
  ),
  rule(
    2,
    'Cells that count',
    'A service line counts for a month once its actual use is known, the month has ended, and the budget names the line. Budget and actual are added up over the same months and lines, so a month not yet reported is neither a saving nor an overspend.',
  ),
  rule(
    3,
    'The version in force',
    'Final data stand over first data, first data over estimates, and the latest over earlier ones. A restatement adds to what stood when it was recorded.',
  ),
  rule(
    4,
    'Spreading over months',
    'A budget is spread over the twelve months by its profile, equally where it has none. Amounts are split to the penny, and the parts add back up.',
  ),
  rule(
    5,
    'Costs, cases and adjustments',
    'Costs of new services and adjustments count when their month counts. Of a high-cost case what lies above the threshold comes out.',
  ),
  rule(
    6,
    'Entries that count',
    'Changes of the budget count. A top-slice, contingency or savings target decided after the agreement was signed does not count against a guarantee that protects the budget.',
  ),
  rule(
    7,
    'Segments',
    'A year is cut where agreements begin, end or vary, and where a practice joins or leaves a group. Days without an agreement follow the guidance.',
  ),
  rule(8, 'Splitting by days', 'A month that is cut is split by days.'),
  rule(9, 'Days of membership', 'Days as a member of a group belong to the group and follow its agreement.'),
  rule(
    10,
    'Variance and pools',
    'Budget less actual use, less costs of new services, with adjustments. Parts of a year add up unless the agreement says that they stand alone; none of the saving is below nothing.',
  ),
  rule(
    11,
    'The share, rounded up once',
    'Of the net saving the practice has its share, rounded up to the next penny, once, at the end.',
  ),
  rule(
    12,
    'Recovery of overspends',
    'Overspends of earlier years come off as the terms say: not at all, in full first, or in instalments.',
  ),
  rule(13, 'The order of bases', 'Ruling stands over guarantee, guarantee over agreement, agreement over guidance.'),
  rule(
    14,
    'Commissioner finances stay out',
    'The commissioner’s finances never enter the entitlement. They decide what can be paid and when.',
  ),
  rule(
    15,
    'Striking a group',
    'When a member leaves or one joins, the group’s figure is struck as it stood the day before, and the parts are kept.',
  ),
  rule(16, 'The key of a split', 'A group splits by list size at the latest census, or equally, as it was created.'),
  rule(
    17,
    'Own figure and group parts',
    'A practice is entitled to its own figure and to its parts of groups’ figures.',
  ),
  rule(
    18,
    'Payments to a group',
    'What is paid to a group counts on its members’ statements in proportion to their parts.',
  ),
  rule(
    19,
    'The debtor',
    'The commissioner to which the practice is assigned at the end of the year owes the entitlement, followed through successions.',
  ),
  rule(
    20,
    'Status, offers and disputes',
    'Statuses follow what is recorded. An offer stands until the next; below the own entitlement it makes the figure contested, as an open dispute does.',
  ),
  rule(
    21,
    'Exposure and roll-up',
    'A release fund, less what it paid already, is shared over what is outstanding, the strongest basis first. Sums of bodies add up the statements of their practices.',
  ),
  rule(
    22,
    'The same command twice',
    'A command that is sent again with the same id is answered as before and recorded once.',
  ),
  rule(
    23,
    'Rulings',
    'From a ruling on the figure follows its effects: a share, a sum, or how much of an entry counts.',
  ),
  rule(
    24,
    'Recorded in error',
    'What was recorded in error counts for nothing from the moment that it is said to be; what was known before stays as it was known.',
  ),
  rule(
    25,
    'What-if and what changed',
    'What changed between two moments is told entry by entry, for the same day, and nothing is left over.',
  ),
];

function rule(number: number, name: string, says: string) {
  return { number, name, says };
}
