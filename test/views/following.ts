import type { Ledger } from '#ledger';
import { ViewsRunner, listQuery, type ListName, type RowOf } from '#projections';
import { StreamReader } from '#questions';
import { openEmbeddedViews } from '#view-store-embedded';
import { aLedger, told, type Step } from '#testing';
import { everyList } from './rows.js';

type Lists = Awaited<ReturnType<typeof everyList>>;

export type Followed = {
  readonly ledger: Ledger;
  /** Records more, and lets the views catch up. */
  told(...steps: readonly (Step | readonly Step[])[]): Promise<void>;
  /** Every list as it was followed, beside what a rebuild makes of the log. */
  lists(): Promise<{ readonly followed: Lists; readonly anew: Lists }>;
  list<Name extends ListName>(name: Name, fields?: Readonly<Record<string, string>>): Promise<readonly RowOf<Name>[]>;
};

const NEVER = '1970-01-01T00:00:00.000Z';

async function builtAnew(ledger: Ledger): Promise<Lists> {
  const views = await openEmbeddedViews({ path: ':memory:' });
  const runner = new ViewsRunner({ reader: new StreamReader(ledger.store), views, now: () => NEVER });
  try {
    await runner.rebuild();
    return await everyList(views);
  } finally {
    await runner.close();
    await views.close();
  }
}

/** A ledger and its views, which follow what it is told. */
export async function following(use: (followed: Followed) => Promise<void>): Promise<void> {
  const ledger = await aLedger();
  const views = await openEmbeddedViews({ path: ':memory:' });
  const runner = new ViewsRunner({ reader: ledger.reader, views, now: () => NEVER });
  try {
    await use({
      ledger,
      async told(...steps) {
        await told(ledger, steps.flat());
        await runner.catchUp();
      },
      lists: async () => ({ followed: await everyList(views), anew: await builtAnew(ledger) }),
      list: async (name, fields = {}) => (await runner.page(name, listQuery(name, fields))).items,
    });
  } finally {
    await runner.close();
    await views.close();
    await ledger.close();
  }
}
