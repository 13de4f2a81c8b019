import { Buffer } from 'node:buffer';
import { Agent, request } from 'node:http';

/** For one answer, in milliseconds: longer than the ledger waits for its store. */
const PATIENCE_MS = 60_000;

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {any} body
 */

/** Speaks HTTP to one ledger. Who gets no whole answer gets an error, whatever became of the request. */
export class Line {
  #agent = new Agent({ keepAlive: true, maxSockets: 256 });
  #url;

  /** @param {string} url */
  constructor(url) {
    this.#url = url;
  }

  /** @returns {Promise<Answer>} */
  get(path) {
    return this.#send('GET', path, {});
  }

  /**
   * @param {{ key: string, command: string, with: object, ifMatch?: number }} order
   * @returns {Promise<Answer>}
   */
  record({ key, command, with: fields, ifMatch }) {
    const headers = { 'Idempotency-Key': key, ...(ifMatch === undefined ? {} : { 'If-Match': String(ifMatch) }) };
    return this.#send('POST', `/api/v1/commands/${command}`, headers, JSON.stringify(fields));
  }

  close() {
    this.#agent.destroy();
  }

  #send(method, path, headers, body) {
    const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.#url), { method, agent: this.#agent, headers: { ...headers, ...type } });
      sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)));
      sent.on('error', reject);
      sent.on('response', (response) => {
        const parts = [];
        response.on('error', reject);
        response.on('data', (part) => parts.push(part));
        response.on('end', () => {
          try {
            const answer = JSON.parse(Buffer.concat(parts).toString('utf8'));
            resolve({ status: response.statusCode, headers: response.headers, body: answer });
          } catch (error) {
            reject(error);
          }
        });
      });
      sent.end(body);
    });
  }
}
