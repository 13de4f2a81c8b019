import { All, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { withTypedFields, type QuestionName } from '#contract';
import type { Ledger } from '#ledger';
import type { Answer } from '#questions';
import { jsonBody } from './json-body.js';
import { onlyAllowing } from './method.js';
import { mustHaveNoQuery, queryOf } from './query-fields.js';
import { mustReach } from './reached-position.js';
import { LEDGER, WAIT_MS } from './tokens.js';

@Controller('api/v1')
export class QuestionsController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(WAIT_MS) private readonly waitMs: number,
  ) {}

  @Get('entitlement')
  entitlement(@Req() request: Request): Promise<Answer> {
    return this.asked('entitlement', request);
  }

  @Get('exposure')
  exposure(@Req() request: Request): Promise<Answer> {
    return this.asked('exposure', request);
  }

  @Get('roll-up')
  rollUp(@Req() request: Request): Promise<Answer> {
    return this.asked('rollUp', request);
  }

  @Get('bridge')
  bridge(@Req() request: Request): Promise<Answer> {
    return this.asked('bridge', request);
  }

  @Post('what-if')
  @HttpCode(200)
  async whatIf(@Req() request: Request): Promise<Answer> {
    mustHaveNoQuery(request);
    return this.ledger.questions.ask('whatIf', jsonBody(request));
  }

  @All(['entitlement', 'exposure', 'roll-up', 'bridge'])
  refuseAllButGet(@Req() request: Request, @Res({ passthrough: true }) response: Response): void {
    onlyAllowing('GET, HEAD', request, response);
  }

  @All('what-if')
  refuseAllButPost(@Req() request: Request, @Res({ passthrough: true }) response: Response): void {
    onlyAllowing('POST', request, response);
  }

  private async asked(question: QuestionName, request: Request): Promise<Answer> {
    const { fields, atLeast } = queryOf(request);
    await mustReach(this.ledger.store, atLeast, this.waitMs);
    return this.ledger.questions.ask(question, withTypedFields(question, fields));
  }
}
