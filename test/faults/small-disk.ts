import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own, of so many bytes (`4m`), where this machine lets one be mounted; filled and cleared by a test. */
export function smallDisk(size: string) {
  const path = mkdtempSync(join(tmpdir(), 'ledger-disk-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path]).status === 0;
  const free = (): number => statfsSync(path).bavail;
  return {
    path,
    isMounted,
    /** Leaves room for so many bytes, in whole blocks. */
    fill({ leaving = 0 } = {}): void {
      const { bsize } = statfsSync(path);
      const left = Math.ceil(leaving / bsize);
      for (let blocks = free() - left; blocks > 0; blocks = Math.floor(blocks / 2)) {
        for (let part = 0; free() - left >= blocks; part++) {
          writeFileSync(join(path, `ballast-${blocks}-${part}`), Buffer.alloc(blocks * bsize));
        }
      }
      expect(free()).toBe(left);
    },
    clear(): void {
      for (const name of readdirSync(path)) if (name.startsWith('ballast-')) rmSync(join(path, name));
    },
    remove(): void {
      if (isMounted) spawnSync('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
