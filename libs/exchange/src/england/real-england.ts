import { isDate, type IsoDate, type Year } from '#kernel';
import { SOURCE_FILES, UnusableSource, numberIn, type SourceFolder, type SourceRow } from './source-files.js';

export type Sha = { readonly code: string; readonly name: string };

export type Pct = {
  readonly code: string;
  readonly name: string;
  /** Where the name comes from. */
  readonly nameSource: string;
  readonly sha: string;
  /** The first day on which any practice was its own. */
  readonly opensOn: IsoDate;
};

/** A practice as the published files know it. What they lack is undefined. */
export type RealPractice = {
  readonly code: string;
  readonly name: string;
  readonly opensOn: IsoDate;
  readonly pct: string;
  readonly assignedFrom: IsoDate;
  /** Registered patients, April to June 2013. */
  readonly patients: number | undefined;
  /** Outpatient attendances per 1,000 patients, 2011-12. */
  readonly outpatientRate: number | undefined;
  /** Need of its patients, England being 1. */
  readonly needIndex: number | undefined;
  /** Prescribing of 2019, in pounds. */
  readonly prescribingGbp: number | undefined;
};

export type RealEngland = {
  /** In code order. */
  readonly shas: readonly Sha[];
  readonly pcts: readonly Pct[];
  /** By PCT, then by code. */
  readonly practices: readonly RealPractice[];
};

/** `prescribing_setting` of a GP practice; the other cost centres are clinics, prisons, hospices. */
const GP_PRACTICE = '4';
/** Primary care trusts are 5 and two more, care trusts T and two more. */
const PCT_CODE = /^[5T]..$/;

/** 20010401 as 2001-04-01. */
function dateIn(row: SourceRow, column: string): IsoDate {
  const text = (row[column] ?? '').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  if (!isDate(text)) throw new UnusableSource(`${column} of ${row['practice_code']}: ${row[column]} is no day`);
  return text;
}

const byCode = (rows: readonly SourceRow[], column: string): ReadonlyMap<string, SourceRow> =>
  new Map(rows.map((row) => [row[column]!, row]));

const present = <T>(item: T | undefined): T[] => (item === undefined ? [] : [item]);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The item that comes most often; of equals the lesser. */
function commonest(items: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || compare(a, b))[0]?.[0];
}

/** The GP practices of England under their PCTs on 1 October of a year. */
export function realEngland(folder: SourceFolder, year: Year): RealEngland {
  const memberships = folder.rows('memberships', 'practice_code', 'parent_code', 'join_date', 'left_date');
  const bodies = folder.rows('bodies', 'practice_code', 'pct_name', 'sha_code', 'sha_name');
  const practices = realPractices(folder, memberships, `${year.slice(0, 4)}1001`);
  if (practices.length === 0)
    throw new UnusableSource(`${SOURCE_FILES.memberships}: no practice under a PCT in ${year}`);
  const pcts = pctsOf(practices, memberships, byCode(bodies, 'practice_code'));
  const names = new Map(bodies.map((row) => [row['sha_code']!, row['sha_name']!]));
  const shas = [...new Set(pcts.map(({ sha }) => sha))].sort().map((code) => ({ code, name: names.get(code)! }));
  return { shas, pcts, practices };
}

/** @param day as ODS writes it, so that text compares as time does */
function realPractices(folder: SourceFolder, memberships: readonly SourceRow[], day: string): readonly RealPractice[] {
  const practices = byCode(folder.rows('practices', 'practice_code', 'name', 'open_date'), 'practice_code');
  const lists = byCode(folder.rows('listSizes', 'Practice Code'), 'Practice Code');
  const metrics = byCode(folder.rows('metrics', 'Practice Code', OUTPATIENT_RATE), 'Practice Code');
  const spine = byCode(folder.rows('spine', 'practice_code', NEED_INDEX, CARR_HILL), 'practice_code');
  const prescribing = byCode(folder.rows('prescribing', 'practice_code'), 'practice_code');
  const found = memberships.flatMap((membership): RealPractice[] => {
    const { practice_code: code = '', parent_code: pct = '', join_date: joined = '', left_date: left } = membership;
    const practice = practices.get(code);
    const isMember = joined <= day && (!left || left >= day) && PCT_CODE.test(pct);
    if (!isMember || practice?.['prescribing_setting'] !== GP_PRACTICE) return [];
    const indices = spine.get(code);
    return [
      {
        code,
        name: practice['name']!,
        opensOn: dateIn(practice, 'open_date'),
        pct,
        assignedFrom: dateIn(membership, 'join_date'),
        patients: patientsIn(lists.get(code)),
        outpatientRate: numberIn(metrics.get(code), OUTPATIENT_RATE),
        needIndex: numberIn(indices, NEED_INDEX) ?? numberIn(indices, CARR_HILL),
        prescribingGbp: yearlyCost(prescribing.get(code)),
      },
    ];
  });
  return found.sort((a, b) => compare(a.pct, b.pct) || compare(a.code, b.code));
}

const OUTPATIENT_RATE = 'All outpatient attendances (per 1000)';
const NEED_INDEX = 'need_index_2021_22';
const CARR_HILL = 'carr_hill_index_2014_15';

/** All ages of both sexes; a list of nobody is no list. */
function patientsIn(row: SourceRow | undefined): number | undefined {
  const bands = Object.keys(row ?? {}).filter((column) => /^(Male|Female) \d/.test(column));
  return bands.reduce((sum, column) => sum + (numberIn(row, column) ?? 0), 0) || undefined;
}

function yearlyCost(row: SourceRow | undefined): number | undefined {
  const months = Object.keys(row ?? {}).filter((column) => /^\d{4}-\d{2}$/.test(column));
  return months.reduce((sum, column) => sum + (numberIn(row, column) ?? 0), 0) || undefined;
}

/**
 * Names and SHAs come from a file of 2012 in which some codes mean another body than before (TAM was Solihull, then
 * Blackburn with Darwen): a PCT is found there by its practices, never by its code.
 */
function pctsOf(
  practices: readonly RealPractice[],
  memberships: readonly SourceRow[],
  bodyOf: ReadonlyMap<string, SourceRow>,
): readonly Pct[] {
  const opened = new Map<string, string>();
  for (const row of memberships) {
    const [pct, joined] = [row['parent_code']!, row['join_date']!];
    if (joined < (opened.get(pct) ?? '9')) opened.set(pct, joined);
  }
  const codes = [...new Set(practices.map(({ pct }) => pct))].sort();
  const found = codes.map((code) => {
    const own = practices.filter(({ pct }) => pct === code);
    const rows = own.flatMap((practice): SourceRow[] => present(bodyOf.get(practice.code)));
    const name = commonest(rows.map((row) => row['pct_name']!));
    const sha = commonest(rows.map((row) => row['sha_code']!));
    if (name === undefined || sha === undefined) throw new UnusableSource(`${SOURCE_FILES.bodies}: none of ${code}`);
    return { code, name, sha, opensOn: dateIn({ opened: opened.get(code)! }, 'opened') };
  });
  const isShared = (name: string) => found.filter((pct) => pct.name === name).length > 1;
  return found.map((pct) =>
    isShared(pct.name) ? { ...pct, ...laterName(pct) } : { ...pct, nameSource: SOURCE_FILES.bodies },
  );
}

/** Two PCTs that were merged before 2012 stand in the file under the name of the one that came of them. */
const laterName = ({ name, code }: { name: string; code: string }) => ({
  name: `${name} (${code})`,
  nameSource: `${SOURCE_FILES.bodies}: the name of the later PCT, told apart by code (synthetic)`,
});
