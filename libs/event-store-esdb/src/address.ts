import { StoreUnavailable } from '#event-store';
import { shownAddress } from './failures.js';
import { DEFAULT_NAMESPACE } from './names.js';

export type Address = { readonly server: string; readonly namespace: string };

/**
 * The ledger's own part of an address is its `namespace`; the rest is the client's connection string.
 * @see https://docs.kurrent.io/clients/node/v6.2/getting-started#connection-string
 */
export function partsOf(address: string, asked: string | undefined): Address {
  const [server = '', query = ''] = address.split(/\?(.*)/s);
  const settings = query.split('&').filter((setting) => setting !== '');
  const named = settings.filter((setting) => nameOf(setting) === 'namespace');
  const rest = settings.filter((setting) => nameOf(setting) !== 'namespace');
  if (rest.some((setting) => /^throwonappendfailure=false$/i.test(setting))) {
    throw new StoreUnavailable(`${shownAddress(address)}: throwOnAppendFailure=false hides what an append came to`);
  }
  return {
    server: rest.length === 0 ? server : `${server}?${rest.join('&')}`,
    namespace: asked ?? (named[0] === undefined ? DEFAULT_NAMESPACE : decodeURIComponent(valueOf(named[0]))),
  };
}

/** The same server, and another namespace of it, drawn from the one in the address. */
export function inNamespace(address: string, drawn: (namespace: string) => string): string {
  const { server, namespace } = partsOf(address, undefined);
  return `${server}${server.includes('?') ? '&' : '?'}namespace=${encodeURIComponent(drawn(namespace))}`;
}

const nameOf = (setting: string): string => setting.split('=')[0]!.toLowerCase();
const valueOf = (setting: string): string => setting.slice(setting.indexOf('=') + 1);
