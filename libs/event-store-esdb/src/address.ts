import { StoreUnavailable, shownAddress } from '#event-store';
import { DEFAULT_NAMESPACE } from './names.js';

/** What the client knows, in small letters. Of a setting that it does not know it writes the whole address to the console. */
const SETTINGS: ReadonlySet<string> = new Set([
  ...['tls', 'tlscafile', 'usercertfile', 'userkeyfile', 'connectionname', 'nodepreference', 'throwonappendfailure'],
  ...['defaultdeadline', 'keepaliveinterval', 'keepalivetimeout'],
  ...['maxdiscoverattempts', 'discoveryinterval', 'gossiptimeout'],
]);

export type Address = { readonly server: string; readonly namespace: string };

/** Where the client sees user and password, which may hold a ? too. */
const BEFORE_HOSTS = /^[^:]+:\/\/(?:[^:]+:[^@]+@)?/;

/**
 * The ledger's own part of an address is its `namespace`; the rest is the client's connection string.
 * @throws StoreUnavailable for a setting that there is not, that cannot be read, or that hides what an append came to
 * @see https://docs.kurrent.io/clients/node/v6.2/getting-started#connection-string
 */
export function partsOf(address: string, asked: string | undefined): Address {
  const [beforeHosts = ''] = BEFORE_HOSTS.exec(address) ?? [];
  const [hosts = '', query = ''] = address.slice(beforeHosts.length).split(/\?(.*)/s);
  const server = beforeHosts + hosts;
  const settings = query.split('&').filter((setting) => setting !== '');
  const wrong = isReadable(beforeHosts) ? wrongIn(settings) : `its user and password: ${UNREADABLE}`;
  if (wrong !== undefined) throw new StoreUnavailable(`${shownAddress(address)}: ${wrong}`);
  const named = settings.find((setting) => nameOf(setting) === 'namespace');
  const rest = settings.filter((setting) => nameOf(setting) !== 'namespace');
  return {
    server: rest.length === 0 ? server : `${server}?${rest.join('&')}`,
    namespace: asked ?? (named === undefined ? DEFAULT_NAMESPACE : decodeURIComponent(valueOf(named))),
  };
}

/** A % begins the code of a sign. */
const UNREADABLE = 'write a % itself as %25';

/** What is wrong with the settings; undefined where nothing is. */
function wrongIn(settings: readonly string[]): string | undefined {
  const names = settings.map(nameOf);
  const unknown = names.find((name) => name !== 'namespace' && !SETTINGS.has(name));
  if (unknown !== undefined) return `there is no setting ${/^\w+$/.exec(unknown)?.[0] ?? 'so spelt'}`;
  if (settings.some((setting) => /^throwonappendfailure=false$/i.test(setting))) {
    return 'throwOnAppendFailure=false hides what an append came to';
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `${twice} is named twice`;
  const empty = settings.find((setting) => valueOf(setting) === '');
  if (empty !== undefined) return `${nameOf(empty)} has no value`;
  const unreadable = settings.find((setting) => !isReadable(valueOf(setting)));
  return unreadable && `${nameOf(unreadable)}: ${UNREADABLE}`;
}

/** The same server, and another namespace of it, drawn from the one in the address. */
export function inNamespace(address: string, drawn: (namespace: string) => string): string {
  const { server, namespace } = partsOf(address, undefined);
  return `${server}${/\?[^@]*$/.test(server) ? '&' : '?'}namespace=${encodeURIComponent(drawn(namespace))}`;
}

const nameOf = (setting: string): string => setting.split('=')[0]!.toLowerCase();
const valueOf = (setting: string): string => /=(.*)/s.exec(setting)?.[1] ?? '';

function isReadable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
