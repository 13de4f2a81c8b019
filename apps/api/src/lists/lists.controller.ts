import { All, Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Rejected } from '#domain';
import type { Ledger } from '#ledger';
import type { Checkpoint, ListQuery } from '#projections';
import { formatOf } from '../asked-format.js';
import { sendCsv } from '../csv/send-csv.js';
import { linkToNext } from '../link-to-next.js';
import { lastEventId } from '../live/last-event-id.js';
import { sendLive, type LiveSettings } from '../live/send-live.js';
import { viewsProgress } from '../live/views-progress.js';
import { onlyAllowing } from '../method.js';
import { mustBeFree, mustHaveNoQuery, queryOf } from '../query-fields.js';
import { readBy } from '../reader.js';
import { LEDGER, LIVE } from '../tokens.js';
import { listAsked } from './list-asked.js';
import { LIST_ROUTES, type ListRoute } from './list-routes.js';
import { ServedViews } from './served-views.js';
import { headerOf, rowsOf, wholeList } from './whole-list.js';

const PATHS = Object.keys(LIST_ROUTES);
const ITEM_PATHS = PATHS.flatMap((path) => {
  const { item } = LIST_ROUTES[path]!;
  return item ? [`${path}/:${item.by}`] : [];
});

@Controller('api/v1')
export class ListsController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(ServedViews) private readonly views: ServedViews,
    @Inject(LIVE) private readonly live: LiveSettings,
  ) {}

  @Get(PATHS)
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const route = routeOf(request);
    const { fields, format: given, atLeast } = queryOf(request);
    const format = formatOf(request, given, route.list === 'journal' ? ['json', 'csv', 'live'] : ['json', 'csv']);
    if (format === 'live') return this.follow(request, response);
    const query = listAsked(route, fields);
    await this.views.mustReach(atLeast, route.list);
    const reader = readBy(this.ledger, request);
    const name = wordsOf(request)[0]!;
    if (format === 'csv' && fields['limit'] === undefined) {
      const told = ({ rowCount, answerPosition }: Sent) => ({ rowCount: rowCount(), answerPosition });
      await reader.read(name, fields, () => this.file(request, response, query), told);
      return;
    }
    const page = await reader.read(name, fields, () => this.views.page(route.list, query), toldOf);
    const { items, next, checkpoint } = page;
    linkToNext(request, response, next);
    if (format === 'json') response.json({ items, next, ...this.told(checkpoint) });
    else {
      const text = [headerOf(route.list), rowsOf(route.list, items)];
      await sendCsv(response, { named: nameOf(request, query), position: checkpoint.position, text });
    }
  }

  @Get(ITEM_PATHS)
  async item(@Req() request: Request): Promise<object> {
    const { list, item } = routeOf(request);
    const { by, unknown } = item!;
    const { fields, format, atLeast } = queryOf(request);
    const others = [...Object.keys(fields), ...(format === undefined ? [] : ['format'])];
    mustBeFree(others.map((field) => ({ field, message: 'is not a parameter here; there is: atLeast' })));
    await this.views.mustReach(atLeast, list);
    const id = request.params[by] as string;
    const find = async () => {
      const page = await this.views.page(list, oneBy(by, id));
      if (!page.items[0]) throw new Rejected(unknown, `${id} is not recorded`);
      return page;
    };
    const reader = readBy(this.ledger, request);
    const { items, checkpoint } = await reader.read(wordsOf(request)[0]!, { [by]: id }, find, toldOf);
    return { ...items[0], ...this.told(checkpoint) };
  }

  @All([...PATHS, ...ITEM_PATHS])
  refuse(@Req() request: Request, @Res({ passthrough: true }) response: Response): void {
    onlyAllowing('GET, HEAD', request, response);
  }

  private async file(request: Request, response: Response, query: ListQuery): Promise<Sent> {
    const { checkpoint, text, rowCount } = await wholeList(this.views, routeOf(request).list, query);
    await sendCsv(response, { named: nameOf(request, query), position: checkpoint.position, text });
    return { rowCount, answerPosition: checkpoint.position };
  }

  /** How far the views have come, for whoever shows a list and would show it again. */
  private async follow(request: Request, response: Response): Promise<void> {
    mustHaveNoQuery(request);
    const after = lastEventId(request) ?? 0;
    const views = this.views.mustRun();
    await sendLive(request, response, this.live, (signal) => viewsProgress(views, after, signal));
  }

  private told({ position, day }: Checkpoint): object {
    return { position, asAt: day, clock: this.ledger.store.clock };
  }
}

/** A file that was sent, and how many rows had gone by then. */
type Sent = { readonly rowCount: () => number; readonly answerPosition: number };

const toldOf = ({ items, checkpoint }: { readonly items: readonly unknown[]; readonly checkpoint: Checkpoint }) => ({
  rowCount: items.length,
  answerPosition: checkpoint.position,
});

/** The address as it was declared, whatever its case in the request. */
const wordsOf = (request: Request): readonly string[] =>
  (request.route as { readonly path: string }).path.split('/').slice(3);

const routeOf = (request: Request): ListRoute => LIST_ROUTES[wordsOf(request)[0]!]!;

const nameOf = (request: Request, { equal }: ListQuery): (string | number | boolean)[] => [
  wordsOf(request)[0]!,
  ...Object.values(equal),
];

const oneBy = (column: string, value: string): ListQuery => ({
  equal: { [column]: value },
  between: {},
  sort: { column, descending: false },
  limit: 1,
});
