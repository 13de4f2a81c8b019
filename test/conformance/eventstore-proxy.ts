import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

type Pair = { readonly client: Socket; readonly server: Socket };

/** Stands between a store and its server, and does to the line what a network does. */
export class Proxy {
  readonly #to: { readonly host: string; readonly port: number };
  readonly #pairs = new Set<Pair>();
  #listening: Server | undefined;
  #port = 0;
  #answers = true;
  #hangs = false;
  #lastQuestion: string | undefined;

  private constructor(to: { readonly host: string; readonly port: number }) {
    this.#to = to;
  }

  /** @param address of one server, without TLS */
  static async before(address: string): Promise<Proxy> {
    const { hostname, port } = new URL(address.replace(/^esdb:/, 'http:'));
    const proxy = new Proxy({ host: hostname, port: Number(port || 2113) });
    await proxy.mend();
    return proxy;
  }

  get address(): string {
    return `esdb://127.0.0.1:${this.#port}?tls=false`;
  }

  /** Questions go through; answers are lost from now on. */
  loseAnswers(): void {
    this.#answers = false;
    for (const { server, client } of this.#pairs) {
      server.unpipe(client);
      server.resume();
    }
  }

  /** Nothing goes through any more, and nothing breaks: the server seems to hang. */
  hang(): void {
    this.#hangs = true;
    for (const { client, server } of this.#pairs) {
      client.unpipe(server);
      server.unpipe(client);
    }
  }

  /** Answers are lost from where a question goes through that holds this text. */
  loseAnswersTo(text: string): void {
    this.#lastQuestion = text;
  }

  /** The line is down: what is open breaks, and nothing new is taken. */
  async cut(): Promise<void> {
    const closed = this.#listening && once(this.#listening, 'close');
    this.#listening?.close();
    this.#listening = undefined;
    for (const { server, client } of this.#pairs) {
      server.destroy();
      client.destroy();
    }
    await closed;
  }

  /** The line is up, at the same address. */
  async mend(): Promise<void> {
    this.#answers = true;
    this.#hangs = false;
    this.#lastQuestion = undefined;
    this.#listening = createServer((client) => this.#joined(client)).listen(this.#port, '127.0.0.1');
    await once(this.#listening, 'listening');
    this.#port = (this.#listening.address() as AddressInfo).port;
  }

  #joined(client: Socket): void {
    const server = connect(this.#to);
    const pair = { client, server };
    this.#pairs.add(pair);
    client.on('data', (part: Buffer) => {
      if (this.#lastQuestion !== undefined && part.includes(this.#lastQuestion)) this.loseAnswers();
    });
    if (!this.#hangs) client.pipe(server);
    if (!this.#hangs && this.#answers) server.pipe(client);
    for (const end of [client, server]) {
      end.on('error', () => undefined);
      end.on('close', () => {
        this.#pairs.delete(pair);
        client.destroy();
        server.destroy();
      });
    }
  }
}
