import { Controller, Get, Param } from '@nestjs/common';
import { Rejected, refusals, type RefusalCode } from '#domain';
import { STATUS_OF_KIND } from '#ledger';

/** Where the `type` of a problem leads. */
@Controller('problems/:code')
export class ProblemsController {
  @Get()
  describe(@Param('code') code: string): object {
    if (!Object.hasOwn(refusals, code)) throw new Rejected('NOT_FOUND', `there is no code ${code}`);
    const { kind, title } = refusals[code as RefusalCode];
    return { code, title, kind, status: STATUS_OF_KIND[kind] };
  }
}
