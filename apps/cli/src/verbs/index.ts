import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { addAsk } from './ask.js';
import { addDeadlines } from './deadlines.js';
import { addDemo } from './demo.js';
import { addDocument } from './document.js';
import { addEvents } from './events.js';
import { addImport } from './import.js';
import { addLoadEngland } from './load-england.js';
import { addRebuild } from './rebuild.js';
import { addRecord } from './record.js';
import { addScenario } from './scenario.js';
import { addServe } from './serve.js';
import { addStatements } from './statements.js';
import { addStore } from './store.js';
import { addViews } from './views.js';

/** Every verb, in the order in which `--help` lists them. */
export const verbs: readonly ((program: Command, terminal: Terminal) => void)[] = [
  addRecord,
  addAsk,
  addEvents,
  addDocument,
  addImport,
  addLoadEngland,
  addScenario,
  addRebuild,
  addStatements,
  addStore,
  addViews,
  addDeadlines,
  addServe,
  addDemo,
];
