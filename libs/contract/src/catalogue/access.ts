import { AccessLogQuestion } from '../questions/access.js';
import { entry } from './entry.js';
import { PRACTICE } from './examples.js';

export const accessQuestions = {
  accessLog: entry(
    AccessLogQuestion,
    'Who looked at what: each question asked and document read, by whom as they call themselves, when, and what came of it',
    { holder: PRACTICE, from: '2007-11-01T00:00:00Z' },
  ),
};
