import type { Ledger } from '#ledger';
import { ViewsRunner, listQuery, type ListName, type RowOf } from '#projections';
import { openEmbeddedViews } from '#view-store-embedded';
import { aLedger, told, type Step } from '#testing';

export type Followed = {
  readonly ledger: Ledger;
  /** Records more, and lets the views catch up. */
  told(...steps: readonly (Step | readonly Step[])[]): Promise<void>;
  list<Name extends ListName>(name: Name, fields?: Readonly<Record<string, string>>): Promise<readonly RowOf<Name>[]>;
};

/** A ledger and its views, which follow what it is told. */
export async function following(use: (followed: Followed) => Promise<void>): Promise<void> {
  const ledger = await aLedger();
  const views = await openEmbeddedViews({ path: ':memory:' });
  const runner = new ViewsRunner({ reader: ledger.reader, views, now: () => '1970-01-01T00:00:00.000Z' });
  try {
    await use({
      ledger,
      async told(...steps) {
        await told(ledger, steps.flat());
        await runner.catchUp();
      },
      list: async (name, fields = {}) => (await runner.page(name, listQuery(name, fields))).items,
    });
  } finally {
    await runner.close();
    await views.close();
    await ledger.close();
  }
}
