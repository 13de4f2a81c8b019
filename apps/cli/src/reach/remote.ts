import { randomUUID } from 'node:crypto';
import { isAskedByPost, questionPath, withTypedFields } from '#contract';
import { Rejected, refusals, type FieldError, type RefusalCode } from '#domain';
import type { ReaderSays } from '#ledger';
import type { Answer, EventPage } from '#questions';
import type { Order, Outcome } from '#recording';
import { EXIT, Stop, usageError } from '../exit.js';
import type { Reach } from './reach.js';

/** A ledger that runs as a server. @param server  its address, with or without a path in front of /api */
export function remoteReach(server: string, interruption: AbortSignal, reader: ReaderSays): Reach {
  const base = baseOf(server);
  const call = (path: string, init: RequestInit = {}) =>
    answered(base, new URL(`api/v1/${path}`, base), { ...init, signal: interruption });
  const readBy = readerHeaders(reader);
  return {
    async record(order) {
      const commandId = order.commandId ?? randomUUID();
      const headers = { 'Content-Type': 'application/json', ...headersOf({ ...order, commandId }) };
      const { body, response } = await call(`commands/${encodeURIComponent(order.command)}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(order.with),
      }).catch((error: unknown) => tellingId(error, commandId));
      return { outcome: body as Outcome, replayed: response.headers.get('Idempotent-Replayed') === 'true' };
    },
    async ask(question, fields) {
      const path = questionPath(question);
      const { body } = isAskedByPost(question)
        ? await call(path, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', ...readBy },
            body: JSON.stringify(withTypedFields(question, fields)),
          })
        : await call(`${path}${queryOf(fields)}`, { headers: readBy });
      return body as Answer;
    },
    events: async (filter) => (await call(`events${queryOf(filter)}`, { headers: readBy })).body as EventPage,
  };
}

/** The server may have recorded it before the line broke. */
async function tellingId(error: unknown, commandId: string): Promise<never> {
  if (!(error instanceof NoAnswer) || error.isUnsent) throw error;
  const { sentAgain } = await import('#recording');
  throw new Stop(error.exitCode, sentAgain(`with --id ${commandId}`, error.message), { cause: error });
}

export function baseOf(server: string): URL {
  const url = URL.canParse(server) ? new URL(server.endsWith('/') ? server : `${server}/`) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw usageError(`--server ${server} is no address of a server: write it like http://127.0.0.1:3000`);
}

/** What is asked around a command, by the headers of the contract. */
function headersOf(order: Order): Record<string, string> {
  const headers: readonly (readonly [string, string | number | undefined])[] = [
    ['Idempotency-Key', order.commandId],
    ['If-Match', order.expectedRevision],
    ['X-Label', order.label],
    ['X-Because', order.because],
    ['X-Authority', order.authority],
    ['X-Source', order.source],
    ['X-Actor', order.actor],
    ['X-Organisation', order.organisation],
    ['X-Recorded-At', order.recordedAt],
    ['X-Evidence', order.evidence === undefined ? undefined : JSON.stringify(order.evidence)],
  ];
  return Object.fromEntries(
    headers.flatMap(([name, value]) => (value === undefined ? [] : [[name, headerText(name, String(value))]])),
  );
}

/** Who reads, and that they do so from the command line. */
export function readerHeaders({ actor, organisation }: ReaderSays): Record<string, string> {
  return {
    'X-Way': 'CLI',
    ...(actor === undefined ? {} : { 'X-Actor': headerText('X-Actor', actor) }),
    ...(organisation === undefined ? {} : { 'X-Organisation': headerText('X-Organisation', organisation) }),
  };
}

/** Headers carry bytes: text goes as UTF-8, as curl sends it. */
function headerText(name: string, text: string): string {
  if (/[\r\n\0]/.test(text)) throw usageError(`${name} goes to a server as a header and can hold no line break`);
  return Buffer.from(text, 'utf8').toString('latin1');
}

function queryOf(fields: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) query.set(name, String(value));
  return query.size === 0 ? '' : `?${query.toString()}`;
}

async function answered(base: URL, url: URL, init: RequestInit): Promise<{ response: Response; body: unknown }> {
  const { response, text } = await fetched(base, url, init);
  const body = parsed(text);
  if (response.ok && body !== undefined) return { response, body };
  throw failureOf(base, response, body);
}

const failureOf = (base: URL, { status }: Response, body: unknown): Error =>
  refusalOf(body) ?? new Stop(EXIT.unavailable, `${base.href} answered with status ${status}, not as a ledger does`);

/** What an answer that is no success says. */
export const refusedBy = async (base: URL, response: Response): Promise<Error> =>
  failureOf(base, response, parsed(await response.text()));

async function fetched(base: URL, url: URL, init: RequestInit): Promise<{ response: Response; text: string }> {
  const response = await responseOf(base, url, init);
  return { response, text: await reached(base, init, () => response.text()) };
}

/** An answer whose body is yet to be read. @throws Stop when the server cannot be reached */
export const responseOf = (base: URL, url: URL, init: RequestInit): Promise<Response> =>
  reached(base, init, () => fetch(url, init));

async function reached<T>(base: URL, init: RequestInit, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (init.signal?.aborted) throw init.signal.reason;
    const { cause } = error as { readonly cause?: { readonly code?: string; readonly message?: string } };
    throw new NoAnswer(base, cause?.code ?? cause?.message ?? (error as Error).message, error);
  }
}

/** What fails before a line to the server stands. */
const UNSENT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

class NoAnswer extends Stop {
  /** Whether it is certain that nothing went out. */
  readonly isUnsent: boolean;

  constructor(base: URL, reason: string, cause: unknown) {
    super(EXIT.unavailable, `${base.href} cannot be reached (${reason})`, { cause });
    this.isUnsent = UNSENT.has(reason);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type ProblemBody = {
  readonly code?: string;
  readonly detail?: string;
  readonly title?: string;
  readonly errors?: FieldError[];
};

/** The refusal that the server told as a problem, as if it had been met here. */
function refusalOf(body: unknown): Rejected | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { code, detail, title, errors = [] } = body as ProblemBody;
  if (code === undefined || !Object.hasOwn(refusals, code)) return undefined;
  return new Rejected(code as RefusalCode, detail ?? title ?? code, errors);
}
