import * as commands from '../commands/index.js';
import { DocumentsQuestion, PromisesQuestion } from '../questions/documents.js';
import { entry } from './entry.js';
import { PCT, PRACTICE } from './examples.js';

export const documents = {
  ClassifyDocument: entry(
    commands.ClassifyDocument,
    'Puts on record what a document that is presented as a promise is held to be: a guarantee, a letter of comfort, or neither',
    {
      document: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
      holder: PRACTICE,
      as: 'COMFORT',
      organisation: PCT,
      decidedBy: 'C. Director',
      because: 'It says: subject to affordability',
      heldBy: PCT,
    },
  ),
};

export const documentQuestions = {
  documents: entry(
    DocumentsQuestion,
    'Each document that a command rests on: who sent it, when, and whether it is here',
    {
      holder: PRACTICE,
    },
  ),
  promises: entry(
    PromisesQuestion,
    'What was promised, by whom, when and in what words: each agreement and variation with its signatures and documents',
    { holder: PRACTICE },
  ),
};
