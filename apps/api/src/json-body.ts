import type { Request } from 'express';
import { Rejected } from '#domain';

/**
 * The body of a request as JSON. It arrives as bytes (see `server.ts`), so that what is no UTF-8 is refused and not
 * replaced, and a key that stands twice is refused and not dropped.
 * @throws Rejected UNSUPPORTED_MEDIA_TYPE for a body of another type, INVALID for no body or no JSON
 */
export function jsonBody(request: Request): unknown {
  mustBeJson(request);
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw invalid('the body is missing: it must be a JSON object');
  const text = decoded(bytes);
  const value = parsed(text);
  const repeated = repeatedKey(text);
  if (repeated !== undefined) {
    throw new Rejected('INVALID', `the body gives ${repeated} twice in one object`, [
      { field: repeated, message: 'is given twice in one object' },
    ]);
  }
  return value;
}

const invalid = (message: string): Rejected => new Rejected('INVALID', message);

function mustBeJson({ headers }: Request): void {
  const type = headers['content-type'];
  const isEmpty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
  if (type === undefined && isEmpty) return;
  if (type !== undefined && /^application\/json *(; *charset="?utf-8"? *)?$/i.test(type)) return;
  throw new Rejected(
    'UNSUPPORTED_MEDIA_TYPE',
    `Content-Type must be application/json in UTF-8, but is ${type ?? 'left out'}`,
  );
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid('the body is not UTF-8');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(`the body is not JSON: ${(error as SyntaxError).message}`); // the parser's message tells the place
  }
}

/** Of text that is JSON: strings with the colon of a key, and where objects begin and end. */
const KEYS_AND_BRACES = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}]/g;

/** The first key that stands twice in an object. */
function repeatedKey(text: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [token, written, colon] of text.matchAll(KEYS_AND_BRACES)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (colon !== undefined) {
      const key = JSON.parse(`"${written}"`) as string;
      if (open.at(-1)!.has(key)) return key;
      open.at(-1)!.add(key);
    }
  }
  return undefined;
}
