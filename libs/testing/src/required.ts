/** What a suite may need beyond a fresh clone: the contract's folder beside the project, a server, a browser. */
const REQUIRED: ReadonlySet<string> = new Set(
  (process.env['LEDGER_TEST_REQUIRE'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
);

/** Whether LEDGER_TEST_REQUIRE, a list with commas, says that `what` must be there. */
export const required = (what: string): boolean => REQUIRED.has(what);

/**
 * `test` where what it needs is there. Where it is not: a skipped test that says why, or, where it is required, a
 * failing one.
 */
export function testWhere(
  what: string,
  isPresent: boolean,
  missing: string,
): (title: string, run: () => unknown) => void {
  if (isPresent) return (title, run) => test(title, run as () => Promise<void>);
  if (required(what)) {
    return (title) =>
      test(title, () => {
        throw new Error(`${missing}, and LEDGER_TEST_REQUIRE asks for ${what}`);
      });
  }
  return (title, run) => test.skip(`${title} (skipped: ${missing})`, run as () => Promise<void>);
}
