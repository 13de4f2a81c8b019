import { Controller, Get } from '@nestjs/common';
import { openApi } from './openapi/document.js';

@Controller('openapi.json')
export class OpenApiController {
  @Get()
  document(): Promise<object> {
    return openApi();
  }
}
