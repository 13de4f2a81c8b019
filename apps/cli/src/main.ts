import { EXIT } from './exit.js';
import { run } from './run.js';
import { processTerminal } from './terminal.js';

const code = await run(process.argv.slice(2), processTerminal());
process.exitCode = code;
// What was interrupted may still hold the process.
if (code === EXIT.interrupted) process.exit();
