import { jest } from '@jest/globals';
import { StoreUnavailable, shownAddress } from '#event-store';
import { inNamespace, partsOf } from './address.js';
import { Connection } from './connection.js';

test.each([
  ['esdb://clerk:secret@a:2113,b:2113?tls=false', 'esdb://a:2113,b:2113?tls=false'],
  ['esdb://clerk:sec/ret@a', 'esdb://a'],
  ['esdb://clerk:sec@ret@a?tls=false', 'esdb://a?tls=false'],
  ['esdb+discover://clerk:sec?ret/@a', 'esdb+discover://a'],
  ['esdb://a:2113?tlsCAFile=/etc/ca.crt', 'esdb://a:2113?tlsCAFile=/etc/ca.crt'],
])('%s is shown as %s', (address, shown) => {
  expect(shownAddress(address)).toBe(shown);
});

test.each(['esdb://clerk:sec@ret:word@a', 'esdb://clerk:sec@ret:wo/rd@a'])(
  'of %s, which the client does not understand, no piece of the password is told',
  (address) => {
    const opening = (): Connection => new Connection(address, 1_000);
    expect(opening).toThrow(/^esdb:\/\/a is no address of an EventStoreDB: unexpected text at position \d+, expected/);
    expect(opening).toThrow(StoreUnavailable);
  },
);

test.each(['retries=4', 'tlsVerifyCert=false', 'tls=false&tlsCAFil=ca.crt'])(
  'a setting that the client would pass over is refused, and nothing is written to the console: %s',
  (settings) => {
    const written = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const opening = (): Connection => new Connection(partsOf(`esdb://clerk:secret@a?${settings}`, undefined).server, 1);
    expect(opening).toThrow(/^esdb:\/\/a\?.*: there is no setting (retries|tlsverifycert|tlscafil)$/);
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
  },
);

test('a password may hold a ?, and what comes after it is never told as a setting', () => {
  expect(partsOf('esdb://clerk:sec?ret@a?tls=false&namespace=trial', undefined)).toEqual({
    server: 'esdb://clerk:sec?ret@a?tls=false',
    namespace: 'trial',
  });
  expect(inNamespace('esdb://clerk:sec?ret@a', () => 'trial')).toBe('esdb://clerk:sec?ret@a?namespace=trial');
  expect(() => partsOf('esdb://clerk:sec@ret?word@a', undefined)).toThrow(/^esdb:\/\/a: there is no setting so spelt$/);
});

test.each(['tls=false', 'TLS=false&TLSCaFile=ca.crt', 'namespace=trial&keepAliveInterval=20000'])(
  'a setting that the client knows is handed on, however it is spelt: %s',
  (settings) => {
    expect(partsOf(`esdb://a?${settings}`, undefined).server).toBe(
      `esdb://a?${settings.replace('namespace=trial&', '')}`,
    );
  },
);

test.each([
  ['esdb://a?namespace=%zz', 'esdb://a?namespace=%zz: namespace: write a % itself as %25'],
  ['esdb://a?tls=false&tlsCAFile=/100%/ca.crt', /: tlscafile: write a % itself as %25$/],
  ['esdb://a?connectionName=%E9', /: connectionname: write a %/],
  ['esdb://a?userCertFile=%', /: usercertfile: write a %/],
  ['esdb://a?userKeyFile=%2', /: userkeyfile: write a %/],
  ['esdb://clerk:100%@a', 'esdb://a: its user and password: write a % itself as %25'],
  ['esdb://%zz:secret@a', /^esdb:\/\/a: its user and password: write/],
])('of %s it is said what cannot be read, and nothing of a password', (address, told) => {
  const opening = (): unknown => partsOf(address, undefined);
  expect(opening).toThrow(StoreUnavailable);
  expect(opening).toThrow(told);
});

test.each([
  ['namespace', /: namespace has no value$/],
  ['tls=false&namespace=', /: namespace has no value$/],
  ['tlsCAFile', /: tlscafile has no value$/],
  ['namespace=a&namespace=b', /: namespace is named twice$/],
])('no ledger is guessed at: %s', (settings, told) => {
  expect(() => partsOf(`esdb://clerk:secret@a?${settings}`, undefined)).toThrow(told);
});
