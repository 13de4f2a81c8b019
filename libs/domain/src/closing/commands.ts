import type { Year } from '#kernel';

export type ClosingCommands = {
  CloseYear: { commissioner: string; year: Year };
  ReopenYear: { commissioner: string; year: Year; because: string };
};
