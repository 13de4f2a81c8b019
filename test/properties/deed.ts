import type { Year } from '#kernel';

/** What the story of one deed is about. */
export type Deed = {
  readonly index: number;
  /** A practice or a group, and the commissioner of which it is at the start. */
  readonly holder: string;
  readonly trust: string;
  /** The holder, or where that is a group, some practice. */
  readonly practice: string;
  readonly year: Year;
  readonly nextYear: Year;
  /** In which its year begins, and in which it starts. */
  readonly opening: number;
  readonly weeks: number;
  /** A day of the year, and one some months after it. */
  readonly on: string;
  readonly later: string;
  readonly pence: number;
  readonly shareBp: number;
  readonly choice: number;
  readonly isOther: boolean;
  /** An entry of the holder's budget in the year, if there is any. */
  readonly entry: { readonly id: string; readonly practice: string } | undefined;
  /** A dispute that is opened elsewhere in the history, if there is any. */
  readonly dispute: { readonly id: string; readonly holder: string; readonly weeks: number } | undefined;
};

/** A command, and how many weeks after the start the ledger learns of it. */
export type Act = readonly [weeks: number, command: string, given: object];

export type Story = (deed: Deed) => readonly Act[];
