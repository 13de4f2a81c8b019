import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { percentiles } from './statistics.mjs';

const SYNCS = 200;
const PAGE = new Uint8Array(4_096);

/** The machine in a line, and how long its disk says that a sync of one page takes. */
export function machineOf(folder) {
  const [{ model }] = cpus();
  const { p50, p99 } = syncsIn(folder);
  return [
    `${cpus().length} cores ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, Node ${process.version}`,
    `fdatasync of a page: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms${p50 < 0.5 ? ' (a disk, or a host, that caches writes: take ratios only)' : ''}`,
  ];
}

function syncsIn(folder) {
  const path = join(folder, 'sync-probe');
  const file = openSync(path, 'w');
  const times = Array.from({ length: SYNCS }, () => {
    const began = performance.now();
    writeSync(file, PAGE);
    fdatasyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  rmSync(path);
  return percentiles(times);
}
