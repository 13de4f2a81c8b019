import { dateOf, dayOf } from '#kernel';
import { mustNotBeFuture } from '../agreement/rules.js';
import type { Decide } from '../decision.js';
import type { DocumentCommands } from './commands.js';

export const documentDeciders: { readonly [C in keyof DocumentCommands]: Decide<DocumentCommands[C]> } = {
  ClassifyDocument({ decidedOn, ...command }, { recordedOn }) {
    if (decidedOn !== undefined) mustNotBeFuture(dayOf(decidedOn), recordedOn, 'decidedOn');
    return [{ type: 'DocumentClassified', data: { ...command, decidedOn: decidedOn ?? dateOf(recordedOn) } }];
  },
};
