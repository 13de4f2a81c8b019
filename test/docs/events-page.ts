import { commandCatalogue, commandNames, describeForOpenApi, type CommandName } from '#contract';
import {
  COMMON_REFUSALS,
  ENGLAND,
  declarationOf,
  eventSchemas,
  refusals,
  streamOf,
  type LedgerEvent,
  type RefusalCode,
} from '#domain';
import type { StoredEvent } from '#event-store';
import { versionOf } from '#kernel';
import { aLedger, everyCommand, told, type Step } from '#testing';

/** One command as it was given and told. */
type Telling = { readonly given: Step; readonly event: StoredEvent };

/** Gives every command once and looks at what it tells. */
async function tellings(): Promise<readonly Telling[]> {
  const ledger = await aLedger();
  await told(ledger, everyCommand);
  const events = await ledger.store.readAll({ after: 0n, limit: 1000 });
  await ledger.close();
  return everyCommand.flatMap((given) =>
    events.filter(({ metadata }) => metadata.commandId === given.id).map((event) => ({ given, event })),
  );
}

/** The name of a stream with the fields of the command in place of what they say: `account-<holder>-<year>`. */
function patternOf({ given, event }: Telling): string {
  if (given.command === 'RecordInError') return '<stream of the command>';
  if (event.stream === streamOf.policy(ENGLAND)) return event.stream;
  const fields = { ...event.data, ...given.with } as Record<string, unknown>;
  const nameOf = (text: string, among: readonly string[]) => among.find((field) => fields[field] === text) ?? 'code';
  const [, kind, id, year] = /^([a-z]+)-(.+?)(?:-(\d{4}-\d{2}))?$/.exec(event.stream)!;
  const name = nameOf(id!, [
    'holder',
    'practice',
    'commissioner',
    'group',
    'code',
    'dispute',
    'case',
    'decision',
    'body',
    'challenge',
    'transfer',
    'document',
  ]);
  const ofYear = year === undefined ? '' : `-<${nameOf(year, ['year', 'fromYear'])}>`;
  return `${kind}-<${name}>${ofYear}`;
}

const unique = (items: readonly string[]): readonly string[] => [...new Set(items)];
const coded = (items: readonly string[], separator = ', '): string =>
  items.map((item) => `\`${item}\``).join(separator);

function commandRow(command: CommandName, all: readonly Telling[]): string {
  const own = all.filter(({ given }) => given.command === command);
  const events = coded(unique(own.map(({ event }) => event.type)));
  const streams = coded(unique(own.map(patternOf)));
  const codes = coded(declarationOf(command).refusals);
  return `| ${command} | ${commandCatalogue[command].summary} | ${events} | ${streams} | ${codes} |`;
}

/** Fields that a command may leave out, by its class. */
function optionalFields(): ReadonlySet<string> {
  const optional = new Set<string>();
  const ApiProperty = (options: { required?: boolean }) => (prototype: object, name: string) => {
    if (options.required === false) optional.add(`${prototype.constructor.name}.${name}`);
  };
  describeForOpenApi({ ApiProperty, ApiExtraModels: () => () => undefined } as never);
  return optional;
}

function eventRow(type: LedgerEvent['type'], all: readonly Telling[], optional: ReadonlySet<string>): string {
  const own = all.filter(({ event }) => event.type === type);
  const isOptional = (field: string) =>
    own.some(({ event }) => !Object.hasOwn(event.data, field)) ||
    own.some(({ given, event }) => optional.has(`${given.command}.${field}`) && sameAsGiven(given, event, field));
  const fields = unique(own.flatMap(({ event }) => Object.keys(event.data))).map(
    (field) => `${field}${isOptional(field) ? '?' : ''}`,
  );
  const { personal } = eventSchemas[type];
  const by = coded(unique(own.map(({ given }) => given.command)));
  return `| ${type} | ${versionOf(eventSchemas[type])} | ${by} | ${fields.join(', ')} | ${personal.join(', ')} |`;
}

/** Fields that a command may leave out and that its event always has. */
const ALWAYS_THERE: ReadonlySet<string> = new Set([
  'BudgetEntryPosted.decidedOn',
  'BudgetStatementIssued.issuedOn',
  'DataChallengeRaised.raisedOn',
  'DataChallengeAnswered.answeredOn',
  'DataChallengeAnswered.pence',
  'AgreementSigned.signedOn',
  'VariationSigned.signedOn',
  'RulingIssued.effects',
  'PaymentReversed.reverses',
  'DisputeEscalated.startedOn',
  'ExtensionRequested.requestedOn',
  'ExtensionGranted.grantedOn',
  'EvidenceAdded.receivedOn',
  'PositionStated.statedOn',
  'OfferMade.madeOn',
  'OfferAccepted.acceptedOn',
  'RulingCompliedWith.compliedOn',
  'DisputeClosed.closedOn',
  'DisputeReopened.reopenedOn',
]);

const sameAsGiven = (given: Step, { type }: StoredEvent, field: string): boolean =>
  Object.hasOwn(given.with, field) && !ALWAYS_THERE.has(`${type}.${field}`);

const HEAD = `# Commands, events and refusals

Generated from the code by \`UPDATE_DOCS=1 npm run suites -- --testPathPatterns docs\`; a test fails when it is out of date.

One command makes one append to one stream. Input of the wrong shape, and names that are not recorded, are looked for before
a command's own rules; the refusals of a row stand in the order in which they are looked for. What a field holds is
described in \`GET /openapi.json\` of a running server; a question mark says that it may be left out.
`;

const refusalRow = (code: RefusalCode): string => `| \`${code}\` | ${refusals[code].title} |`;

/** The page as it must stand in docs/events.md. */
export async function eventsPage(): Promise<string> {
  const all = await tellings();
  const optional = optionalFields();
  const types = Object.keys(eventSchemas) as LedgerEvent['type'][];
  const own = unique(commandNames.flatMap((name) => declarationOf(name).refusals)).filter(
    (code) => !COMMON_REFUSALS.includes(code as RefusalCode),
  );
  return [
    HEAD,
    '## Refusals that may come with every command\n',
    '| code | meaning |\n|---|---|',
    ...COMMON_REFUSALS.map(refusalRow),
    '\n`ALREADY_EXISTS` is said of a label that names another step; commands that make an id list it once more.\n',
    '## Commands\n',
    '| command | what it does | event | stream | refused by |\n|---|---|---|---|---|',
    ...commandNames.map((command) => commandRow(command, all)),
    '\n## Events\n',
    'Every event carries metadata: who gave the command, when the ledger learned of it, the command’s name, id and the hash of its content, and label, reason, authority and source where they were given.',
    'Sealed fields are stored encrypted under a key of their subject; destroying the key erases them, and no hash changes.\n',
    '| event | version | told by | fields | sealed |\n|---|---|---|---|---|',
    ...types.map((type) => eventRow(type, all, optional)),
    '\n## What the refusals mean\n',
    '| code | meaning |\n|---|---|',
    ...own.map((code) => refusalRow(code as RefusalCode)),
    '',
  ].join('\n');
}
