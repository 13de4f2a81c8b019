import { Readable } from 'node:stream';
import type { KeptDocument, MediaType } from '#documents';
import { Rejected } from '#domain';
import type { ReaderSays } from '#ledger';
import { baseOf, readerHeaders, refusedBy, responseOf } from '../reach/remote.js';
import type { DocumentReach, Finding } from './reach.js';

/** Documents behind a server. */
export function remoteDocuments(server: string, interruption: AbortSignal, reader: ReaderSays): DocumentReach {
  const base = baseOf(server);
  const call = (path: string, init: RequestInit = {}) =>
    responseOf(base, new URL(`api/v1/documents${path}`, base), { ...init, signal: interruption });
  return {
    async add(content, { mediaType }) {
      const init = {
        method: 'POST',
        headers: { 'Content-Type': mediaType ?? 'application/octet-stream' },
        body: Readable.toWeb(Readable.from(content, { objectMode: false })) as ReadableStream,
        duplex: 'half' as const, // the answer may come before all is sent
      };
      const response = await call('', init);
      if (!response.ok) throw await refusedBy(base, response);
      return { document: (await response.json()) as KeptDocument, isNew: response.status === 201 };
    },
    async get(sha256) {
      const response = await call(`/${encodeURIComponent(sha256)}`, { headers: readerHeaders(reader) });
      if (!response.ok) throw await refusedBy(base, response);
      const mediaType = response.headers.get('Content-Type')!.split(';')[0] as MediaType;
      const bytes = Number(response.headers.get('Content-Length'));
      return { sha256, bytes, mediaType, content: response.body as unknown as AsyncIterable<Uint8Array> };
    },
    async check(attached, tell) {
      const findings: Finding[] = [];
      for (const sha256 of attached) {
        const response = await call(`/${sha256}`, { headers: readerHeaders(reader) });
        if (response.ok) await response.body?.cancel();
        else findings.push({ sha256, detail: detailOf(await refusedBy(base, response)) });
        tell();
      }
      return { checked: attached.size, findings };
    },
  };
}

/** @throws what is no word on a document */
function detailOf(error: Error): string {
  if (error instanceof Rejected && error.code === 'UNKNOWN_DOCUMENT') return 'is missing';
  if (error instanceof Rejected && error.code === 'DOCUMENT_DAMAGED') return 'is damaged';
  throw error;
}
