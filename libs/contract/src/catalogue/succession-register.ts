import * as questions from '../questions/succession-register.js';
import { entry } from './entry.js';
import { PCT } from './examples.js';

export const successionRegisterQuestions = {
  successionRegister: entry(
    questions.SuccessionRegisterQuestion,
    'What a commissioner owed and had promised when it closed, and to whom each of it passed',
    { commissioner: PCT },
  ),
};
