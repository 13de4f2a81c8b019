import { jest } from '@jest/globals';
import { ServerClock } from './server-clock.js';

const NOON_MS = Date.parse('2026-11-22T12:00:00Z');
const HOUR_MS = 3_600_000;

afterEach(() => jest.useRealTimers());

/** Told at noon by our clock what the server's is then. */
function toldAtNoon(date: unknown): ServerClock {
  jest.useFakeTimers({ now: NOON_MS });
  const clock = new ServerClock();
  clock.tells(date, ServerClock.now());
  return clock;
}

test.each([
  ['Sun, 22 Nov 2026 12:05:00 GMT', 305_000],
  ['Sun, 22 Nov 2026 11:55:00 GMT', -295_000],
  [undefined, 0],
  ['soon', 0],
])('a server that says %s at noon is ahead by %d ms, within seconds and later rather than earlier', (date, aheadMs) => {
  const clock = toldAtNoon(date);
  expect(clock.aheadMs).toBe(aheadMs);
  jest.advanceTimersByTime(HOUR_MS);
  expect(clock.aheadMs).toBe(aheadMs);
});

test('an answer that was long on its way does not make the server seem behind', () => {
  jest.useFakeTimers({ now: NOON_MS });
  const clock = new ServerClock();
  const asked = ServerClock.now();
  jest.advanceTimersByTime(5_000);
  clock.tells('Sun, 22 Nov 2026 12:00:00 GMT', asked);
  expect(clock.aheadMs).toBe(5_000);
});

test('where our clock is set back, the server is ahead by so much more', () => {
  const clock = toldAtNoon('Sun, 22 Nov 2026 12:00:00 GMT');
  jest.advanceTimersByTime(HOUR_MS);
  jest.setSystemTime(NOON_MS);
  expect(clock.aheadMs).toBe(HOUR_MS + 5_000);
});

test('a machine that slept is as far behind as before', () => {
  const clock = toldAtNoon('Sun, 22 Nov 2026 12:00:00 GMT');
  jest.setSystemTime(NOON_MS + HOUR_MS); // without time having passed for the process
  expect(clock.aheadMs).toBe(5_000);
});
