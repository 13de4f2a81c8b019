import { COMMISSIONER_TYPES, streamOf, type LedgerEvent } from '#domain';
import { attachmentsOf, type DirectoryKeys, type EventMetadata } from '#event-store';

/** Names of the directory's keys: which streams a question or a command must read. It never answers a figure. */
export const keyOf = {
  /** Streams of practices that ever joined the group. */
  members: (group: string) => `members:${group}`,
  /** Streams of practices that were ever assigned to the commissioner. */
  practices: (commissioner: string) => `practices:${commissioner}`,
  /** Streams of commissioners that were ever said to belong to the body. */
  belonging: (body: string) => `belonging:${body}`,
  /** Streams of the bodies that it was ever named to succeed. */
  predecessors: (successor: string) => `predecessors:${successor}`,
  /** Streams of disputes about the holder's year. */
  disputes: (holder: string, year: string) => `disputes:${holder}:${year}`,
  /** Accounts on which an overspend of the holder was recorded. */
  overspends: (holder: string) => `overspends:${holder}`,
  /** Streams in which policies were adopted. */
  policies: 'policies',
  /** Accounts from which anything of the holder was moved to a later year. */
  movedFrom: (holder: string) => `moved-from:${holder}`,
  /** Streams of all practices. */
  allPractices: 'practices',
  /** Streams of all that may hold budgets for practices. */
  allCommissioners: 'commissioners',
  /** Streams of decisions that took the place of the decision. */
  superseding: (decision: string) => `superseding:${decision}`,
  /** Streams of events that rest on the document, or say what it is held to be. */
  document: (sha256: string) => `document:${sha256}`,
  /** Streams of all events that rest on documents. */
  allDocuments: 'documents',
  /** Streams of transfers from or to the practice whose account of a year it is. */
  transfersOf: (account: string) => `transfers:${account}`,
  /** Every stream in which the code is spoken of, as holder, practice, commissioner, group or organisation. */
  about: (code: string) => `about:${code}`,
} as const;

type Keys = {
  readonly [Type in LedgerEvent['type']]?: (data: Extract<LedgerEvent, { type: Type }>['data']) => readonly string[];
};

const KEYS: Keys = {
  OrganisationRegistered({ type }) {
    if (type === 'PRACTICE') return [keyOf.allPractices];
    return COMMISSIONER_TYPES.includes(type) ? [keyOf.allCommissioners] : [];
  },
  PracticeAssigned: ({ commissioner }) => [keyOf.practices(commissioner)],
  CommissionerAssigned: ({ to }) => [keyOf.belonging(to)],
  PracticeJoinedGroup: ({ group }) => [keyOf.members(group)],
  SuccessorNamed: ({ successors }) => successors.map(keyOf.predecessors),
  DisputeOpened: ({ holder, year }) => [keyOf.disputes(holder, year)],
  OverspendCarried: ({ holder }) => [keyOf.overspends(holder)],
  CommissioningDecisionRecorded: ({ supersedes }) => (supersedes === undefined ? [] : [keyOf.superseding(supersedes)]),
  PolicyAdopted: () => [keyOf.policies],
  OverpaymentSetOff: ({ holder }) => [keyOf.movedFrom(holder)],
  EntitlementCarriedForward: ({ holder }) => [keyOf.movedFrom(holder)],
  ActivityTransferred: ({ practice, to, year }) =>
    [practice, to].map((code) => keyOf.transfersOf(streamOf.account(code, year))),
  DocumentClassified: ({ document }) => [keyOf.document(document)],
};

/** The fields of an event that name whom it is about. */
export const CODE_FIELDS = [
  'holder',
  'practice',
  'commissioner',
  'group',
  'code',
  'to',
  'organisation',
  'body',
] as const;

/** Of the keys below. Whoever changes what an event is found under takes the next number: kept directories are then made anew. */
export const DIRECTORY_VERSION = 2;

const keysOfDocuments = ({ evidence }: EventMetadata): readonly string[] =>
  evidence === undefined
    ? []
    : [keyOf.allDocuments, ...attachmentsOf(evidence).map(({ sha256 }) => keyOf.document(sha256))];

/** The keys under which an event's stream is to be found. */
export const directoryKeys: DirectoryKeys = ({ type, data, metadata }) => {
  const keys = [...((KEYS as Record<string, ((data: object) => readonly string[]) | undefined>)[type]?.(data) ?? [])];
  for (const field of CODE_FIELDS) {
    const code = data[field];
    if (typeof code !== 'string') continue;
    const about = keyOf.about(code);
    if (!keys.includes(about)) keys.push(about);
  }
  return [...keys, ...keysOfDocuments(metadata)];
};
