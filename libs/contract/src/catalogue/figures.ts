import * as questions from '../questions.js';
import { entry } from './entry.js';
import { PCT, PRACTICE, YEAR } from './examples.js';

export const figures = {
  entitlement: entry(questions.EntitlementQuestion, 'What a practice or group is entitled to for a year, and why', {
    holder: PRACTICE,
    year: YEAR,
    knownAt: '2007-11-14T23:59:59Z',
  }),
  exposure: entry(questions.ExposureQuestion, 'What a commissioner owes for a year, and what it can pay', {
    commissioner: PCT,
    year: YEAR,
    asAt: '2008-03-31',
  }),
  rollUp: entry(questions.RollUpQuestion, 'The statements of all practices under a body, added up', {
    of: 'Q39',
    year: YEAR,
  }),
  bridge: entry(questions.BridgeQuestion, 'Which events moved the figure between two moments', {
    holder: PRACTICE,
    year: YEAR,
    from: '2007-11-01T00:00:00Z',
    to: '2007-11-30T23:59:59Z',
  }),
  whatIf: entry(questions.WhatIfQuestion, 'What the figure would be if something had not been, or had been otherwise', {
    holder: PRACTICE,
    year: YEAR,
    suppose: [{ omit: 'deficit' }, { setShareBp: 10_000 }],
  }),
};
