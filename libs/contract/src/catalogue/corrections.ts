import * as commands from '../commands/index.js';
import { entry } from './entry.js';

export const corrections = {
  RecordInError: entry(
    commands.RecordInError,
    'Records that a command was given in error: from then on its events count for nothing',
    { label: 'TS1', because: 'Posted on the wrong practice' },
  ),
};
