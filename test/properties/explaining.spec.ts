import fc from 'fast-check';
import { Rejected } from '#domain';
import { property } from './checking.js';
import { commandsOf, histories } from './history.js';
import { playing } from './playing.js';
import { bridge, entitlement, exposure, holdersOf, rollUp, statements, whatIf } from './statements.js';
import { TRUSTS, yearsOf } from './world.js';

const bridged = fc.record({
  history: histories({ moves: 45 }),
  from: fc.nat(200),
  span: fc.integer({ min: 1, max: 120 }),
  asAt: fc.option(fc.constantFrom('2006-09-30', '2007-03-31', '2007-12-31'), { nil: undefined }),
});

property('a bridge explains every penny between two moments', 8, bridged, async ({ history, from, span, asAt }) => {
  await playing(commandsOf(history), async ({ ledger, accepted }) => {
    const first = accepted[from % accepted.length]!.recordedAt;
    const last = accepted[Math.min(accepted.length - 1, (from % accepted.length) + span)]!.recordedAt;
    for (const holder of holdersOf(history.world)) {
      for (const year of yearsOf(history.world)) {
        const at = asAt === undefined ? {} : { asAt };
        const { openingPence, lines, closingPence, residualPence } = await bridge(ledger, {
          holder,
          year,
          from: first,
          to: last,
          ...at,
        });
        const closing = await entitlement(ledger, holder, year, { knownAt: last, ...at });
        const opening = await entitlement(ledger, holder, year, { knownAt: first, asAt: closing.asAt });
        expect({ openingPence, closingPence, residualPence }).toEqual({
          openingPence: opening.entitlementPence,
          closingPence: closing.entitlementPence,
          residualPence: 0,
        });
        expect(lines.reduce((sum, { deltaPence }) => sum + deltaPence, openingPence)).toBe(closingPence);
        expect(lines.filter(({ deltaPence }) => deltaPence === 0)).toEqual([]);
        const positions = lines.map(({ position }) => position);
        expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      }
    }
  });
});

const omitted = fc.record({ history: histories({ moves: 45 }), which: fc.nat(500) });

/** Bodies must stay, so that there is somebody to ask about. */
const FOUNDING: ReadonlySet<string> = new Set(['RegisterOrganisation', 'CreateGroup']);

property('leaving a command out by supposition is recording it in error', 14, omitted, async ({ history, which }) => {
  await playing(commandsOf(history), async ({ ledger, accepted }) => {
    const eligible = accepted.filter(({ command }) => !FOUNDING.has(command));
    const { commandId, command } = eligible[which % eligible.length]!;
    const supposed = new Map<string, number>();
    const [holders, years] = [holdersOf(history.world), yearsOf(history.world)];
    for (const holder of holders) {
      for (const year of years) {
        const { supposedPence } = await whatIf(ledger, { holder, year, suppose: [{ omit: commandId }] });
        supposed.set(`${holder} ${year}`, supposedPence);
      }
    }
    await ledger.recorder
      .record({ command: 'RecordInError', with: { command: commandId, because: 'A mistake' } })
      .catch((error: unknown) => {
        if (!(error instanceof Rejected && error.code === 'ALREADY_IN_ERROR')) throw error;
      });
    const after = await statements(ledger, history.world);
    const figures = new Map([...after].map(([key, { entitlementPence }]) => [key, entitlementPence]));
    expect({ command, figures }).toEqual({ command, figures: supposed });
  });
});

property('a change of debtor leaves what is owed as it is', 8, histories({ moves: 40 }), async (history) => {
  await playing(commandsOf(history), async ({ ledger }) => {
    const owedOf = async () => {
      const all = await statements(ledger, history.world);
      const years = yearsOf(history.world);
      const england = await Promise.all(
        years.map(async (year) => ({ ...(await rollUp(ledger, 'ENGLAND', year)), position: 0 })),
      );
      const outstanding: number[] = [];
      for (const year of years) {
        const rows = await Promise.all(TRUSTS.map((trust) => exposure(ledger, trust, year)));
        outstanding.push(rows.reduce((sum, { outstandingPence }) => sum + outstandingPence, 0));
      }
      const owed = [...all].map(([key, { outstandingPence, entitlementPence }]) => ({
        key,
        outstandingPence,
        entitlementPence,
      }));
      return { england, outstanding, owed };
    };
    const before = await owedOf();
    const because = { code: '5X1', lastDay: '2009-09-30' };
    await ledger.recorder.record({
      command: 'NameSuccessor',
      with: { code: '5X1', from: '2009-10-01', successors: ['5X3'] },
    });
    await ledger.recorder.record({ command: 'CloseOrganisation', with: because });
    expect(await owedOf()).toEqual(before);
  });
});
