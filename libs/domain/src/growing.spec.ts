import fc from 'fast-check';
import { withEntry } from './history.js';

const step = fc.record({ from: fc.nat(), key: fc.integer({ min: 0, max: 12 }), value: fc.nat() });

describe('a map of a state', () => {
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
