import { matchesHost, parseIpAddress } from '@k8s-blocks/manifest';
import { formatNames, nearest, Refusal } from '@k8s-blocks/refusal';
import { type AddressBlock, isInBlocks } from './address-block.ts';
import { type Connection, isOffered } from './connection.ts';
import type { Environment } from './environment.ts';
import type { OutsideParty, OutsidePort } from './outside.ts';
import { callerText, undeclaredConnection } from './undeclared-connection.ts';
import type { Workload } from './workload.ts';

/** A host and its port outside of the stack. */
export interface OutsideTarget {
  /** As it is called in messages: without a user or a password. */
  readonly text: string;
  /** A name or an address, this without square brackets. */
  readonly host: string;
  readonly port: number;
  /** Whether it is called over TCP alone, as URLs are. */
  readonly isTcp: boolean;
}

/** The default ports of URL schemes, with the colon that `URL.protocol` has. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443 };

/** What a URL leads to, or why that is not known. */
export function targetOfUrl(url: string): OutsideTarget | Refusal {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const port = parsed?.port === '' ? DEFAULT_PORTS[parsed.protocol] : Number(parsed?.port);
  const text = withoutCredentials(url);
  if (parsed !== undefined && port !== undefined) {
    return { text, host: plainHost(parsed.hostname), port, isTcp: true };
  }
  return new Refusal({
    problem: `"${text}" is not a valid URL with a known port.`,
    remedy: 'Give an absolute URL, with a port unless its scheme is http, https, ws or wss.',
  });
}

/** What a host and port lead to, such as `cache.example.com:6379`, or why that is not known. */
export function targetOfAddress(address: string): OutsideTarget | Refusal {
  // A scheme without a default port, so that the URL has each port.
  const url = `address://${address}`;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed !== undefined && parsed.port !== '' && parsed.host === address) {
    return { text: address, host: plainHost(parsed.hostname), port: Number(parsed.port), isTcp: false };
  }
  return new Refusal({
    problem: `"${withoutCredentials(address)}" is not a host and a port.`,
    remedy: 'Give both, without a scheme and a path, such as cache.example.com:6379.',
  });
}

/** What stands before an `@` may be a password. */
function withoutCredentials(text: string): string {
  const at = text.lastIndexOf('@');
  if (at < 0) return text;
  const slashes = text.indexOf('//');
  return (slashes < 0 ? '' : text.slice(0, slashes + 2)) + text.slice(at + 1);
}

/** A URL has an IPv6 address in square brackets, and keeps capital letters where it does not know the scheme. */
function plainHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

/** The caller of what is outside: one workload of a service, in one environment. */
interface OutsideCaller {
  readonly workload: Workload;
  /** Its connections. */
  readonly outgoing: readonly Connection[];
  /** Those of all workloads of its service. */
  readonly declared: readonly Connection[];
}

/** The refusal of what no connection of a workload to a party outside allows; undefined where one allows it. */
export function undeclaredTarget(
  target: OutsideTarget,
  { workload, outgoing, declared }: OutsideCaller,
  environment: Environment,
): Refusal | undefined {
  const opens = (connection: Connection) =>
    partiesOn(target, connection).some((party) => mayBeOf(party, target.host, environment));
  if (outgoing.some(opens)) return undefined;
  const parties = outgoing.flatMap((each) => partiesOn(target, each));
  const hosts = parties.flatMap((party) => (party !== 'anywhere' && 'host' in party ? [party.host] : []));
  if (hosts.length > 0) return otherHost(workload, target, hosts);
  const text = `port ${target.port} outside the stack, which ${target.text} needs`;
  return undeclaredConnection(workload, text, declared.filter(opens));
}

/** The party outside that a connection leads to on the port of the target. */
function partiesOn(target: OutsideTarget, { to }: Connection): OutsideParty[] {
  return !isOffered(to) && isOnPort(to, target) ? [to.outside.party] : [];
}

function isOnPort({ port, endPort = port, protocol }: OutsidePort, target: OutsideTarget): boolean {
  return (protocol === 'TCP' || !target.isTcp) && port <= target.port && target.port <= endPort;
}

/** Whether a host may be a party, or belong to it. */
function mayBeOf(party: OutsideParty, host: string, { clusterDomain, apiServer }: Environment): boolean {
  if (party === 'anywhere') return true;
  if ('blocks' in party) return isNameOrIn(party.blocks, host);
  if ('host' in party) return matchesHost(party.host, host) || isIn(party.addresses, host);
  const serviceDomains = ['.svc', `.svc.${clusterDomain}`];
  if ('apiServer' in party) {
    const isItsName = ['', ...serviceDomains].some((domain) => host === `kubernetes.default${domain}`);
    return isItsName || isIn(apiServer.addresses, host);
  }
  return serviceDomains.some((domain) => host.endsWith(`.${party.namespace}${domain}`));
}

/** The address of a host that is a name is unknown here, so it may be in a network. */
function isNameOrIn(blocks: readonly AddressBlock[], host: string): boolean {
  return parseIpAddress(host) === undefined || isInBlocks(blocks, host);
}

function isIn(blocks: readonly AddressBlock[] | undefined, host: string): boolean {
  return blocks !== undefined && isInBlocks(blocks, host);
}

/** @param hosts those that the workload may call on the port, by their names. */
function otherHost(workload: Workload, { text, host, port }: OutsideTarget, hosts: readonly string[]): Refusal {
  const meant = nearest(host, hosts);
  const instead =
    meant === undefined ? `On port ${port} it may call ${formatNames(hosts)}.` : `Did you mean "${meant}"?`;
  const declaration = `connection(${callerText(workload)}, outsideHost('…', '${host}').port(${port}), 'why')`;
  return new Refusal({
    problem: `${workload.name} has no declared connection to ${host} on port ${port}, which ${text} needs.`,
    remedy: `${instead} Otherwise declare it on the map: ${declaration}.`,
  });
}
