import fc from 'fast-check';
import { withEntry } from './history.js';

const step = fc.record({ from: fc.nat(), key: fc.integer({ min: 0, max: 12 }), value: fc.nat() });

const growing = fc.record({ from: fc.double({ min: 0, max: 1, noNaN: true }), fresh: fc.nat(150) });

describe('a map of a state', () => {
  test('however large it was and however often others went on from it, each is what a copied map would be', () =>
    fc.assert(
      fc.property(fc.array(growing, { minLength: 5, maxLength: 30 }), (branches) => {
        const states = [{ map: new Map() as ReadonlyMap<string, number>, copy: new Map<string, number>() }];
        for (const [branch, { from, fresh }] of branches.entries()) {
          let { map, copy } = states[Math.floor(from * (states.length - 1))]!;
          for (let entry = 0; entry < fresh; entry += 1) {
            map = withEntry(map, `${branch}/${entry}`, entry);
            copy = new Map(copy).set(`${branch}/${entry}`, entry);
            if (entry % 40 === 0) states.push({ map, copy });
          }
          const oldest = [...copy.keys()][0];
          if (oldest !== undefined) map = withEntry(map, oldest, branch);
          states.push({ map, copy: oldest === undefined ? copy : new Map(copy).set(oldest, branch) });
        }
        for (const { map, copy } of states) {
          expect(map.size).toBe(copy.size);
          expect([...map]).toEqual([...copy]);
          expect([...map.keys()].map((key) => [key, map.get(key)])).toEqual([...copy]);
          expect([...map.values()]).toEqual([...copy.values()]);
        }
      }),
      { numRuns: 40 },
    ));

  test('is what a copied map would be, whichever state it goes on from, and no state ever changes', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const states: { readonly map: ReadonlyMap<number, number>; readonly copy: Map<number, number> }[] = [
          { map: new Map(), copy: new Map() },
        ];
        for (const { from, key, value } of steps) {
          const before = states[from % states.length]!;
          states.push({ map: withEntry(before.map, key, value), copy: new Map(before.copy).set(key, value) });
        }
        for (const { map, copy } of states) {
          expect([...map]).toEqual([...copy]);
          expect([...map.keys()]).toEqual([...copy.keys()]);
          expect([...map.values()]).toEqual([...copy.values()]);
          expect(map.size).toBe(copy.size);
          for (let key = 0; key <= 12; key += 1) {
            expect(map.get(key)).toBe(copy.get(key));
            expect(map.has(key)).toBe(copy.has(key));
          }
          const visited: [number, number][] = [];
          map.forEach((value, key) => visited.push([key, value]));
          expect(visited).toEqual([...copy]);
        }
      }),
    ));
});
