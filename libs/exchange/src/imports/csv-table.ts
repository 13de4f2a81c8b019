import { parse } from 'csv-parse/sync';

/** What is wrong in a file, and where. Lines count from 1, as an editor shows them. */
export type BadRow = {
  readonly line: number;
  /** Left out where the row or the file as a whole is meant. */
  readonly column?: string;
  readonly message: string;
};

/** One record of a file, with the line on which it starts. */
export type CsvRow = { readonly line: number; readonly fields: readonly string[] };

/** A CSV file: its header, its rows, and what of it could not be read. */
export type CsvTable = {
  readonly header: readonly string[];
  readonly headerLine: number;
  readonly rows: readonly CsvRow[];
  readonly bad: readonly BadRow[];
};

/** Larger files are parted by whoever sends them: everything is checked before anything is recorded. In bytes. */
const LARGEST_FILE = 256 * 1024 * 1024;
const [LF, CR, NUL] = [0x0a, 0x0d, 0x00];
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads comma-separated values as RFC 4180 has them, in UTF-8, with or without byte order mark, lines ended by CRLF, LF
 * or CR. Lines before the header that start with # are a comment. Empty lines, and rows of empty fields only, say
 * nothing and are passed over.
 */
export function readCsv(bytes: Buffer): CsvTable {
  const unreadable = wholeFileProblem(bytes);
  if (unreadable) return { header: [], headerLine: unreadable.line, rows: [], bad: [unreadable] };
  const start = startOfHeader(bytes);
  const { rows: records, bad } = recordsOf(bytes, start);
  const [header, ...rows] = records;
  if (!header)
    return {
      header: [],
      headerLine: 1,
      rows: [],
      bad: bad.length > 0 ? bad : [{ line: 1, message: 'the file is empty' }],
    };
  const none = rows.length === 0 && bad.length === 0;
  const problems = none ? [{ line: header.line, message: 'there is no row below the header' }] : bad;
  return { header: header.fields, headerLine: header.line, rows, bad: problems };
}

function wholeFileProblem(bytes: Buffer): BadRow | undefined {
  if (bytes.length > LARGEST_FILE) {
    return { line: 1, message: `the file has ${bytes.length} bytes; part it into files of at most ${LARGEST_FILE}` };
  }
  const nul = bytes.indexOf(NUL);
  if (nul >= 0) {
    return { line: lineAt(bytes, nul), message: 'has a NUL byte: the file is damaged, or not UTF-8 (UTF-16 perhaps)' };
  }
  return isUtf8(bytes) ? undefined : { line: lineNotUtf8(bytes), message: 'is not UTF-8; save the file as UTF-8' };
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** No byte of a character in UTF-8 looks like the end of a line, so lines can be tried one by one. */
function lineNotUtf8(bytes: Buffer): number {
  for (let from = 0, line = 1; ; line += 1) {
    const end = endOfLine(bytes, from);
    if (!isUtf8(bytes.subarray(from, end)) || end >= bytes.length) return line;
    from = end;
  }
}

/** The offset after the line that starts at `from`. */
function endOfLine(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] === LF) return at + 1;
    if (bytes[at] === CR) return bytes[at + 1] === LF ? at + 2 : at + 1;
  }
  return bytes.length;
}

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let end = endOfLine(bytes, 0); end <= offset && end < bytes.length; end = endOfLine(bytes, end)) line += 1;
  return line;
}

/** After the byte order mark and the comment. A spreadsheet that saved the comment may have quoted its lines. */
function startOfHeader(bytes: Buffer): number {
  let start = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  while (/^"?#/.test(bytes.toString('latin1', start, start + 2))) start = endOfLine(bytes, start);
  return start;
}

const QUOTING: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'something follows a closing quote; a quote inside a quoted field is written twice',
  INVALID_OPENING_QUOTE: 'a quote stands inside a field that is not quoted; quote the field and write the quote twice',
};

/** The records from `start` on; reading ends where the quotes are wrong, as what follows cannot be told apart. */
function recordsOf(bytes: Buffer, start: number): { rows: readonly CsvRow[]; bad: readonly BadRow[] } {
  const rows: CsvRow[] = [];
  const lines = new LineCount(bytes);
  let end = start;
  const take = (fields: readonly string[], upTo: number) => {
    const line = lines.atRecord(end);
    end = start + upTo;
    if (fields.some((field) => field !== '')) rows.push({ line, fields });
    return null;
  };
  try {
    parse(bytes.subarray(start), {
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (fields: string[], { bytes: upTo }: { bytes: number }) => take(fields, upTo),
    });
    return { rows, bad: [] };
  } catch (error) {
    const { code = '' } = error as { code?: string };
    const message = QUOTING[code];
    if (message === undefined) throw error;
    return { rows, bad: [{ line: lines.atRecord(end), message: `${message}; what follows was not read` }] };
  }
}

/** Counts lines as records are met, forwards only. */
class LineCount {
  private line = 1;
  private from = 0;

  constructor(private readonly bytes: Buffer) {}

  /** The line of the record that starts at `offset`, or after the empty lines there. */
  atRecord(offset: number): number {
    let start = offset;
    while (this.bytes[start] === LF || this.bytes[start] === CR) start += 1;
    for (
      let end = endOfLine(this.bytes, this.from);
      end <= start && end < this.bytes.length;
      end = endOfLine(this.bytes, end)
    ) {
      this.from = end;
      this.line += 1;
    }
    return this.line;
  }
}
