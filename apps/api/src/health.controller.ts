import { randomUUID } from 'node:crypto';
import { Controller, Get, Inject, Res, ServiceUnavailableException } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { StoreDamaged, StoreUnavailable, WrongRevision, type Append } from '#event-store';
import { systemNow, type Ledger } from '#ledger';
import { reasonOf } from './problem.js';
import { LEDGER, LOG } from './tokens.js';

@Controller('health')
export class HealthController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
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
    const { store, keyring } = this.ledger;
    const parts = [
      () => this.part('store', () => mustTakeWrites(store)),
      () => this.part('keyring', () => keyring.fingerprint('health', 'ready')),
    ];
    try {
      return await this.health.check(parts);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      response.status(503).setHeader('Retry-After', 1);
      return error.getResponse() as object;
    }
  }

  private async part<Key extends string>(
    name: Key,
    works: () => Promise<unknown>,
  ): Promise<HealthIndicatorResult<Key>> {
    try {
      await works();
      return this.indicator.check(name).up();
    } catch (error) {
      this.log.error({ err: error }, `the ${name} is not ready`);
      const isKnown = error instanceof StoreUnavailable || error instanceof StoreDamaged;
      return this.indicator
        .check(name)
        .down({ reason: isKnown ? reasonOf(error) : 'it fails; the log of the server says why' });
    }
  }
}

/** An append that every store refuses, after the same way through the store that a command's takes. */
async function mustTakeWrites(store: Ledger['store']): Promise<void> {
  await store.head();
  try {
    await store.append(refusable());
  } catch (error) {
    if (!(error instanceof WrongRevision)) throw error;
  }
}

const NEVER_REACHED = 2 ** 40;

function refusable(): Append {
  const id = randomUUID();
  const metadata = { recordedAt: systemNow(), actor: 'health', commandId: id, command: 'none', contentHash: '' };
  const event = { id, type: 'None', version: 1, data: {}, metadata };
  return { stream: 'health', expectedRevision: NEVER_REACHED, events: [event], claims: [], unmoved: [] };
}
