import type { QuestionInput } from '#contract';
import type { AccessEntry, AccessLog, AccessPage } from '#event-store';
import { instant } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';

/** Who looked at what. It is told from the access log and not from the events, whose moment it stands beside. */
export type AccessLogAnswer = {
  readonly rows: readonly AccessEntry[];
  readonly next: number | null;
  readonly upTo: number;
  readonly upToHash: string | null;
};

/** How looks are read. */
export type ReadLooks = AccessLog['page'];

/** Of a ledger that keeps no access log. */
export const noLooks: ReadLooks = async (): Promise<AccessPage> => ({
  entries: [],
  next: null,
  upTo: 0,
  upToHash: null,
});

const DEFAULT_LIMIT = 100;

export async function accessLog(
  asking: Asking,
  looks: ReadLooks,
  asked: QuestionInput<'accessLog'>,
): Promise<AccessLogAnswer & Omit<AnsweredFrom, 'asAt'>> {
  const { from, to, knownAt, sort, limit = DEFAULT_LIMIT, ...filter } = asked;
  const until = [to, knownAt].filter((at) => at !== undefined).map(instant);
  const moment = await asking.momentOf(asked);
  const { entries, ...page } = await looks({
    ...filter,
    from: from === undefined ? undefined : instant(from),
    to: until.toSorted()[0],
    descending: sort !== 'number',
    limit,
  });
  return { rows: entries, ...page, ...asking.from(moment) };
}
