import type { Instant, IsoDate } from '#kernel';
import type { Link } from './address.js';
import type { Asked } from './request.js';

export type Section =
  'home' | 'commissioners' | 'practices' | 'journal' | 'agreements' | 'overdue' | 'questions' | 'help';

/** At which entry and instant a page stands. */
export type Standing = {
  readonly position: number;
  readonly clock: 'system' | 'simulated';
  readonly knownAt?: Instant;
  readonly asAt?: IsoDate;
  /** The address under which the page will always read the same. */
  readonly permanent?: string;
  /** Where the page is of the past: the address of the same page with everything recorded since. */
  readonly latest?: string;
};

/** What a page shows; a template makes it a document. */
export type Page = {
  readonly template: string;
  readonly title: string;
  readonly section?: Section;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly breadcrumbs?: readonly Link[];
  readonly standing?: Standing;
  readonly model: object;
};

export type PageMaker = (asked: Asked) => Promise<Page> | Page;
