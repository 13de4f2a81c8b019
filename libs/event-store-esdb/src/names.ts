import { StoreUnavailable, whole } from '#event-store';

/** Letters, digits and what joins them; neither of the signs that end a namespace below. */
const NAMESPACE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export const DEFAULT_NAMESPACE = 'ledger';

/**
 * What the streams of one ledger are called on a server that several share. No namespace is the beginning of another
 * with its sign, so no ledger's filter lets another's events through.
 */
export class Names {
  /** Before the name of every stream of the log. */
  readonly log: string;
  /** Before the name of every stream that holds a claim. */
  readonly claims: string;
  /** What the ledger is: its clock. */
  readonly ledger: string;

  constructor(namespace: string) {
    if (!NAMESPACE.test(namespace)) throw new StoreUnavailable(`${namespace} is no namespace: ${String(NAMESPACE)}`);
    this.log = `${namespace}/`;
    this.claims = `${namespace}:id-`;
    this.ledger = `${namespace}:ledger`;
  }

  ofStream(stream: string): string {
    if (stream === '') throw new RangeError('a stream has a name');
    return this.log + whole(stream);
  }

  ofClaim(kind: string, id: string): string {
    if (kind.includes('-')) throw new RangeError(`not a kind of id: ${kind}`); // or it would run into the id
    return `${this.claims}${whole(kind)}-${whole(id)}`;
  }

  /** The ledger's own name of a stream of the log. */
  streamOf(name: string): string {
    return name.slice(this.log.length);
  }

  isOfLog(name: string): boolean {
    return name.startsWith(this.log);
  }
}
