import { MapByAge } from './map-by-age.js';

const mapOf = (...keys: readonly string[]): MapByAge<string, string> => {
  const map = new MapByAge<string, string>();
  for (const key of keys) map.set(key, key.toUpperCase());
  return map;
};

const takenFrom = (map: MapByAge<string, string>): readonly string[] => {
  const taken: string[] = [];
  for (let oldest = map.takeOldest(); oldest; oldest = map.takeOldest()) taken.push(oldest.join(' '));
  return taken;
};

test('entries are given up in the order in which their keys came', () => {
  const map = mapOf('a', 'b', 'c');
  expect(takenFrom(map)).toEqual(['a A', 'b B', 'c C']);
  expect([map.size, map.get('a'), map.takeOldest()]).toEqual([0, undefined, undefined]);
});

test('an entry that came after all others were given up is the next', () => {
  const map = mapOf('a');
  expect(takenFrom(map)).toEqual(['a A']);
  map.set('b', 'B').set('a', 'again');
  expect(takenFrom(map)).toEqual(['b B', 'a again']);
});

test('another value leaves an entry as old as it is; a key that is deleted and set again is young', () => {
  const map = mapOf('a', 'b', 'c');
  map.set('b', 'other');
  map.delete('a');
  map.set('a', 'again');
  expect(takenFrom(map)).toEqual(['b other', 'c C', 'a again']);
});

test('the oldest of those that are left is given up while others come and go', () => {
  const map = mapOf();
  const left = new Map<string, string>();
  for (let number = 0; number < 5_000; number += 1) {
    map.set(`${number}`, 'new');
    left.set(`${number}`, 'new');
    if (number % 7 === 3) for (const all of [map, left]) all.delete(`${number - 2}`);
    if (map.size <= 100) continue;
    const [expected] = left.keys();
    expect(map.takeOldest()).toEqual([expected, 'new']);
    left.delete(expected!);
  }
  map.clear();
  expect(map.takeOldest()).toBeUndefined();
  map.set('last', 'one');
  expect(map.takeOldest()).toEqual(['last', 'one']);
});
