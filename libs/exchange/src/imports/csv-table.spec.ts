import { readCsv } from './csv-table.js';

const read = (text: string) => readCsv(Buffer.from(text, 'utf8'));
const rowsOf = (text: string) => read(text).rows.map(({ line, fields }) => [line, ...fields]);
const badOf = (bytes: Buffer | string) =>
  readCsv(Buffer.from(bytes as string)).bad.map(({ line, message }) => `${line}: ${message}`);

test.each([
  ['LF', 'a,b\n1,2\n3,4\n'],
  ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n'],
  ['CR', 'a,b\r1,2\r3,4\r'],
  ['no end to the last line', 'a,b\n1,2\n3,4'],
  ['a byte order mark', '\ufeffa,b\n1,2\n3,4\n'],
])('lines may end with, or a file begin with: %s', (_what, text) => {
  expect(read(text).header).toEqual(['a', 'b']);
  expect(rowsOf(text)).toEqual([
    [2, '1', '2'],
    [3, '3', '4'],
  ]);
});

test('a quoted field holds commas, quotes and line ends, and the lines after it keep their numbers', () =>
  expect(rowsOf('a,b\r\n1,"x, ""y""\r\nz"\r\n\r\n2,é\r\n')).toEqual([
    [2, '1', 'x, "y"\r\nz'],
    [5, '2', 'é'],
  ]));

test('a comment stands before the header, as it was printed or as a spreadsheet saved it', () => {
  const text = '\ufeff# organisations: about\r\n"# code: one, two",,\r\na,b\r\n1,#2\r\n#3,4\r\n';
  expect(read(text)).toMatchObject({ header: ['a', 'b'], headerLine: 3, bad: [] });
  expect(rowsOf(text)).toEqual([
    [4, '1', '#2'],
    [5, '#3', '4'],
  ]);
});

test('empty lines, and rows of empty fields only, say nothing', () =>
  expect(rowsOf('\n\na,b\n\n,\n1,\n\n')).toEqual([[6, '1', '']]));

test.each([
  ['an empty file', '', ['1: the file is empty']],
  ['nothing but a comment', '# only this\n', ['1: the file is empty']],
  ['nothing but a header', '# x\na,b\n', ['2: there is no row below the header']],
  [
    'a quote that never closes',
    'a,b\n1,2\n\n"3,4\n5,6\n',
    ['4: a quote is opened and never closed; what follows was not read'],
  ],
  [
    'text after a closing quote',
    'a,b\n1,"2"x\n',
    ['2: something follows a closing quote; a quote inside a quoted field is written twice; what follows was not read'],
  ],
  [
    'a quote in an unquoted field',
    'a,b\n1,x"2\n',
    [
      '2: a quote stands inside a field that is not quoted; quote the field and write the quote twice; what follows was not read',
    ],
  ],
  ['a NUL', 'a,b\n1,\u00002\n', ['2: has a NUL byte: the file is damaged, or not UTF-8 (UTF-16 perhaps)']],
])('%s is told with its line', (_what, text, problems) => expect(badOf(text)).toEqual(problems));

test('what is not UTF-8 is told with the first such line', () =>
  expect(badOf(Buffer.from('a,b\r\n1,2\r\nCaf\xe9,4\r\n', 'latin1'))).toEqual([
    '3: is not UTF-8; save the file as UTF-8',
  ]));

test('rows before a wrong quote are still read, so that they are checked', () =>
  expect(rowsOf('a,b\n1,2\n"3,4\n')).toEqual([[2, '1', '2']]));
