import { randomUUID } from 'node:crypto';
import { Controller, Get, Inject, Res, ServiceUnavailableException } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { WrongRevision, type AccessStatus, type Append } from '#event-store';
import { systemNow, type Ledger } from '#ledger';
import type { Views, ViewsStatus } from '#projections';
import { ServedViews } from './lists/served-views.js';
import { isOfAStore, reasonOf } from './problem.js';
import { LEDGER, LOG } from './tokens.js';

/** What is told of a part that is up. */
type Told = Readonly<Record<string, unknown>>;

@Controller('health')
export class HealthController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(ServedViews) private readonly served: ServedViews,
    @Inject(LOG) private readonly log: Logger,
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicator: HealthIndicatorService,
  ) {}

  /** The process runs and answers. */
  @Get('live')
  live(): object {
    return { status: 'ok' };
  }

  /** Commands and questions would be answered now; where not, which part stands in the way, and why. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<object> {
    const { store, keyring, access } = this.ledger;
    const { views } = this.served;
    const parts = [
      () => this.part('store', () => mustTakeWrites(store)),
      () => this.part('keyring', () => keyring.fingerprint('health', 'ready').then(() => ({}))),
      ...(views ? [() => this.part('views', () => mustGoOn(views))] : []),
      () => this.part('accessLog', async () => toldOfLooks(access.status())),
    ];
    try {
      return await this.health.check(parts);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      response.status(503).setHeader('Retry-After', 1);
      return error.getResponse() as object;
    }
  }

  private async part<Key extends string>(name: Key, works: () => Promise<Told>): Promise<HealthIndicatorResult<Key>> {
    try {
      return this.indicator.check(name).up(await works());
    } catch (error) {
      this.log.error({ err: error }, `the ${name} is not ready`);
      const isKnown = isOfAStore(error) || error instanceof ViewsStopped;
      return this.indicator
        .check(name)
        .down({ reason: isKnown ? reasonOf(error) : 'it fails; the log of the server says why' });
    }
  }
}

/** An append that every store refuses, after the same way through the store that a command's takes. */
async function mustTakeWrites(store: Ledger['store']): Promise<Told> {
  await store.head();
  try {
    await store.append(refusable());
  } catch (error) {
    if (!(error instanceof WrongRevision)) throw error;
  }
  return {};
}

/** The views count no further. */
class ViewsStopped extends Error {}

/**
 * Where they stand: views that are behind are read all the same, and so is one that an event has stopped, which takes no
 * other list, command or question with it.
 */
async function mustGoOn(views: Views): Promise<Told> {
  const {
    state,
    position,
    head,
    remaining,
    progress,
    reason = 'the views have stopped',
    views: each,
  } = await views.status();
  if (state === 'stopped') throw new ViewsStopped(reason);
  const stopped = each.filter((view) => view.state === 'stopped');
  return {
    state: stopped.length > 0 && state === 'live' ? 'degraded' : state,
    ...{ position, head, remaining },
    ...(progress ? { progress } : {}),
    ...(stopped.length > 0 ? { stopped: stopped.map(stoppedAt) } : {}),
  };
}

/** No answer waits for the access log, nor fails with it: where it cannot be written, that is told, and all else goes on. */
const toldOfLooks = ({ reason, waiting, lost }: AccessStatus): Told =>
  reason === undefined
    ? { state: 'live' }
    : { state: 'degraded', reason: reasonOf({ message: reason }), waiting, lost };

/** The event that it cannot count, and why; of a defect the log of the server says more. */
const stoppedAt = ({ view, position, stopped }: ViewsStatus['views'][number]): Told => ({ view, position, ...stopped });

const NEVER_REACHED = 2 ** 40;

function refusable(): Append {
  const id = randomUUID();
  const metadata = { recordedAt: systemNow(), actor: 'health', commandId: id, command: 'none', contentHash: '' };
  const event = { id, type: 'None', version: 1, data: {}, metadata };
  return { stream: 'health', expectedRevision: NEVER_REACHED, events: [event], claims: [], unmoved: [], found: [] };
}
