/** What lies beside a store at PATH. */
export const filesOf = (path: string) => ({
  /** SQLite's log of what is not yet in the file itself. */
  wal: `${path}-wal`,
  /** What every process shares of it; made anew where it is missing. */
  shm: `${path}-shm`,
  checkpoint: `${path}.checkpoint`,
  /** There while a store is open, and after it was killed. */
  acknowledged: `${path}.acknowledged`,
  keyring: `${path}.keyring`,
});
