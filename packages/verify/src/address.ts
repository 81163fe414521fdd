import { isIPv4 } from 'node:net';
import { DEFAULT_CLUSTER_DOMAIN } from '@k8s-blocks/manifest';
import { labelBefore } from './address-label.ts';

/** A host in a text, with its port if that is known. */
export interface Address {
  /** As it stands in the text, but for a user and password. */
  readonly text: string;
  readonly host: string;
  /** The port, as written or by the scheme. */
  readonly port?: number;
  /**
   * Present for `catalog:3550`, which may be an address of a Service, or anything else: an image, a user and password. It is the name
   * before it in the text, empty if there is none.
   */
  readonly bareAfter?: string;
}

/** A Service's name in the cluster's DNS, or that of a pod behind a headless one. */
export interface ClusterAddress {
  readonly service: string;
  readonly namespace: string;
  /** The pod's own name, before that of the Service. */
  readonly pod?: string;
  /** The cluster domain in which the name ends, where it has one. */
  readonly domain?: string;
}

/** The address by which a process listens on all addresses of its pod. */
export const LISTENING_HOST = '0.0.0.0';

/** The ports that schemes stand for. */
const SCHEME_PORTS: ReadonlyMap<string | undefined, number> = new Map([
  ['amqp', 5672],
  ['amqps', 5671],
  ['http', 80],
  ['https', 443],
  ['mongodb', 27017],
  ['mysql', 3306],
  ['nats', 4222],
  ['postgres', 5432],
  ['postgresql', 5432],
  ['redis', 6379],
  ['rediss', 6379],
  ['ws', 80],
  ['wss', 443],
]);

/** Schemes and hosts are bounded in length, so that a text without any is passed over in linear time. */
const ADDRESS =
  // regex: every repeat is bounded, so each position of a text is tried for a bounded time.
  /(?:(?<scheme>[a-z][a-z0-9+-]{0,20}):\/\/(?:[^\s/@"',]{0,200}@)?)?(?<host>[a-z0-9][a-z0-9.-]{0,252})(?::(?<port>\d{1,5})(?!\d))?/gi;

/** What every address has in it: the colon of a scheme or port, or the name of the cluster's DNS. Few texts have either. */
const HINT = /:|\.svc/i;

/**
 * The addresses in a text: URLs, names of the cluster's DNS, and a name or IPv4 address with a port. Those of the pod's
 * own loopback are left out. A name without a dot is {@link Address.bareAfter | bare} where it has no scheme.
 */
export function addressesIn(text: string): Address[] {
  if (!HINT.test(text)) return [];
  return Array.from(text.matchAll(ADDRESS)).flatMap(({ 0: match, index, groups = {} }): readonly Address[] => {
    const host = withoutEndDots((groups.host ?? '').toLowerCase());
    const scheme = groups.scheme?.toLowerCase();
    const port = groups.port === undefined ? SCHEME_PORTS.get(scheme) : Number(groups.port);
    const isDotted = isIPv4(host) || /\.[a-z][a-z0-9-]*$/.test(host);
    if (isLoopback(host)) return [];
    if (scheme === undefined && port !== undefined && isBare(text, index, match)) {
      return [{ text: match, host, port, bareAfter: labelBefore(text, index) ?? '' }];
    }
    const isAddress =
      scheme === undefined ? isClusterName(host) || (isDotted && port !== undefined) : port !== undefined;
    if (!isAddress) return [];
    return [{ text: withoutCredentials(match), host, ...(port === undefined ? {} : { port }) }];
  });
}

/** A name of a Service, with a port. */
const BARE = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?:\d{2,5}$/;

/** Whether a match is a name without a dot and a port, as a word of its own: not `registry/redis:7.2`, `a:b:80` or `c:80@host`. */
function isBare(text: string, index: number, match: string): boolean {
  if (!BARE.test(match)) return false;
  const before = text[index - 1] ?? ' ';
  const after = text[index + match.length] ?? ' ';
  return /[\s,;="'([@|>]/.test(before) && /[\s,;/"')\]?|<]/.test(after);
}

function withoutEndDots(host: string): string {
  let end = host.length;
  while (host[end - 1] === '.') end -= 1;
  return host.slice(0, end);
}

/** An address as it may be quoted: what stands before an `@` may be a password. */
function withoutCredentials(address: string): string {
  const at = address.indexOf('@');
  return at < 0 ? address : address.slice(0, address.indexOf('//') + 2) + address.slice(at + 1);
}

/** Whether a host is a name of a cluster's DNS, in whichever domain. */
function isClusterName(host: string): boolean {
  return /\.svc(?:\.|$)/.test(host);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.startsWith('127.');
}

/**
 * The domain of Services that several clusters offer together, beside the domain of each.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-multicluster/1645-multi-cluster-services-api
 */
const MULTI_CLUSTER_DOMAIN = 'clusterset.local';

/** `web.shop.svc` or `pod.web.shop.svc`, with a cluster domain or without. Hosts are bounded in length. */
const CLUSTER_NAME = /^(?:(?<pod>[^.]+)\.)?(?<service>[^.]+)\.(?<namespace>[^.]+)\.svc(?:\.(?<domain>.+))?$/;

/**
 * The Service or pod that a host names. Short names are completed as a pod of `namespace` completes them: `web` is
 * `web.<namespace>.svc`, and `web.shop` is `web.shop.svc` if `shop` is a namespace that is known. A name in another cluster
 * domain is one of a cluster where its namespace is known, or the domain is that of most clusters; elsewhere it is
 * any name of the internet.
 *
 * @param clusterDomain the domain of the cluster.
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export function clusterAddressOf(
  host: string,
  namespace: string,
  namespaces: ReadonlySet<string>,
  clusterDomain = DEFAULT_CLUSTER_DOMAIN,
): ClusterAddress | undefined {
  const named = CLUSTER_NAME.exec(host)?.groups;
  if (named !== undefined) {
    const { pod, service = '', namespace: own = '', domain } = named;
    const isSure = domain === undefined || domain === clusterDomain || domain === DEFAULT_CLUSTER_DOMAIN;
    if (!isSure && (domain === MULTI_CLUSTER_DOMAIN || !namespaces.has(own))) return undefined;
    return {
      service,
      namespace: own,
      ...(pod === undefined ? {} : { pod }),
      ...(domain === undefined ? {} : { domain }),
    };
  }
  const [service = '', second, ...rest] = host.split('.');
  if (second === undefined) return { service, namespace };
  return rest.length === 0 && namespaces.has(second) ? { service, namespace: second } : undefined;
}
