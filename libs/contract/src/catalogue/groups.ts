import * as commands from '../commands/index.js';
import { entry } from './entry.js';
import { GROUP, PCT, PRACTICE } from './examples.js';

export const groups = {
  CreateGroup: entry(commands.CreateGroup, 'Creates a group of practices', {
    group: GROUP,
    name: 'Exampleshire East',
    commissioner: PCT,
    splitKey: 'LIST',
  }),
  JoinGroup: entry(commands.JoinGroup, 'Records that a practice joins a group', {
    group: GROUP,
    practice: PRACTICE,
    from: '2007-04-01',
  }),
  LeaveGroup: entry(commands.LeaveGroup, 'Records that a practice leaves a group', {
    group: GROUP,
    practice: PRACTICE,
    lastDay: '2007-12-31',
  }),
};
