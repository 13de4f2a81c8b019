import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { All, Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isCommandName, validateCommand, type CommandName } from '#contract';
import { Rejected } from '#domain';
import type { Ledger } from '#ledger';
import type { Outcome } from '#recording';
import { envelopeOf, naming } from './header-fields.js';
import { jsonBody } from './json-body.js';
import { onlyAllowing } from './method.js';
import { mustHaveNoQuery } from './query-fields.js';
import { LEDGER } from './tokens.js';

@Controller('api/v1/commands/:command')
export class CommandsController {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @Post()
  async record(
    @Param('command') command: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Outcome> {
    mustBeCommand(command);
    mustHaveNoQuery(request);
    const { commandId = newId(response), ...envelope } = envelopeOf(request);
    const input = jsonBody(request);
    const { outcome, replayed } = await this.ledger.recorder
      .record({ command, with: input, commandId, ...envelope })
      .catch((error: unknown) => {
        throw isOfHeaders(error, command, input) ? naming(error) : error;
      });
    if (replayed) response.status(200).setHeader('Idempotent-Replayed', 'true');
    return outcome;
  }

  @All()
  refuse(
    @Param('command') command: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): void {
    mustBeCommand(command);
    onlyAllowing('POST', request, response);
  }
}

/** Told with a refusal too: whoever does not know whether it was recorded tries again with the same key. */
function newId(response: Response): string {
  const id = randomUUID();
  response.setHeader('Idempotency-Key', id);
  return id;
}

function mustBeCommand(name: string): asserts name is CommandName {
  if (!isCommandName(name)) throw new Rejected('NOT_FOUND', `there is no command ${name}`);
}

/** What stands around a command is checked before its own fields, some of which have the same names. */
function isOfHeaders(error: unknown, command: CommandName, input: unknown): error is Rejected {
  if (!(error instanceof Rejected) || error.code !== 'INVALID') return false;
  const checked = validateCommand(command, input);
  return checked.ok || !isDeepStrictEqual(checked.errors, error.errors);
}
