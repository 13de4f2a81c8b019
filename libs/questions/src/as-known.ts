import { account, agreements, dispute, finance, streamOf, type Evolution } from '#domain';
import { Gathering } from './gathering.js';
import type { StreamHistory } from './stream-history.js';
import type { StreamReader } from './stream-reader.js';

/** Streams of which only the state at the position counts. Those of organisations and groups say what else to read. */
const STATES: readonly (readonly [prefix: string, evolution: Evolution<unknown, never>])[] = [
  [streamOf.account('', ''), account],
  [streamOf.agreements(''), agreements],
  [streamOf.dispute(''), dispute],
  [streamOf.finance('', ''), finance],
].map(([name, evolution]) => [(name as string).replace(/-+$/, '-'), evolution as Evolution<unknown, never>]);

/** Reads what one figure rests on as known at one position, which is no later than the head of the log. */
export class AsKnown extends Gathering {
  constructor(
    reader: StreamReader,
    private readonly position: number,
  ) {
    super(reader);
  }

  protected override async fromLog(names: readonly string[]): Promise<readonly StreamHistory[]> {
    const histories: StreamHistory[] = [];
    for (const name of names) {
      const evolution = STATES.find(([prefix]) => name.startsWith(prefix))?.[1];
      histories.push(
        ...(evolution ? [await this.reader.known(name, evolution, this.position)] : await this.reader.read([name])),
      );
    }
    return histories;
  }
}
