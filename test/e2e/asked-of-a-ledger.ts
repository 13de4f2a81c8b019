import { isAskedByPost, questionPath, type QuestionInput, type QuestionName } from '#contract';

/** A question of the contract, or a list, or the log itself; and what matters in the answer to whoever asks. */
export type Asked = {
  readonly http: string;
  /** Sent as the body of a POST, where the question has lists among its fields. */
  readonly body?: object;
  /** The words after `ledger`. Left out where no verb asks it. */
  readonly cli?: readonly string[];
  readonly is: object;
  /** What stands somewhere in the answer, as JSON. */
  readonly holds?: readonly string[];
};

export type Row = {
  readonly says: string;
  readonly asked: readonly Asked[];
  /** Of which question, or which page, it is. */
  readonly by: QuestionName | `/${string}`;
};

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const option = ([name, value]: readonly [string, unknown]): readonly string[] =>
  value === true
    ? [`--${kebab(name)}`]
    : [`--${kebab(name)}`, typeof value === 'object' ? JSON.stringify(value) : String(value)];

const query = (fields: object): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join('&');

/** The same question by both doors. */
export function asked<Name extends QuestionName>(name: Name, fields: QuestionInput<Name>, is: object): Asked {
  const path = `/api/v1/${questionPath(name)}`;
  const cli = ['ask', questionPath(name), ...Object.entries(fields).flatMap(option)];
  return isAskedByPost(name) ? { http: path, body: fields, cli, is } : { http: `${path}?${query(fields)}`, cli, is };
}

export const row = (says: string, by: Row['by'], ...all: readonly Asked[]): Row => ({ says, by, asked: all });

/** A question of the contract that is a row by itself. */
export const question = <Name extends QuestionName>(
  says: string,
  name: Name,
  fields: QuestionInput<Name>,
  is: object,
  ...others: readonly Asked[]
): Row => row(says, name, asked(name, fields, is), ...others);

const shown = (word: string): string => (/[^\w./:-]/.test(word) ? `'${word}'` : word);
const commandLine = (words: readonly string[]): string => `\`ledger ${words.map(shown).join(' ')}\``;
const address = ({ http, body }: Asked): string =>
  body === undefined ? `\`GET ${http}\`` : `\`POST ${http}\` with \`${JSON.stringify(body)}\``;

/** A table of the page, one line for each way in which a question is asked. */
export const asTable = (rows: readonly Row[]): string =>
  [
    '| question | HTTP | command line |',
    '| --- | --- | --- |',
    ...rows.flatMap(({ says, asked: all }) =>
      all.map((each, index) => {
        const line = each.cli === undefined ? '' : commandLine(each.cli);
        return `| ${index === 0 ? says : ''} | ${address(each)} | ${line} |`;
      }),
    ),
  ].join('\n');
