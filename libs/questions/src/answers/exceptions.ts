import type { QuestionInput } from '#contract';
import {
  ENGLAND,
  exceptionsOf,
  policiesOf,
  streamOf,
  type Agreement,
  type Examined,
  type ExceptionRow,
  type Exceptions,
} from '#domain';
import { setImmediate as turn } from 'node:timers/promises';
import type { AnsweredFrom, Asking } from '../asking.js';
import { keyOf } from '../directory-keys.js';
import { Gathering } from '../gathering.js';
import { KnownFacts, codesOf } from '../known-facts.js';
import { paged } from '../paging.js';
import { mustBeCommissioner } from '../subject.js';

const AGREEMENTS = streamOf.agreements('');
const GROUPS = streamOf.group('');

/** One page of them (rule 98). */
export type ExceptionsAnswer = Exceptions & {
  /** Rows on all pages. */
  readonly exceptions: number;
  readonly next: number | null;
};

/** Rule 29: of one commissioner, or of the country and every commissioner, one after the other. */
export async function exceptions(
  asking: Asking,
  { commissioner, year, limit, after, ...at }: QuestionInput<'exceptions'>,
): Promise<ExceptionsAnswer & Omit<AnsweredFrom, 'asAt'>> {
  const moment = await asking.momentOf(at);
  const rows: ExceptionRow[] = [];
  const bodies = commissioner === undefined ? await everyBody(asking) : [commissioner];
  for (const body of bodies) {
    await turn(); // a country takes seconds: others must get a word in
    const gathering = new Gathering(asking.reader);
    const facts = new KnownFacts(gathering, moment.position);
    if (commissioner !== undefined) {
      await gathering.body(commissioner);
      mustBeCommissioner(facts, commissioner);
    }
    rows.push(...exceptionsOf(await examined(gathering, facts, body), year));
  }
  return {
    commissioner: commissioner ?? null,
    year: year ?? null,
    exceptions: rows.length,
    ...paged(rows, { ...(limit === undefined ? {} : { limit }), ...(after === undefined ? {} : { after }) }),
    ...asking.from(moment),
  };
}

/** The country first, then the commissioners by code. */
async function everyBody(asking: Asking): Promise<readonly string[]> {
  const commissioners = await new Gathering(asking.reader).lookUp(keyOf.allCommissioners);
  return [ENGLAND, ...codesOf(commissioners).toSorted()];
}

async function examined(gathering: Gathering, facts: KnownFacts, body: string): Promise<Examined> {
  await gathering.policies([body]);
  const country = policiesOf(facts, undefined);
  if (body === ENGLAND) return { commissioner: null, policies: country, country, agreements: [], groups: [] };
  const streams = await gathering.lookUp(keyOf.about(body));
  const holders = after(AGREEMENTS, streams);
  const codes = after(GROUPS, streams);
  await gathering.load([...holders.map(streamOf.agreements), ...codes.map(streamOf.group)]);
  const ofBody = ({ commissioner }: Agreement) => commissioner === body;
  return {
    commissioner: body,
    policies: policiesOf(facts, body),
    country,
    agreements: holders.flatMap((holder) => [...facts.agreements(holder).values()].filter(ofBody)),
    groups: codes.map((code) => facts.group(code)).filter(({ created }) => created?.commissioner === body),
  };
}

const after = (prefix: string, streams: readonly string[]): readonly string[] =>
  streams.filter((stream) => stream.startsWith(prefix)).map((stream) => stream.slice(prefix.length));
