import { pipeline } from 'node:stream/promises';
import { All, Controller, Get, Head, Inject, Next, Param, Post, Req, Res } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { endingOf, isSha256, saidIn, type KeptDocument, type VerifiedDocument } from '#documents';
import { Rejected } from '#domain';
import type { Ledger } from '#ledger';
import { headerText } from './header-fields.js';
import { onlyAllowing } from './method.js';
import { invalid, mustHaveNoQuery } from './query-fields.js';
import { readBy } from './reader.js';
import { LEDGER } from './tokens.js';

/** Documents go in as the bytes that they are, and come out as they went in. */
@Controller('api/v1/documents')
export class DocumentsController {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @Post()
  async add(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<KeptDocument> {
    const { documents } = this.ledger;
    mustHaveNoQuery(request);
    const said = { mediaType: saidIn(request.headers['content-type']), sha256: digestIn(request) };
    try {
      mustNotBeLarger(request, documents.largest);
      const { document, isNew } = await documents.add(bytesOf(request), said);
      response.status(isNew ? 201 : 200).setHeader('Location', `/api/v1/documents/${document.sha256}`);
      return document;
    } catch (error) {
      if (!request.complete) setImmediate(() => request.resume()); // a line closed under a sender may lose the answer
      throw error;
    }
  }

  @Head(':sha256')
  async head(@Param('sha256') sha256: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const document = await this.found(sha256, request);
    document.content.destroy();
    describe(document, response);
    response.end();
  }

  @Get(':sha256')
  async get(@Param('sha256') sha256: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const find = () => this.found(sha256, request);
    const document = await readBy(this.ledger, request).read('document', { sha256 }, find, () => ({ rowCount: 1 }));
    describe(document, response);
    if (request.fresh) {
      document.content.destroy();
      response.removeHeader('Content-Length');
      return void response.status(304).end();
    }
    await pipeline(document.content, response).catch((error: unknown) => {
      if (!response.destroyed || error instanceof Rejected) throw error; // a reader who has gone away is no fault
    });
  }

  /** The question of which documents there are has the same address. */
  @All()
  refuseOthers(@Req() request: Request, @Res() response: Response, @Next() next: NextFunction): void {
    if (request.method === 'GET' || request.method === 'HEAD') next();
    else onlyAllowing('GET, HEAD, POST', request, response);
  }

  @All(':sha256')
  refuseAllButGet(@Req() request: Request, @Res({ passthrough: true }) response: Response): void {
    onlyAllowing('GET, HEAD', request, response);
  }

  private async found(sha256: string, request: Request): Promise<VerifiedDocument> {
    mustHaveNoQuery(request);
    if (!isSha256(sha256)) throw invalid('sha256', 'must be 64 hexadecimal digits in lower case');
    return this.ledger.documents.read(sha256);
  }
}

/** A document is a file to be kept, never a page of this server's. */
function describe({ sha256, bytes, mediaType }: KeptDocument, response: Response): void {
  const isText = mediaType.startsWith('text/');
  response.setHeader('Content-Type', isText ? `${mediaType}; charset=utf-8` : mediaType);
  response.setHeader('Content-Length', bytes);
  response.setHeader('Content-Disposition', `attachment; filename="${sha256.slice(0, 12)}.${endingOf(mediaType)}"`);
  response.setHeader('ETag', `"${sha256}"`);
  response.setHeader('Cache-Control', 'private, no-cache');
}

/** The bytes of a body as they come. @throws Rejected INVALID where they end before their time */
async function* bytesOf(request: Request): AsyncGenerator<Uint8Array, void> {
  const early = 'the body ended before its time; nothing was kept';
  if (Buffer.isBuffer(request.body)) return yield request.body; // read before, as it is said to be JSON
  try {
    yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>; // or nobody would get an answer
  } catch (error) {
    throw request.destroyed ? new Rejected('INVALID', early) : error;
  }
  if (!request.complete) throw new Rejected('INVALID', early);
}

function mustNotBeLarger({ headers }: Request, largest: number): void {
  if (Number(headers['content-length'] ?? 0) <= largest) return;
  throw new Rejected('DOCUMENT_TOO_LARGE', `a document has at most ${largest} bytes`);
}

/** The SHA-256 that the client worked out, in hexadecimal. @see RFC 9530 */
function digestIn(request: Request): string | undefined {
  const text = headerText(request, 'Content-Digest');
  if (text === undefined) return undefined;
  const [, digest] = /(?:^|,) *sha-256=:([A-Za-z0-9+/]{43}=):/.exec(text) ?? [];
  if (digest === undefined) throw invalid('Content-Digest', 'must hold sha-256=:…: with 32 bytes in base64');
  return Buffer.from(digest, 'base64').toString('hex');
}
