import { Rejected } from '#domain';
import type { MaybeWritten } from '#event-store';

/** Whether the command was recorded is not known: the same command, sent again under the same id, is recorded once only. */
export class MaybeRecorded extends Rejected {
  readonly reason: string;

  constructor(
    readonly commandId: string,
    { reason }: MaybeWritten,
  ) {
    super('STORE_UNAVAILABLE', sentAgain(`as ${commandId}`, reason));
    this.reason = reason;
  }
}

/** @param how  it is sent again, in the words of the door that it came by */
export const sentAgain = (how: string, reason: string): string =>
  `the command may have been recorded: sent again ${how} it is recorded once only; ${reason}`;
