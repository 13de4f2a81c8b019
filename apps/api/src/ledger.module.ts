import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import type { Logger } from 'pino';
import type { Ledger } from '#ledger';
import { CommandsController } from './commands.controller.js';
import { EventsController } from './events.controller.js';
import { HealthController } from './health.controller.js';
import { OpenApiController } from './openapi.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { ProblemsController } from './problems.controller.js';
import { QuestionsController } from './questions.controller.js';
import { LEDGER, LOG, WAIT_MS } from './tokens.js';

/** Composition root: an open ledger is given, whichever store it stands on. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [
    CommandsController,
    QuestionsController,
    EventsController,
    HealthController,
    ProblemsController,
    OpenApiController,
  ],
  providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
})
export class LedgerModule {
  static of(ledger: Ledger, log: Logger, waitMs: number): DynamicModule {
    return {
      module: LedgerModule,
      providers: [
        { provide: LEDGER, useValue: ledger },
        { provide: LOG, useValue: log },
        { provide: WAIT_MS, useValue: waitMs },
      ],
    };
  }
}
