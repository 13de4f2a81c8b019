/** What the API answers when it says no, as of RFC 9457. */
export type Problem = {
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code?: string;
  readonly errors?: readonly FieldError[];
};

export type FieldError = { readonly field: string; readonly message: string };

/** The API said no. */
export class ApiProblem extends Error {
  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(problem.detail ?? problem.title, options);
  }

  get isAbsent(): boolean {
    return this.problem.status === 404;
  }
}

export type Parameters = Readonly<Record<string, string | number | boolean | undefined>>;

/** For how long a page waits for one answer, in milliseconds; England's sums from the log take about fifteen seconds. */
const PATIENCE_MS = 60_000;

/** The ledger as the pages see it: questions, events and lists over HTTP, and nothing else. */
export class Api {
  /** @param reader  headers that say who reads, and that a page asks */
  constructor(
    private readonly base: () => string,
    private readonly reader: Readonly<Record<string, string>> = FOR_A_PAGE,
  ) {}

  /** As whoever asks for a page reads it: what a sign-in in front of the ledger says of them is handed on. */
  readBy(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Api {
    const said = ['x-actor', 'x-organisation'].flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    });
    return new Api(this.base, { ...FOR_A_PAGE, ...Object.fromEntries(said) });
  }

  /** @throws ApiProblem for every answer that is none */
  async get<Answer>(path: string, parameters: Parameters = {}): Promise<Answer> {
    const query = queryOf(parameters);
    const response = await this.fetched(`${path}${query === '' ? '' : `?${query}`}`);
    if (response.ok) return (await response.json()) as Answer;
    throw new ApiProblem(await problemIn(response));
  }

  /** The answer, or undefined where what is named is not recorded. */
  async find<Answer>(path: string, parameters: Parameters = {}): Promise<Answer | undefined> {
    try {
      return await this.get<Answer>(path, parameters);
    } catch (error) {
      if (error instanceof ApiProblem && error.isAbsent) return undefined;
      throw error;
    }
  }

  private async fetched(path: string): Promise<Response> {
    try {
      return await fetch(new URL(path, this.base()), {
        headers: { Accept: 'application/json', ...this.reader },
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch (cause) {
      throw new ApiProblem(UNREACHABLE, { cause });
    }
  }
}

const FOR_A_PAGE = { 'X-Way': 'PAGE' };

const UNREACHABLE: Problem = {
  title: 'The ledger does not answer',
  status: 503,
  code: 'STORE_UNAVAILABLE',
  detail: 'the ledger does not answer at the moment',
};

/** Parameters as they stand in an address, without those that are not given. */
export function queryOf(parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.toString();
}

async function problemIn(response: Response): Promise<Problem> {
  const fallback: Problem = { title: response.statusText || 'Error', status: response.status };
  try {
    const body = (await response.json()) as Partial<Problem>;
    return { ...fallback, ...body, status: response.status };
  } catch {
    return fallback;
  }
}
