import type Database from 'libsql';
import type { AccessQuery } from '#event-store';
import { openAccessFile } from './access-file.js';
import { pageOf } from './page.js';

const AT = '2007-11-15T09:00:00.000Z';

test('an entry is found by what is rarest of what is asked', () => {
  const db = openAccessFile(':memory:');
  const insert = db.prepare('INSERT INTO entry VALUES (?, ?, ?)');
  for (let number = 1; number <= 1_200; number += 1) {
    const answerPosition = number <= 3 ? null : number;
    const body = { at: AT, actor: `reader-${number % 30}`, question: 'policy', way: 'API', answerPosition };
    insert.run(number, JSON.stringify(body), '');
  }
  const prepared: string[] = [];
  const heard = { prepare: (sql: string) => (prepared.push(sql), db.prepare(sql)) } as unknown as Database.Database;
  const foundBy = (of: Partial<AccessQuery>) => {
    pageOf(heard, { descending: false, limit: 1, upTo: 0, ...of });
    return /entry e (.*) LEFT JOIN/.exec(prepared.at(-1)!)![1];
  };
  expect(foundBy({})).toBe('');
  expect(foundBy({ way: 'CLI' })).toBe('INDEXED BY entry_by_way');
  expect(foundBy({ way: 'API', actor: 'reader-7', from: AT })).toBe('INDEXED BY entry_by_actor');
  expect(foundBy({ actor: 'reader-7', outcome: 'LOST' })).toBe('INDEXED BY entry_by_outcome');
  expect(foundBy({ actor: 'reader-7', position: 0 })).toBe('INDEXED BY entry_by_answer_position');
  expect(foundBy({ question: 'policy', to: AT })).toBe('INDEXED BY entry_by_question');
  expect(foundBy({ position: 9_000, to: AT })).toBe('NOT INDEXED');
  db.close();
});
