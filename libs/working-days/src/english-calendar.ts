import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { dateOf, isWeekend, type IsoDate, type WorkingCalendar } from '#kernel';

/**
 * What date-holidays 3.37 does not know of the years of practice-based commissioning: days appointed, and moved, by royal
 * proclamation under section 1 of the Banking and Financial Dealings Act 1971 (London Gazette). On days that it comes to
 * know too nothing changes.
 */
const PROCLAIMED: Readonly<Record<string, { readonly added: readonly IsoDate[]; readonly moved: readonly IsoDate[] }>> =
  {
    2011: { added: ['2011-04-29'], moved: [] }, // wedding of Prince William
    2012: { added: ['2012-06-04', '2012-06-05'], moved: ['2012-05-28'] }, // diamond jubilee; the spring holiday moved
  };

/** Loading every country of the world takes most of a second: done when the first day is asked for. */
function holidaysOfEngland(): Holidays {
  const Known = createRequire(import.meta.url)('date-holidays') as typeof Holidays;
  return new Known('GB', 'ENG', { types: ['public', 'bank'] });
}

/** England's working days, by date-holidays and what was proclaimed beside it. */
class EnglishCalendar implements WorkingCalendar {
  private holidays: Holidays | undefined;
  private readonly years = new Map<string, ReadonlySet<IsoDate>>();

  isWorkingDay(day: number): boolean {
    if (isWeekend(day)) return false;
    const date = dateOf(day);
    return !this.bankHolidays(date.slice(0, 4)).has(date);
  }

  private bankHolidays(year: string): ReadonlySet<IsoDate> {
    let dates = this.years.get(year);
    if (!dates) this.years.set(year, (dates = this.read(year)));
    return dates;
  }

  private read(year: string): ReadonlySet<IsoDate> {
    this.holidays ??= holidaysOfEngland();
    const dates = new Set(this.holidays.getHolidays(year).map(({ date }) => date.slice(0, 'YYYY-MM-DD'.length)));
    for (const date of PROCLAIMED[year]?.moved ?? []) dates.delete(date);
    for (const date of PROCLAIMED[year]?.added ?? []) dates.add(date);
    return dates;
  }
}

export const englishCalendar: WorkingCalendar = new EnglishCalendar();
