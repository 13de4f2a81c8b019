import type { CommandName, commandCatalogue } from '#contract';

type Given<Name extends CommandName> = (typeof commandCatalogue)[Name]['example'];

/** Who gave the command. */
export type By = { readonly actor: string; readonly organisation: string };

/** One command of the story, as in a scenario: when the ledger learned of it, what was done, and who did it. */
export type StoryStep = {
  [Name in CommandName]: {
    readonly at: string;
    readonly do: Name;
    readonly with: Given<Name>;
    readonly by: By;
    readonly label?: string;
    readonly because?: string;
  };
}[CommandName];

/** A step of the finished story has a command id too, so that it is recorded once however often it is loaded. */
export type LoadedStep = StoryStep & { readonly id: string };

export const YEARS = ['2006-07', '2007-08'] as const;
export type StoryYear = (typeof YEARS)[number];

/** Pence in a pound; the tables of the story are in pounds. */
export const PENCE = 100;
