import { sha256 } from '#audit';
import { refusals, Rejected, type Exposure } from '#domain';
import { pounds } from '#kernel';
import type { StatementsIssued } from '#questions';
import type { Order } from '#recording';
import { EXIT } from '../exit.js';
import type { Reach } from '../reach/reach.js';
import { withReach, type ReachOptions } from '../reach/with-reach.js';
import { columns } from '../readable/columns.js';
import type { Terminal } from '../terminal.js';

type AroundOptions = ReachOptions & {
  readonly at?: string;
  readonly actor?: string;
  readonly organisation?: string;
  readonly because?: string;
};

export type IssueOptions = AroundOptions & {
  readonly commissioner: string;
  readonly year: string;
  readonly asAt?: string;
  readonly knownAt?: string;
};

export type DifferencesOptions = AroundOptions & {
  readonly commissioner?: string;
  readonly holder?: string;
  readonly year?: string;
};

/** What came of one command. */
type Issued = {
  readonly holder: string;
  readonly statement: string;
  readonly state: 'issued' | 'issued before' | 'refused';
  readonly entitlementPence?: number;
  readonly differencePence?: number;
  readonly code?: string;
  readonly because?: string;
};

type Figures = Pick<Issued, 'entitlementPence' | 'differencePence'>;
type Planned = { readonly holder: string; readonly statement: string; readonly order: Order };

/** A statement to each practice, under an id that says what it is about, so that a repeat finds it. */
export async function runIssue(terminal: Terminal, options: IssueOptions): Promise<void> {
  const { commissioner, year, asAt, knownAt } = options;
  await withReach(terminal, { ...options, mustExist: true }, async (reach) => {
    const exposure = await reach.ask('exposure', given({ commissioner, year, asAt, knownAt }));
    const { holders } = exposure as typeof exposure & Exposure;
    const day = exposure.asAt!;
    const known = knownAt === undefined ? {} : { knownAt: exposure.knownAt };
    const planned = holders.map(({ holder }): Planned => {
      const statement = [holder, year, day, ...(known.knownAt === undefined ? [] : [known.knownAt])].join(':');
      const content = { statement, holder, year, to: holder, asAt: day, ...known };
      const commandId = `issue-statement:${statement}`;
      return { holder, statement, order: { command: 'IssueStatement', with: content, commandId } };
    });
    await issued(terminal, reach, planned, options);
  });
}

/** A difference to each statement that is wrong. Its command is told by the position of the list that it was found in. */
export async function runDifferences(terminal: Terminal, options: DifferencesOptions): Promise<void> {
  const { commissioner, holder: about, year } = options;
  await withReach(terminal, { ...options, mustExist: true }, async (reach) => {
    const answer = await reach.ask('statementsIssued', given({ commissioner, holder: about, year, wrong: 'true' }));
    const { rows } = answer as typeof answer & StatementsIssued;
    const planned = rows.map(({ holder, statement, differences }): Planned => {
      const commandId = `issue-difference:${sha256(`${statement}\n${answer.position}`)}`;
      const content = { statement, difference: `D${differences + 1}` };
      return { holder, statement, order: { command: 'IssueDifference', with: content, commandId } };
    });
    await issued(terminal, reach, planned, options);
  });
}

async function issued(
  terminal: Terminal,
  reach: Reach,
  planned: readonly Planned[],
  { at, actor, organisation, because, json }: AroundOptions,
): Promise<void> {
  const around = { recordedAt: at, actor, organisation, because };
  const rows: Issued[] = [];
  const progress = terminal.progress('issuing', planned.length);
  try {
    for (const each of planned) {
      terminal.interruption.throwIfAborted();
      rows.push(await issue(reach, { ...each, order: { ...each.order, ...around } }));
      progress.advance();
    }
  } finally {
    progress.end();
    if (json !== true) for (const line of linesOf(rows)) terminal.print(line);
  }
  if (json === true) terminal.printJson({ rows });
  if (rows.some(({ state }) => state === 'refused')) terminal.exitWith(EXIT.refused);
}

/** One that is refused does not stop the others; a store that cannot be used does. */
async function issue(reach: Reach, { holder, statement, order }: Planned): Promise<Issued> {
  try {
    const { outcome, replayed } = await reach.record(order);
    const { events } = await reach.events({ commandId: outcome.commandId });
    const { entitlementPence, differencePence } = events[0]!.data as Figures;
    const figures = given({ entitlementPence, differencePence });
    return { holder, statement, state: replayed ? 'issued before' : 'issued', ...figures };
  } catch (error) {
    if (!(error instanceof Rejected) || refusals[error.code].kind === 'unavailable') throw error;
    return { holder, statement, state: 'refused', code: error.code, because: error.message };
  }
}

const given = <Fields extends object>(fields: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;

function linesOf(rows: readonly Issued[]): readonly string[] {
  if (rows.length === 0) return ['There is nothing to issue.'];
  return columns(
    rows.map(({ holder, statement, state, entitlementPence, differencePence, code, because }) => [
      holder,
      entitlementPence === undefined ? '-' : pounds(entitlementPence),
      differencePence === undefined ? '' : `${differencePence > 0 ? '+' : ''}${pounds(differencePence)}`,
      state,
      code === undefined ? statement : `${code}: ${because}`,
    ]),
    [1, 2],
  );
}
