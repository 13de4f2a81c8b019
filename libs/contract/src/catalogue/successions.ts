import * as commands from '../commands/index.js';
import { entry } from './entry.js';
import { PCT } from './examples.js';

export const successions = {
  NameSuccessor: entry(commands.NameSuccessor, 'Names who takes over from a body', {
    code: '5Y1',
    from: '2006-10-01',
    successors: [PCT],
  }),
  CloseOrganisation: entry(commands.CloseOrganisation, 'Closes an organisation', {
    code: '5Y1',
    lastDay: '2006-09-30',
  }),
};
