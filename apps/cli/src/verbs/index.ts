import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { addScenario } from './scenario.js';

/** Every verb, in the order in which `--help` lists them. */
export const verbs: readonly ((program: Command, terminal: Terminal) => void)[] = [addScenario];
