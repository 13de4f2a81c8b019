import { Broken } from '../../faults/kills/book.mjs';
import { killed } from '../../faults/kills/kills.mjs';
import { VoidRun } from '../measuring/void-run.mjs';
import { SEED } from '../events/scene.mjs';
import { inNamespace } from '../subjects/eventstoredb.mjs';

export const TITLE =
  'W7: killed with SIGKILL at random under the load of 64 clients; log and views held against what was acknowledged';
export const subjects = ['embedded', 'eventstoredb'];
/** With as many kills as were asked for. */
export const MOST_ROUNDS = 1;
export const FIGURES = {
  kills: { workload: 'W7', unit: 'kills' },
  commands: { workload: 'W7-acknowledged', unit: 'commands' },
  lost: { workload: 'W7-lost', unit: 'commands' },
  doubled: { workload: 'W7-doubled', unit: 'commands' },
  holes: { workload: 'W7-holes', unit: 'views' },
  recoveryMs: { workload: 'W7-recovery', unit: 'ms' },
};

export const inShort = ({ kills, commands, recoveryMs }) =>
  `${kills} kills, ${commands} commands acknowledged, none lost or doubled; ready again after ${recoveryMs} ms`;

/** @param {{ subject: string, name: string, folder: string, kills: number, eventStoreUrl: string, serverCommand?: string }} task */
export async function measure({ subject, name, folder, kills, eventStoreUrl, serverCommand }) {
  const onServer = subject === 'eventstoredb';
  const store = onServer ? inNamespace(eventStoreUrl, name) : `embedded:${folder}/ledger.db`;
  try {
    const server = onServer && serverCommand !== undefined ? { serverCommand } : {};
    const report = await killed({ store, folder, kills, seed: SEED, ...server });
    // a run in which anything was lost, doubled or left out has no report
    return { kills, commands: report.commands, lost: 0, doubled: 0, holes: 0, recoveryMs: report.recoveryMs.median };
  } catch (error) {
    throw error instanceof Broken ? new VoidRun(error.message, { cause: error }) : error;
  }
}
