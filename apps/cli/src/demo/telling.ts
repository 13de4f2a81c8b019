import type { QuestionName } from '#contract';
import type { Entitlement, Exposure, WhatIf } from '#domain';
import { AFTER_DEFICIT, BEFORE_DEFICIT, DEMONSTRATION_PCT, deficitLabels } from '#exchange';
import { ReadBy, type Ledger } from '#ledger';
import type { Answer } from '#questions';
import { answerLines } from '../readable/answer.js';
import { columns } from '../readable/columns.js';
import { pounds } from '#kernel';
import type { Terminal } from '../terminal.js';

/** Holds a guarantee that protects its baseline: the picture that the ledger is for. */
const PROTECTED = 'A99001';
const YEAR = '2007-08';

/** Others on the same two days, whose promise is less, with what they hold. */
const COMPARED: readonly (readonly [holder: string, holds: string])[] = [
  [PROTECTED, 'guarantee, baseline protected'],
  ['GRP1', 'guarantee of a group, baseline protected'],
  ['A99002', 'guarantee, baseline not protected'],
  ['A99003', 'agreement, no guarantee'],
  ['A99005', 'guidance only'],
];

/** One practice before and after the deficit; what the trust owes, can afford and has paid; and a supposition. */
export async function tellStory(terminal: Terminal, ledger: Ledger): Promise<void> {
  const reader = new ReadBy(ledger, { actor: 'demonstration', organisation: null, way: 'CLI' });
  const ask = <A extends Answer>(question: QuestionName, fields: object): Promise<A> =>
    reader.ask(question, fields) as Promise<A>;
  const entitlementOf = (holder: string, knownAt: string): Promise<Entitlement & Answer> =>
    ask('entitlement', { holder, year: YEAR, knownAt });
  const chapter = (title: string, lines: readonly string[]): void =>
    terminal.print(['', title, '='.repeat(title.length), ...lines].join('\n'));

  const before = await entitlementOf(PROTECTED, BEFORE_DEFICIT);
  const after = await entitlementOf(PROTECTED, AFTER_DEFICIT);
  chapter('Ash Road Surgery on 14 November 2007, the evening before the deficit', answerLines('entitlement', before));
  chapter(
    'Ash Road Surgery on 16 November 2007, after deficit, top-slice, recovery plan and suspension',
    answerLines('entitlement', after),
  );
  chapter(samePence(before, after), await comparison(entitlementOf));

  const exposure = await ask<Exposure & Answer>('exposure', { commissioner: DEMONSTRATION_PCT, year: YEAR });
  chapter('What the trust owes, can afford and has paid, a year later', answerLines('exposure', exposure));

  const suppose = deficitLabels(PROTECTED).map((omit) => ({ omit }));
  const supposed = await ask<WhatIf & Answer>('whatIf', { holder: PROTECTED, year: YEAR, suppose });
  chapter('What if nothing of the deficit had happened?', answerLines('whatIf', supposed));
}

function samePence(before: Entitlement, after: Entitlement): string {
  const moved = after.entitlementPence - before.entitlementPence;
  return moved === 0
    ? `The same ${pounds(after.entitlementPence)} before and after: the promise holds`
    : `The deficit moved the figure by ${pounds(moved)}`;
}

async function comparison(
  entitlementOf: (holder: string, knownAt: string) => Promise<Entitlement>,
): Promise<readonly string[]> {
  const rows = [['Holder', 'before', 'after', 'what it holds']];
  for (const [holder, holds] of COMPARED) {
    const [before, after] = [await entitlementOf(holder, BEFORE_DEFICIT), await entitlementOf(holder, AFTER_DEFICIT)];
    rows.push([holder, pounds(before.entitlementPence), pounds(after.entitlementPence), holds]);
  }
  return columns(rows, [1, 2]);
}
