import { dateOf, yearDays, type IsoDate, type Year } from '#kernel';
import type { Seeded } from './draws.js';
import { dayIn } from './wave.js';
import type { Practice } from './money.js';

export type Member = { readonly practice: string; readonly from: IsoDate; readonly lastDay?: IsoDate };

/** A synthetic group of practices of one PCT. */
export type Group = {
  readonly code: string;
  readonly name: string;
  readonly pct: string;
  readonly splitKey: 'LIST' | 'EQUAL';
  readonly members: readonly Member[];
};

/** As Nene Commissioning was: one group of a county's practices. */
const [COUNTY_PCT, COUNTY_MEMBERS] = ['5PD', 75];
/** Of the other PCTs, how many have localities; and the practices of one. */
const [WITH_LOCALITIES, LOCALITY_SIZE] = [0.4, 10];
const [STAYS_OUT, JOINS_LATE, LEAVES_EARLY] = [0.1, 0.03, 0.02];

/** The groups of a PCT: none, one of a county, or localities of about ten practices, all by its own draws. */
export function groupsOf(
  pct: { readonly code: string; readonly name: string },
  practices: readonly Practice[],
  year: Year,
  draws: Seeded,
): readonly Group[] {
  const first = dateOf(yearDays(year).first);
  if (pct.code === COUNTY_PCT) {
    const members = practices.slice(0, COUNTY_MEMBERS).map(({ code }) => ({ practice: code, from: first }));
    return [{ code: `${pct.code}-COUNTY`, name: `${pct.name} Consortium`, pct: pct.code, splitKey: 'LIST', members }];
  }
  const draw = draws(`groups/${pct.code}`);
  if (!draw.happens(WITH_LOCALITIES)) return [];
  const splitKey = draw.happens(0.7) ? 'LIST' : 'EQUAL';
  const inside = practices.filter(() => !draw.happens(STAYS_OUT));
  const count = Math.max(1, Math.round(inside.length / LOCALITY_SIZE));
  const localities = Array.from({ length: count }, (_, index): Group => {
    const own = inside.slice(
      Math.floor((inside.length * index) / count),
      Math.floor((inside.length * (index + 1)) / count),
    );
    const members = own.map(({ code }) => memberFrom(code, year, draws));
    return {
      code: `${pct.code}-L${index + 1}`,
      name: `${pct.name} Locality ${index + 1}`,
      pct: pct.code,
      splitKey,
      members,
    };
  });
  return localities;
}

function memberFrom(practice: string, year: Year, draws: Seeded): Member {
  const draw = draws(`membership/${practice}`);
  if (draw.happens(JOINS_LATE)) return { practice, from: dayIn(year, 7, 1) };
  const from = dateOf(yearDays(year).first);
  return draw.happens(LEAVES_EARLY) ? { practice, from, lastDay: dayIn(year, 9, 31) } : { practice, from };
}
