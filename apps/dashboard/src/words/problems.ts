/** What a refusal means to whoever met it, and what to do about it. */
export type ProblemWords = { readonly means: string; readonly todo: string };

const words = (means: string, todo: string): ProblemWords => ({ means, todo });

/** By the kind that every code has. */
const BY_KIND: Readonly<Record<string, ProblemWords>> = {
  invalid: words(
    'What was sent is not written as it must be. Nothing was recorded.',
    'Correct the fields that are named and send it again.',
  ),
  absent: words(
    'What is named is not recorded, or was not yet recorded at the moment that was asked about.',
    'Check the code. If you asked about the past, choose a later date in “known at”.',
  ),
  conflict: words(
    'It conflicts with what is recorded already. Nothing was recorded.',
    'Look at what is recorded in the journal, and decide again.',
  ),
  rule: words(
    'A rule of the ledger forbids it in this case. Nothing was recorded.',
    'The detail of the problem says which figure or date stands against it.',
  ),
  'too-large': words('It is larger than one entry may be. Nothing was recorded.', 'Send it in parts.'),
  unsupported: words(
    'What was sent is of a type that is not taken here. Nothing was recorded.',
    'Send a command or question as JSON in UTF-8; a document as one of the types that are kept, and as what it is.',
  ),
  unauthenticated: words('The ledger does not know who you are.', 'Sign in, and try again.'),
  forbidden: words('You are known, and may not do this.', 'Ask somebody who may.'),
  'too-many': words('More was asked in a short time than one caller may.', 'Wait a little, and ask again.'),
  unavailable: words(
    'The ledger cannot answer this at the moment. Nothing is lost.',
    'Try again in a moment. If it stays so, tell whoever runs the ledger.',
  ),
};

/** Where more can be said than the kind says. */
const BY_CODE: Readonly<Record<string, ProblemWords>> = {
  COMMAND_ID_REUSED: words(
    'The id of this command was used before, for a command with other content. Nothing was recorded.',
    'If you meant to repeat the command, send exactly the same content. If you meant another, give it another id.',
  ),
  UNKNOWN_DOCUMENT: words(
    'The ledger does not have this document. It may be held by somebody else, or have been destroyed.',
    'Add the file as a document first, or ask whoever is said to hold it.',
  ),
  DOCUMENT_TOO_LARGE: words(
    'The document is larger than the ledger keeps. Nothing was kept.',
    'Send a smaller scan of it.',
  ),
  DOCUMENT_DAMAGED: words(
    'The file of this document is no longer what it was, so it is not shown. The entry that names it is as it was.',
    'Whoever runs the ledger can mend it from a backup, or by adding the right file again.',
  ),
  NOT_FOUND: words(
    'There is nothing at this address.',
    'Check the address, or start from the first page and search for the practice, group or commissioner.',
  ),
  NOT_YET: words(
    'What you asked for has not been counted yet: the lists are being brought up to date.',
    'Wait a moment. The page asks again by itself.',
  ),
  WRONG_REVISION: words(
    'Somebody recorded something else after you last looked. Nothing of yours was recorded.',
    'Look again at what stands now, and decide again.',
  ),
  SUSPENDED: words(
    'Releases are suspended, so no money can be made available now. The entitlement stays what it is.',
    'The suspension must be lifted first. What the practice is entitled to does not change meanwhile.',
  ),
  NOT_FROZEN: words(
    'A month with a budget has no final data (freeze) yet, so the figure of the year cannot be confirmed.',
    'Record the final data, or accept estimates for the lines that will have none.',
  ),
  BUDGET_ALREADY_SET: words(
    'The budget of a year is set once. It stands, and nothing was recorded.',
    'Record a change of the budget as an entry with its reason.',
  ),
  STORE_UNAVAILABLE: words(
    'The store of the ledger cannot be used at the moment. What was recorded is safe.',
    'Try again in a moment. If it stays so, tell whoever runs the ledger.',
  ),
};

const OTHERWISE = words('The ledger refused it. Nothing was recorded.', 'The detail of the problem says why.');

export const problemWords = (code: string | undefined, kind: string | undefined): ProblemWords =>
  BY_CODE[code ?? ''] ?? BY_KIND[kind ?? ''] ?? OTHERWISE;
