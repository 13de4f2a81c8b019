import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { sha256 } from '#audit';

/** The published files that the load reads, by the folder given. @see docs/england.md */
export const SOURCE_FILES = {
  memberships: 'source/ods-practice-parent-membership-2019-08.csv',
  practices: 'source/ods-gp-practices-epraccur-2019-08.csv',
  bodies: 'source/practice-pct-sha-imd2010.csv',
  listSizes: 'source/practice-list-size-age-sex-2013-q1.csv',
  metrics: 'source/practice-need-and-activity-metrics-2012.csv',
  spine: 'derived/practice-spine-2013.csv',
  phasing: 'derived/monthly-phasing.csv',
  prescribing: 'derived/gp-prescribing-actual-cost-by-practice-month-2019.csv',
  allocations: 'transcribed/hansard-pct-revenue-allocations-known-points.csv',
} as const;

export type SourceFile = keyof typeof SOURCE_FILES;
export type SourceRow = Readonly<Record<string, string>>;

/** Something in the folder is not as the load needs it; the message names it. */
export class UnusableSource extends Error {}

/** The folder of published files: each is read once, when it is asked for. */
export class SourceFolder {
  /** @throws UnusableSource naming every file that is not there */
  constructor(private readonly folder: string) {
    const missing = Object.values(SOURCE_FILES).filter((name) => !existsSync(join(folder, name)));
    if (missing.length === 0) return;
    const are = missing.length === 1 ? 'is' : 'are';
    throw new UnusableSource(`${folder}: ${missing.join(', ')} ${are} not there`);
  }

  /** The rows of a file by the names of its columns. @throws UnusableSource where a column is missing or a row is cut */
  rows(file: SourceFile, ...columns: readonly string[]): readonly SourceRow[] {
    const name = SOURCE_FILES[file];
    const rows = this.parsed(name);
    const missing = columns.filter((column) => rows[0]?.[column] === undefined);
    if (missing.length > 0) throw new UnusableSource(`${name}: there is no column ${missing.join(', ')}`);
    return rows;
  }

  /** SHA-256 of all the files together: other content makes another load. */
  digest(): string {
    return sha256(
      Object.values(SOURCE_FILES)
        .map((name) => sha256(this.text(name)))
        .join('\n'),
    );
  }

  private parsed(name: string): SourceRow[] {
    try {
      return parse(this.text(name), { columns: true, bom: true, skip_empty_lines: true });
    } catch (cause) {
      throw new UnusableSource(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }

  private text(name: string): string {
    try {
      return readFileSync(join(this.folder, name), 'utf8');
    } catch (cause) {
      throw new UnusableSource(`${name}: it cannot be read`, { cause });
    }
  }
}

/** A number of a published table, or nothing where the cell is blank or no number. */
export function numberIn(row: SourceRow | undefined, column: string): number | undefined {
  const text = row?.[column]?.trim() ?? '';
  const number = Number(text);
  return text === '' || !Number.isFinite(number) ? undefined : number;
}
