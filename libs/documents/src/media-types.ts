import type { TextScan } from './text-scan.js';

/** What is kept, and how the files of each are called. Nothing in this list runs when it is opened. */
const ENDINGS = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/tiff': 'tif',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'message/rfc822': 'eml',
} as const;

export type MediaType = keyof typeof ENDINGS;

export const MEDIA_TYPES = Object.keys(ENDINGS) as readonly MediaType[];

export const isMediaType = (text: string): text is MediaType => Object.hasOwn(ENDINGS, text);

export const endingOf = (mediaType: MediaType): string => ENDINGS[mediaType];

/** Names that people give to the same endings. */
const OTHER_ENDINGS: Readonly<Record<string, MediaType>> = {
  jpeg: 'image/jpeg',
  tiff: 'image/tiff',
  text: 'text/plain',
  md: 'text/plain',
};

/** The type that the name of a file speaks for; undefined where it speaks for none of these. */
export function mediaTypeOfName(name: string): MediaType | undefined {
  const ending = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return OTHER_ENDINGS[ending] ?? MEDIA_TYPES.find((mediaType) => ENDINGS[mediaType] === ending);
}

/** What a client says when it does not know. */
const UNSAID = new Set(['', 'application/octet-stream', 'binary/octet-stream']);

/** Of a Content-Type: its type without parameters; undefined where it says nothing. */
export function saidIn(contentType: string | undefined): string | undefined {
  const said = (contentType ?? '').split(';')[0]!.trim().toLowerCase();
  return UNSAID.has(said) ? undefined : said;
}

/** Text has no signature of its own: which kind it is, its sender says. */
const TEXTS: readonly string[] = ['text/plain', 'text/csv', 'message/rfc822'] satisfies readonly MediaType[];

export type Judged = { readonly mediaType: MediaType } | { readonly refused: string };

/**
 * What a file is by its own bytes, and whether that is what was said of it.
 * @param scan  what was seen of its bytes
 * @param said  its type as told by its sender or its name
 */
export async function judged(path: string, scan: TextScan, said: string | undefined): Promise<Judged> {
  const { fileTypeFromFile } = await import('file-type'); // slow to load, and most commands need it not
  const found = (await fileTypeFromFile(path))?.mime;
  const mediaType = found !== undefined && isMediaType(found) && !TEXTS.includes(found) ? found : textIn(scan, said);
  if (mediaType === undefined) return { refused: `${named(found)} is not kept; kept are ${MEDIA_TYPES.join(', ')}` };
  if (said !== undefined && said !== mediaType) return { refused: `it is said to be ${said} and is ${mediaType}` };
  return { mediaType };
}

function textIn(scan: TextScan, said: string | undefined): MediaType | undefined {
  if (said === 'message/rfc822') return scan.isMail ? said : undefined;
  if (!scan.isText) return undefined;
  return said === 'text/csv' ? said : 'text/plain';
}

const named = (found: string | undefined): string =>
  found === undefined ? 'what is neither of a known kind nor text in UTF-8' : found;
