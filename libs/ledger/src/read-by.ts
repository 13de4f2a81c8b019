import { Rejected, refusals } from '#domain';
import type { AccessLog, Look, Way } from '#event-store';
import { listEvents, type Answer, type EventFilter, type EventPage } from '#questions';
import { ANONYMOUS, mustBeWellFormed } from '#recording';
import type { Ledger } from './open-ledger.js';

/** Who reads, by their own word until people sign in, and by which door they came. */
export type Reader = Pick<Look, 'actor' | 'organisation' | 'way'>;

export type ReaderSays = { readonly actor?: string | undefined; readonly organisation?: string | undefined };

/** @throws Rejected INVALID for an actor or organisation that is none */
export function readerOf({ actor, organisation }: ReaderSays, way: Way): Reader {
  mustBeWellFormed({ actor, organisation });
  return { actor: actor ?? ANONYMOUS, organisation: organisation ?? null, way };
}

/** What is told of an answer. */
type Told = Partial<Pick<Look, 'rowCount' | 'answerPosition'>>;
type Asked = Look['asked'];
type Came = Pick<Look, 'outcome'> & Partial<Look>;

/** What one reader reads: whatever comes of it, the access log is told. */
export class Looking {
  constructor(
    private readonly access: AccessLog,
    private readonly reader: Reader,
  ) {}

  /** @param told  how much was told */
  async read<T>(
    question: string,
    asked: Asked,
    work: () => T | Promise<T>,
    told: (found: T) => Told = () => ({}),
  ): Promise<T> {
    try {
      const found = await work();
      this.tell(question, asked, { outcome: 'ANSWERED', ...told(found) });
      return found;
    } catch (error) {
      this.tell(question, asked, cameOf(error));
      throw error;
    }
  }

  private tell(question: string, asked: Asked, came: Came): void {
    const uncounted = { code: null, rowCount: null, answerPosition: null };
    this.access.looked({ ...this.reader, question: question.slice(0, LONGEST_NAME), asked, ...uncounted, ...came });
  }
}

/** A ledger as one reader reads it. */
export class ReadBy extends Looking {
  constructor(
    private readonly ledger: Pick<Ledger, 'access' | 'questions' | 'store'>,
    reader: Reader,
  ) {
    super(ledger.access, reader);
  }

  /** @throws Rejected */
  ask(question: string, input: unknown): Promise<Answer> {
    return this.read(question, fieldsIn(input), () => this.ledger.questions.ask(question, input), toldOf);
  }

  /** @throws Rejected */
  events(filter: EventFilter): Promise<EventPage> {
    return this.read('events', filter, () => listEvents(this.ledger.store, filter), toldOfEvents);
  }
}

/** Characters that are kept of the name of a question. */
const LONGEST_NAME = 100;

function cameOf(error: unknown): Came {
  if (!(error instanceof Rejected)) return { outcome: 'FAILED', code: null };
  const { code } = error;
  return { outcome: refusals[code].kind === 'unavailable' ? 'FAILED' : 'REFUSED', code };
}

const fieldsIn = (input: unknown): Asked =>
  typeof input === 'object' && input !== null && !Array.isArray(input) ? (input as Asked) : {};

/** Under which name an answer lists things. */
const LISTS = ['rows', 'holders', 'lines'];

function toldOf(answer: Answer): Told {
  const fields = answer as unknown as Asked;
  const list = LISTS.map((name) => fields[name]).find(Array.isArray) as readonly unknown[] | undefined;
  return { rowCount: list?.length ?? 1, answerPosition: answer.position };
}

const toldOfEvents = ({ events }: EventPage): Told => ({
  rowCount: events.length,
  answerPosition: events.at(-1)?.position ?? null,
});
