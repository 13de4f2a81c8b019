import { ViewsUnavailable, type Change, type ViewStore } from '#projections';
import { aRow, adding, asking, at, openedViewsEach, taking, type OpeningViews, type Traits } from './view-sample.js';

const PRACTICES = 300;

/** Rows of which each says at which position it was written. */
const writtenAt = (position: number): readonly Change[] => [
  taking('organisations', {}),
  adding(
    'organisations',
    ...Array.from({ length: PRACTICES }, (_, index) =>
      aRow('organisations', { code: `P${index}`, patients: position }),
    ),
  ),
];

const advancedTo = (store: ViewStore, position: number): Promise<void> =>
  store.advance(writtenAt(position), at(position));

/** The position that a reader finds, in the checkpoint and in every row. */
async function foundIn(store: ViewStore): Promise<number | undefined> {
  const { items, checkpoint } = await store.page('organisations', asking('organisations'));
  expect(items.length).toBe(checkpoint ? PRACTICES : 0);
  expect(new Set(items.map(({ patients }) => patients))).toEqual(new Set(checkpoint ? [checkpoint.position] : []));
  return checkpoint?.position;
}

/** Reads again and again while `work` is under way. @returns the positions found */
async function readDuring(store: ViewStore, work: Promise<void>): Promise<readonly (number | undefined)[]> {
  const found: (number | undefined)[] = [];
  let isUnderWay = true;
  const ended = work.finally(() => (isUnderWay = false));
  const reader = async () => {
    while (isUnderWay) found.push(await foundIn(store));
  };
  await Promise.all([ended, reader(), reader(), reader()]);
  return found;
}

export function viewRebuildConformance(open: OpeningViews, { outlivesClosing }: Traits): void {
  const opened = openedViewsEach(open);

  describe('reading', () => {
    test('while views advance shows the checkpoint before or the one after, whole', async () => {
      const { store } = opened();
      await advancedTo(store, 1);
      const found = await readDuring(store, advancedTo(store, 2));
      expect(found.filter((position) => position !== 1 && position !== 2)).toEqual([]);
      expect(await foundIn(store)).toBe(2);
    });
  });

  describe('a rebuild', () => {
    test('begins empty, and is read by itself while the old views serve on', async () => {
      const { store } = opened();
      await advancedTo(store, 1);
      const rebuild = await store.beside();
      expect(await foundIn(rebuild)).toBeUndefined();
      await advancedTo(rebuild, 7);
      await advancedTo(store, 2);
      expect(await foundIn(rebuild)).toBe(7);
      expect(await foundIn(store)).toBe(2);
    });

    test('takes the place of the old views at once, and readers go on', async () => {
      const { store } = opened();
      await advancedTo(store, 1);
      for (const position of [2, 3, 4]) {
        const rebuild = await store.beside();
        await advancedTo(rebuild, position);
        const found = await readDuring(store, rebuild.swap());
        expect(found.filter((one) => one !== position - 1 && one !== position)).toEqual([]);
        expect(await foundIn(store)).toBe(position);
      }
      await advancedTo(store, 5);
      expect(await foundIn(store)).toBe(5);
    });

    test('that has taken its place is over', async () => {
      const { store } = opened();
      const rebuild = await store.beside();
      await advancedTo(rebuild, 2);
      await rebuild.swap();
      await expect(rebuild.advance([], at(3))).rejects.toThrow(ViewsUnavailable);
      await expect(rebuild.swap()).rejects.toThrow(ViewsUnavailable);
      await rebuild.discard();
      await rebuild.close();
      expect(await foundIn(store)).toBe(2);
    });

    test('that is thrown away leaves the old views as they are', async () => {
      const { store } = opened();
      await advancedTo(store, 1);
      const rebuild = await store.beside();
      await advancedTo(rebuild, 2);
      await rebuild.discard();
      await rebuild.discard();
      await expect(rebuild.checkpoint()).rejects.toThrow(ViewsUnavailable);
      expect(await foundIn(store)).toBe(1);
    });

    test('begins anew where an earlier one was left behind', async () => {
      const { store } = opened();
      await advancedTo(await store.beside(), 8);
      const left = await store.beside();
      await advancedTo(left, 9);
      await left.close();
      const rebuild = await store.beside();
      expect(await foundIn(rebuild)).toBeUndefined();
      await expect(left.swap()).rejects.toThrow(ViewsUnavailable);
      await left.discard();
      await advancedTo(rebuild, 3);
      await rebuild.swap();
      expect(await foundIn(store)).toBe(3);
    });

    test('has none beside it', async () => {
      await expect((await opened().store.beside()).beside()).rejects.toThrow(TypeError);
    });

    if (!outlivesClosing) return;
    test('is what is found after opening again; one that was not done is not', async () => {
      const { store, reopen } = opened();
      const rebuild = await store.beside();
      await advancedTo(rebuild, 2);
      await rebuild.swap();
      await rebuild.discard();
      await advancedTo(await store.beside(), 9);
      const again = await reopen();
      expect(await foundIn(again)).toBe(2);
      expect(await foundIn(await again.beside())).toBeUndefined();
    });
  });
}
