import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import type { Logger } from 'pino';
import type { Ledger } from '#ledger';
import type { Views } from '#projections';
import { CommandsController } from './commands.controller.js';
import { DocumentsController } from './documents.controller.js';
import { EventsController } from './events.controller.js';
import { HealthController } from './health.controller.js';
import { OpenApiController } from './openapi.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { ProblemsController } from './problems.controller.js';
import { ListsController } from './lists/lists.controller.js';
import { ServedViews } from './lists/served-views.js';
import type { LiveSettings } from './live/send-live.js';
import { QuestionsController } from './questions.controller.js';
import { LEDGER, LIVE, LOG, WAIT_MS } from './tokens.js';

export type Served = {
  readonly ledger: Ledger;
  /** Undefined where the views are not run. */
  readonly views: Views | undefined;
  readonly log: Logger;
  /** For how long an answer waits for a position, in milliseconds. */
  readonly waitMs: number;
  readonly live: LiveSettings;
};

/** Composition root: an open ledger is given, whichever store it stands on. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [
    CommandsController,
    DocumentsController, // before the question at the same address
    QuestionsController,
    EventsController,
    ListsController,
    HealthController,
    ProblemsController,
    OpenApiController,
  ],
  providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
})
export class LedgerModule {
  static of({ ledger, views, log, waitMs, live }: Served): DynamicModule {
    return {
      module: LedgerModule,
      providers: [
        { provide: LEDGER, useValue: ledger },
        { provide: LOG, useValue: log },
        { provide: WAIT_MS, useValue: waitMs },
        { provide: LIVE, useValue: live },
        { provide: ServedViews, useValue: new ServedViews(views, waitMs) },
      ],
    };
  }
}
