import type { Year } from '#kernel';
import type { Effect, Outcome } from './events.js';

export type DisputeCommands = {
  OpenDispute: { dispute: string; holder: string; year: Year; about: string };
  IssueRuling: { dispute: string; outcome: Outcome; effects?: readonly Effect[] };
};
