import { All, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isAskedByPost, questionNames, questionPath, withTypedFields, type QuestionName } from '#contract';
import type { Ledger } from '#ledger';
import { answerText } from './answer-file.js';
import { formatOf } from './asked-format.js';
import { sendCsv } from './csv/send-csv.js';
import { jsonBody } from './json-body.js';
import { onlyAllowing } from './method.js';
import { invalid, onlyFormatIn, queryOf, type Query } from './query-fields.js';
import { linkToNext } from './link-to-next.js';
import { mustReach } from './reached-position.js';
import { readBy } from './reader.js';
import { LEDGER, WAIT_MS } from './tokens.js';

const BY_BODY = questionNames.filter(isAskedByPost).map(questionPath);
const BY_QUERY = questionNames.filter((name) => !isAskedByPost(name)).map(questionPath);

const BY_PATH = new Map(questionNames.map((name) => [questionPath(name), name]));
const questionAt = ({ path }: Request): QuestionName => BY_PATH.get(path.replace(/\/+$/, '').split('/').at(-1)!)!;

@Controller('api/v1')
export class QuestionsController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(WAIT_MS) private readonly waitMs: number,
  ) {}

  @Get(BY_QUERY)
  asked(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.askedByQuery(questionAt(request), request, response);
  }

  @Post(BY_BODY)
  @HttpCode(200)
  posted(@Req() request: Request, @Res() response: Response): Promise<void> {
    const format = onlyFormatIn(request);
    return this.answered(questionAt(request), jsonBody(request), format, request, response);
  }

  @All(BY_QUERY)
  refuseAllButGet(@Req() request: Request, @Res({ passthrough: true }) response: Response): void {
    onlyAllowing('GET, HEAD', request, response);
  }

  @All(BY_BODY)
  refuseAllButPost(@Req() request: Request, @Res({ passthrough: true }) response: Response): void {
    onlyAllowing('POST', request, response);
  }

  private async askedByQuery(question: QuestionName, request: Request, response: Response): Promise<void> {
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
    const answer = await readBy(this.ledger, request).ask(question, input);
    if ('next' in answer) linkToNext(request, response, answer.next);
    if (format === 'json') return void response.json(answer);
    if (answer.derivation) throw invalid('explain', 'has no place in a CSV file: ask for JSON');
    const { holder, commissioner, of, year } = input as Readonly<Record<string, string>>;
    const named = [questionPath(question), holder ?? commissioner ?? of, year];
    await sendCsv(response, { named, position: answer.position, text: [answerText(question, answer)] });
  }
}
