import { EXIT } from './exit.js';
import { failed } from './failure.js';
import { run } from './run.js';
import { processTerminal } from './terminal.js';

const terminal = processTerminal();
// An error that no verb awaits is told like any other, and ends the run.
process.on('uncaughtException', (error) => void failed(error, terminal).then((code) => process.exit(code)));

const code = await run(process.argv.slice(2), terminal);
process.exitCode = code;
// What was interrupted may still hold the process.
if (code === EXIT.interrupted) process.exit();
