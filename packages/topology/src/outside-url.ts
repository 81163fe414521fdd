import { parseIpAddress } from '@k8s-blocks/manifest';
import { type AddressBlock, isInBlocks } from './address-block.ts';
import type { Environment } from './environment.ts';
import type { OutsideParty, OutsidePort } from './outside.ts';

/**
 * Whether a connection to a port of a party outside allows calls to a URL: over TCP, to the URL's port, and at a host that
 * may belong to the party.
 *
 * @param environment that of the caller, whose cluster it is.
 */
export function allowsUrl(
  { outside: { party }, port, endPort = port, protocol }: OutsidePort,
  number: number,
  url: string,
  environment: Environment,
): boolean {
  const isOpen = protocol === 'TCP' && port <= number && number <= endPort;
  // A URL has an IPv6 address in square brackets.
  return isOpen && mayBeOf(party, new URL(url).hostname.replace(/^\[|\]$/g, ''), environment);
}

/** Whether a name is that of a host, or one of its pattern: `cache.example.com`, `*.example.com`. */
export function matchesHost(host: string, name: string): boolean {
  if (!host.startsWith('*.')) return host === name;
  const [first = '', ...rest] = name.split('.');
  return first !== '' && rest.join('.') === host.slice('*.'.length);
}

function mayBeOf(party: OutsideParty, name: string, { clusterDomain, apiServer }: Environment): boolean {
  if (party === 'anywhere') return true;
  const isServiceIn = (namespace: string) =>
    ['', `.${clusterDomain}`].some((domain) => name.endsWith(`.${namespace}.svc${domain}`));
  if ('blocks' in party) return isNameOrIn(party.blocks, name);
  if ('host' in party) return matchesHost(party.host, name) || isAddressIn(party.addresses, name);
  if ('apiServer' in party) {
    return (
      ['', '.svc', `.svc.${clusterDomain}`].some((domain) => name === `kubernetes.default${domain}`) ||
      isAddressIn(apiServer.addresses, name)
    );
  }
  return isServiceIn(party.namespace);
}

/** The address of a host that is a name is unknown here, so it may be in a network. */
function isNameOrIn(blocks: readonly AddressBlock[], host: string): boolean {
  return parseIpAddress(host) === undefined || isInBlocks(blocks, host);
}

function isAddressIn(blocks: readonly AddressBlock[] | undefined, host: string): boolean {
  return blocks !== undefined && isInBlocks(blocks, host);
}
