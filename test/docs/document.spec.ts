import { isShown, stepsOf } from './document.js';

const PAGE = `# A page

\`\`\`sh
ledger serve
\`\`\`

\`\`\`text
served at http://127.0.0.1:3000
\`\`\`

Open http://127.0.0.1:3000/practices/A1?year=2007-08: £1,234.50 are outstanding. See
[another](another.md).

No page is named in this paragraph of £2.00.

\`\`\`sh
cat > file <<'END'
a

b
END
\`\`\`

\`\`\`text
^C
The server has stopped.
\`\`\`
`;

test('a document is commands with their output, pages with their amounts, and Ctrl-C', () =>
  expect(stepsOf(PAGE)).toEqual([
    { kind: 'commands', line: 3, text: 'ledger serve', shown: 'served at http://127.0.0.1:3000' },
    {
      kind: 'pages',
      line: 11,
      addresses: ['http://127.0.0.1:3000/practices/A1?year=2007-08'],
      amounts: ['£1,234.50'],
    },
    { kind: 'commands', line: 16, text: "cat > file <<'END'\na\n\nb\nEND" },
    { kind: 'interrupt', line: 24, shown: 'The server has stopped.' },
  ]));

test('a block that nobody would run is no part of a document', () =>
  expect(() => stepsOf('```json\n{}\n```\n')).toThrow('line 1: nobody would run this block'));

test.each([
  ['one\ntwo\n', 'one\ntwo'],
  ['one\r\ntwo\r\n', 'one\ntwo'],
  ['one\ntwo\nthree\n', '…\nthree'],
  ['three\n', '…\nthree'],
  ['{"a":1,"b":2}\n', '{"a":1, … }'],
  ['a (b) $1.00', 'a (b) $1.00'],
])('%j is as it is shown: %j', (output, shown) => expect(isShown(output, shown)).toBe(true));

test.each([
  ['one\ntwo\n', 'one'],
  ['one\ntwo\n', 'two'],
  ['one\ntwo\n', 'o … o'],
  ['', 'one'],
  ['a b $1x00', 'a b $1.00'],
])('%j is not what is shown: %j', (output, shown) => expect(isShown(output, shown)).toBe(false));
