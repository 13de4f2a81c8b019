import { AFTER_DEFICIT, BEFORE_DEFICIT, DEMONSTRATION_PCT } from '#exchange';

const LEDGER = 'npm run --silent ledger --';
/** The practice of the dispute: slice, offer, ruling and payment all stand in its bridge. */
const DISPUTED = 'A99004';
const YEAR = '2007-08';
const BRIDGE = `ask bridge --holder ${DISPUTED} --year ${YEAR} --from ${BEFORE_DEFICIT} --to 2008-12-31T23:59:59Z --as-at 2008-03-31`;
const EXPLAINED = `ask entitlement --holder ${DISPUTED} --year ${YEAR} --known-at ${AFTER_DEFICIT} --explain`;

/** Commands for a store that nobody serves. @param store  its address, without a password */
export const nextSteps = (store: string): readonly string[] =>
  store === 'memory:'
    ? []
    : [
        '',
        'Try next',
        ...[EXPLAINED, BRIDGE, `events --holder ${DISPUTED} --type RulingIssued`].map(
          (words) => `  ${LEDGER} ${words} --store ${forShell(store)}`,
        ),
        '',
        'Without --once it is served over HTTP as well.',
      ];

/** A shell reads signs such as & itself. */
const forShell = (word: string): string => (/^[\w:./-]+$/.test(word) ? word : `'${word}'`);

/** Commands against the running server. */
export const nextStepsWhileServed = (url: string): readonly string[] => [
  '',
  'Try next, from another terminal (an embedded store has one writer, so go through the server while it runs)',
  `  curl -s '${url}/api/v1/entitlement?holder=${DISPUTED}&year=${YEAR}&knownAt=${BEFORE_DEFICIT}'`,
  `  curl -s '${url}/api/v1/exposure?commissioner=${DEMONSTRATION_PCT}&year=${YEAR}'`,
  ...[EXPLAINED, BRIDGE].map((words) => `  ${LEDGER} ${words} --server ${url}`),
];
