import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';

/**
 * Runs scripts of package.json in lanes side by side: `node test/side-by-side.mjs build,types lint,rules`. Those of a
 * lane follow one another. What each says is shown at its end, in one piece; if any fails, so does the whole.
 */
const lanes = process.argv.slice(2).map((lane) => lane.split(','));

/** @returns whether it went well */
function ran(script) {
  const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes));
  return new Promise((resolve) => {
    child.on('error', (error) => said.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      console.log(`npm run ${script}: ${code === 0 ? 'passed' : 'FAILED'}`);
      process.stdout.write(Buffer.concat(said));
      resolve(code === 0);
    });
  });
}

/** All of it also after a failure: whoever mends one wants to know the others. */
async function ranInTurn(scripts) {
  let isWell = true;
  for (const script of scripts) isWell = (await ran(script)) && isWell;
  return isWell;
}

const outcomes = await Promise.all(lanes.map(ranInTurn));
if (outcomes.includes(false)) process.exitCode = 1;
