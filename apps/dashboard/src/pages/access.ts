import { isDate } from '#kernel';
import { address, organisationAddress } from '../address.js';
import type { AccessLog, Look } from '../answers.js';
import { queryOf } from '../api.js';
import { inWords } from '../asking/answer-shown.js';
import { browsed, filterForm, listParameters, paging, sortedColumns, type Browsing } from '../browse.js';
import type { Page } from '../page.js';
import type { Asked } from '../request.js';
import { count, instant, text, type Cell } from '../table.js';
import { endOfDay, startOfDay } from '../words/dates.js';

const LIST = '/api/v1/access-log';
/** Rows of a file at most, as of any answer of the API. */
const IN_A_FILE = 1000;

const DOORS = { API: 'A program', PAGE: 'A page', CLI: 'The command line' } as const;
const CAME = { ANSWERED: 'Answered', REFUSED: 'Refused', FAILED: 'Failed', LOST: 'Not kept' } as const;

const choicesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, shown]) => ({ value, text: shown }));

const browsing = (asked: Asked): Browsing =>
  browsed(asked, {
    filters: [
      { name: 'actor', label: 'Who looked', type: 'text' },
      { name: 'holder', label: 'At which practice or group (code)', type: 'text' },
      { name: 'commissioner', label: 'At which commissioner (code)', type: 'text' },
      { name: 'subject', label: 'At which case, dispute or document', type: 'text' },
      { name: 'question', label: 'Question', type: 'text', hint: 'such as entitlement, events or document' },
      { name: 'way', label: 'Through which door', choices: choicesOf(DOORS) },
      { name: 'outcome', label: 'What came of it', choices: choicesOf(CAME) },
      { name: 'from', label: 'From', type: 'date' },
      { name: 'to', label: 'To', type: 'date' },
    ],
    columns: [
      { label: 'When', by: 'number', order: 'date' },
      { label: 'Who, by their own word' },
      { label: 'What they asked' },
      { label: 'About whom' },
      { label: 'Through' },
      { label: 'What came of it' },
      { label: 'Rows told', numeric: true },
    ],
    usualSort: '-number',
    list: LIST,
  });

/** Who looked at what, the latest first. */
export async function accessPage(asked: Asked): Promise<Page> {
  const { api, query } = asked;
  const list = browsing(asked);
  const parameters = { ...withInstants(listParameters(list)), ...query.of(['upTo']) };
  const { rows, next, upTo, position, clock, knownAt } = await api.get<AccessLog>(LIST, parameters);
  const form = filterForm(list);
  const { after: _after, ...all } = parameters;
  const here = query.of([...list.filters.map(({ name }) => name), 'sort', 'after', 'page']);
  return {
    template: 'list.njk',
    title: 'Who looked at what',
    section: 'questions',
    breadcrumbs: [{ text: 'Questions', href: '/questions' }],
    standing: { position, clock, knownAt, permanent: address('/access', { ...here, upTo: String(upTo) }) },
    model: {
      lead:
        'Each question asked and each document read, through a program, a page or the command line. Nobody signs in yet: ' +
        'who looked is what they said of themselves.',
      form,
      paging: {
        ...paging(list, rows.length, next === null ? null : String(next)),
        csv: `${LIST}?${queryOf({ ...all, limit: IN_A_FILE, format: 'csv' })}`,
      },
      table: {
        id: 'list',
        caption: 'Looks',
        stacked: true,
        columns: sortedColumns(list),
        rows: rows.map(cells),
        empty: form.isActive ? 'Nobody has looked like that.' : 'Nobody has looked yet.',
      },
    },
  };
}

/** A day is meant as a whole. */
function withInstants(parameters: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { from, to } = parameters;
  return {
    ...parameters,
    ...(from !== undefined && isDate(from) ? { from: startOfDay(from) } : {}),
    ...(to !== undefined && isDate(to) ? { to: endOfDay(to) } : {}),
  };
}

function cells(look: Look): readonly Cell[] {
  const { at, actor, organisation, question, asked, way, outcome, code, rowCount } = look;
  return [
    instant(at),
    text(actor, undefined, organisation ?? undefined),
    text(inWords(question), undefined, asked.join(', ') || undefined),
    about(look),
    text(DOORS[way]),
    text(CAME[outcome], undefined, code ?? undefined),
    count(rowCount),
  ];
}

function about({ holder, commissioner, subject }: Look): Cell {
  const body = holder ?? commissioner;
  return body === null ? text(subject) : text(body, organisationAddress(body), subject ?? undefined);
}
