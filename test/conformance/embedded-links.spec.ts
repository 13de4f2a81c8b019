import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { openLedger } from '#ledger';
import { ledger, recordDeficit, temporaryFolder } from '../e2e/cli-in-process.js';

/** A store that is reached through a link has one keyring, one checkpoint and one of whatever else lies beside it. */
let folder: ReturnType<typeof temporaryFolder>;
let file: string;
let link: string;
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(folder.path('disk'));
  mkdirSync(folder.path('books'));
  file = folder.path('disk/ledger-2008.db');
  link = folder.path('books/ledger.db');
  symlinkSync('../disk/ledger-2008.db', link);
});
afterEach(() => folder.remove());

const sealed = async (at: string): Promise<string> => {
  const opened = await openLedger(`embedded:${at}`, { clock: 'simulated' });
  try {
    return await opened.keyring.seal('signatory of A99001: Dr Zoë Okafor', 'Dr Zoë Okafor');
  } finally {
    await opened.close();
  }
};

const unsealed = async (at: string, text: string): Promise<string | undefined> => {
  const opened = await openLedger(`embedded:${at}`);
  try {
    return await opened.keyring.open(text);
  } finally {
    await opened.close();
  }
};

const filesIn = (name: string): readonly string[] => readdirSync(folder.path(name)).sort();

const KEPT = ['.checkpoint', '.keyring'];

describe('everything lies beside the file, never beside the link:', () => {
  test('of a store that was there before the link', async () => {
    await recordDeficit(`embedded:${file}`);
    const text = await sealed(link);
    expect(await unsealed(file, text)).toBe('Dr Zoë Okafor');
    expect(filesIn('books')).toEqual(['ledger.db']);
  });

  test('of a store that is made through the link', async () => {
    await recordDeficit(`embedded:${link}`);
    const text = await sealed(file);
    expect(await unsealed(link, text)).toBe('Dr Zoë Okafor');
    expect(filesIn('books')).toEqual(['ledger.db']);
    expect(filesIn('disk')).toEqual(
      expect.arrayContaining(['ledger-2008.db', ...KEPT.map((end) => `ledger-2008.db${end}`)]),
    );
  });

  test('through a link to a link in a folder that is one too', async () => {
    symlinkSync('books', folder.path('shelf'));
    symlinkSync('shelf/ledger.db', folder.path('current.db'));
    await recordDeficit(`embedded:${folder.path('current.db')}`);
    expect(await unsealed(file, await sealed(folder.path('current.db')))).toBe('Dr Zoë Okafor');
    expect(filesIn('books')).toEqual(['ledger.db']);
    expect(filesIn('.')).toEqual(['books', 'current.db', 'disk', 'shelf']);
  });

  test('a backup taken through the link has the keys', async () => {
    const text = await sealed(file);
    const to = folder.path('monday.db');
    expect((await ledger(['store', 'backup', '--store', `embedded:${link}`, '--to', to])).code).toBe(0);
    expect(await unsealed(to, text)).toBe('Dr Zoë Okafor');
  });
});

describe('a store of an older ledger, with files beside the link,', () => {
  let text: string;
  beforeEach(async () => {
    text = await sealed(file);
    await recordDeficit(`embedded:${file}`);
    for (const end of KEPT) renameSync(file + end, link + end);
  });

  test('is refused until they are where they belong, and nothing is made meanwhile', async () => {
    const before = filesIn('disk');
    const report = folder.path('report.json');
    for (const words of [['check'], ['repair', '--report', report], ['backup', '--to', folder.path('copy.db')]]) {
      const { code, err } = await ledger(['store', ...words, '--store', `embedded:${link}`]);
      expect(code).toBe(4);
      for (const end of KEPT) expect(err).toContain(`${link}${end} to ${file}${end}`);
    }
    await expect(openLedger(`embedded:${link}`)).rejects.toThrow(`${link}.keyring to ${file}.keyring`);
    expect(filesIn('disk')).toEqual(before);
    for (const end of KEPT) renameSync(link + end, file + end);
    expect(await unsealed(link, text)).toBe('Dr Zoë Okafor');
    expect(await ledger(['store', 'check', '--store', `embedded:${link}`])).toMatchObject({ code: 0 });
  });

  test('is refused too where each name has a keyring: somebody must say which is the right one', async () => {
    const other = await sealed(file);
    const keys = readFileSync(`${link}.keyring`);
    await expect(openLedger(`embedded:${link}`)).rejects.toThrow(
      `${link}.keyring to ${file}.keyring, where another is: keep the right one there`,
    );
    expect(readFileSync(`${link}.keyring`).equals(keys)).toBe(true);
    expect(await unsealed(file, other)).toBe('Dr Zoë Okafor');
  });

  test('opens where what lies beside the link is itself a link to what lies beside the file', async () => {
    for (const end of KEPT) {
      renameSync(link + end, file + end);
      symlinkSync(file + end, link + end);
    }
    expect(await unsealed(link, text)).toBe('Dr Zoë Okafor');
  });
});

test('views beside a link are left there: they are built anew beside the file', async () => {
  await recordDeficit(`embedded:${file}`);
  folder.write('books/ledger.db.views', 'old');
  expect(await ledger(['store', 'check', '--store', `embedded:${link}`])).toMatchObject({ code: 0 });
  expect(existsSync(`${link}.views`)).toBe(true);
});
