import { All, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { withTypedFields, type QuestionName } from '#contract';
import type { Ledger } from '#ledger';
import { answerText } from './answer-file.js';
import { formatOf } from './asked-format.js';
import { sendCsv } from './csv/send-csv.js';
import { jsonBody } from './json-body.js';
import { onlyAllowing } from './method.js';
import { invalid, onlyFormatIn, queryOf, type Query } from './query-fields.js';
import { mustReach } from './reached-position.js';
import { LEDGER, WAIT_MS } from './tokens.js';

@Controller('api/v1')
export class QuestionsController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(WAIT_MS) private readonly waitMs: number,
  ) {}

  @Get('entitlement')
  entitlement(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.asked('entitlement', request, response);
  }

  @Get('exposure')
  exposure(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.asked('exposure', request, response);
  }

  @Get('roll-up')
  rollUp(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.asked('rollUp', request, response);
  }

  @Get('bridge')
  bridge(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.asked('bridge', request, response);
  }

  @Post('what-if')
  @HttpCode(200)
  whatIf(@Req() request: Request, @Res() response: Response): Promise<void> {
    const format = onlyFormatIn(request);
    return this.answered('whatIf', jsonBody(request), format, request, response);
  }

  @All(['entitlement', 'exposure', 'roll-up', 'bridge'])
  refuseAllButGet(@Req() request: Request, @Res({ passthrough: true }) response: Response): void {
    onlyAllowing('GET, HEAD', request, response);
  }

  @All('what-if')
  refuseAllButPost(@Req() request: Request, @Res({ passthrough: true }) response: Response): void {
    onlyAllowing('POST', request, response);
  }

  private async asked(question: QuestionName, request: Request, response: Response): Promise<void> {
    const { fields, format, atLeast } = queryOf(request);
    await mustReach(this.ledger.store, atLeast, this.waitMs);
    await this.answered(question, withTypedFields(question, fields), format, request, response);
  }

  private async answered(
    question: QuestionName,
    input: unknown,
    given: Query['format'],
    request: Request,
    response: Response,
  ): Promise<void> {
    const format = formatOf(request, given, ['json', 'csv']);
    const answer = await this.ledger.questions.ask(question, input);
    if (format === 'json') return void response.json(answer);
    if (answer.derivation) throw invalid('explain', 'has no place in a CSV file: ask for JSON');
    const { holder, commissioner, of, year } = input as Readonly<Record<string, string>>;
    const words = question.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const named = [words, holder ?? commissioner ?? of, year];
    await sendCsv(response, { named, position: answer.position, text: [answerText(question, answer)] });
  }
}
