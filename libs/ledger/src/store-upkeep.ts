import { existsSync } from 'node:fs';
import { declarationOf, type CommandName, type Declaration } from '#domain';
import { StoreDamaged, StoreUnavailable, shownAddress, type EventStore, type StoredEvent } from '#event-store';
import {
  backUpEmbedded,
  checkEmbedded,
  repairEmbedded,
  type BackupReport,
  type CheckReport,
  type RepairReport,
} from '#event-store-embedded';
import { checkAccessLog, copyAccessLog, type AccessReport } from '#access-log';
import { directoryKeys } from '#questions';
import { sealedIn } from '#recording';
import { filesBeside, placeOf } from './store-address.js';

export type { AccessReport, BackupReport, CheckReport, RepairReport };

/** Told now and then of events that were looked at since. */
export type Tell = (events: number) => void;

/**
 * Checks everything that a store holds, and changes nothing; also while a server has it open.
 * @throws StoreUnavailable  it is not there, or no store in a file
 */
export const checkStore = async (address: string, tell: Tell): Promise<CheckReport> =>
  checkEmbedded({ path: fileOf(address), directoryKeys, claimsOf, sealedIn, tell });

/** @throws StoreUnavailable  a file is there already, or cannot be written. @throws StoreDamaged  the store is */
export async function backUpStore(address: string, to: string, withKeyring: boolean): Promise<BackupReport> {
  const { access } = filesBeside(to);
  if (existsSync(access)) throw new StoreUnavailable(`${access} is there already, and a backup overwrites nothing`);
  return backUpEmbedded({ path: fileOf(address), to, withKeyring });
}

/**
 * Checks who looked at what of a store in a file; also while a server has it open.
 * @param at  where it lies, if not beside the store
 * @returns undefined where nobody has looked yet
 */
export const checkAccess = async (address: string, at?: string): Promise<AccessReport | undefined> =>
  checkAccessLog(at ?? filesBeside(fileOf(address)).access);

export type AccessCopied = AccessReport & { readonly file: string };

/**
 * Copies who looked at what to beside a backup. A log that is damaged is copied as it is.
 * @param at  where it lies, if not beside the store
 * @returns undefined where nobody has looked yet
 * @throws StoreUnavailable  it cannot be read or written, or is there already
 */
export async function copyAccess(address: string, to: string, at?: string): Promise<AccessCopied | undefined> {
  const file = filesBeside(to).access;
  const report = await copyAccessLog(at ?? filesBeside(fileOf(address)).access, file);
  return report && { file, ...report };
}

export type RepairOptions = {
  readonly backup?: string;
  readonly acceptLoss: boolean;
  readonly at: string;
  readonly tell: Tell;
};

/** @throws StoreUnavailable  a process has the store open, or it cannot be used */
export const repairStore = async (address: string, options: RepairOptions): Promise<RepairReport> =>
  repairEmbedded({ path: fileOf(address), directoryKeys, claimsOf, sealedIn, ...options });

function fileOf(address: string): string {
  const place = placeOf(address);
  if (place.kind === 'embedded') return place.path;
  const why = place.kind === 'memory' ? 'is gone when its process ends' : 'is kept by its server';
  throw new StoreUnavailable(`${shownAddress(address)} ${why}: this verb is for a store in a file, embedded:PATH`);
}

type IdsOf = (data: object) => readonly { readonly kind: string; readonly id: unknown }[];

/** What the recorder claims for an event's command: the command's own id, its label, and the new ids in its fields. */
function claimsOf({ data, metadata: { command, commandId, label } }: StoredEvent): { kind: string; id: string }[] {
  const declaration = declarationOf(command as CommandName) as Declaration<never> | undefined;
  const ids = (declaration?.makes as IdsOf | undefined)?.(data) ?? [];
  return [
    { kind: 'command', id: commandId },
    ...(label === undefined ? [] : [{ kind: 'label', id: label }]),
    ...ids.flatMap(({ kind, id }) => (typeof id === 'string' ? [{ kind, id }] : [])),
  ];
}

/** Events read at a time. */
const PAGE = 500;

/** Checks a log through its port: every hash, as the adapter does on reading, and revisions without gaps. */
export async function checkLog(store: EventStore, tell: Tell): Promise<CheckReport> {
  const revisions = new Map<string, number>();
  const findings: CheckReport['findings'][number][] = [];
  let [after, events] = [0n, 0];
  try {
    for (;;) {
      const page = await store.readAll({ after, limit: PAGE });
      for (const { stream, revision, position } of page) {
        const next = (revisions.get(stream) ?? -1) + 1;
        const detail = `has revision ${revision} where ${next} comes next`;
        if (revision !== next) findings.push({ part: 'event', position: Number(position), stream, detail });
        revisions.set(stream, revision);
      }
      const last = page.at(-1);
      if (last === undefined) break;
      [after, events] = [last.position, events + page.length];
      tell(page.length);
    }
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
    findings.push({ part: 'event', detail: error.message });
  }
  return { events, root: undefined, findings };
}
