import { type Fields, fieldsOf, isAbsent, listOf, textOf } from '@k8s-blocks/manifest';
import { hostPatternOf, type Note } from './cilium-ports-of.ts';
import { ciliumSelectorOf } from './cilium-selector-of.ts';
import { entriesOf } from './label-selector-of.ts';
import type { PolicyEntity, PolicyPeer } from './policy.ts';

/** Where peers stand, and what policy they are of. */
interface PeerLocation {
  readonly field: string;
  /** Whether the policy is of the whole cluster: its peers are then of any namespace, unless they name one. */
  readonly isClusterwide: boolean;
  readonly note: Note;
}

type ReadPeers = (list: readonly unknown[], location: PeerLocation) => readonly PolicyPeer[];

/** How each list of peers is read, after `from` or `to`. */
const LISTS: Readonly<Record<string, ReadPeers>> = {
  Endpoints: (list, location) => list.map((each, index) => endpointsPeer(each, at(location, index))),
  CIDR: (list, location) => list.map((each, index) => addressPeer(each, at(location, index))),
  CIDRSet: (list, location) => list.map((each, index) => blockPeer(fieldsOf(each), at(location, index))),
  Entities: entityPeers,
  FQDNs: (list, location) => list.map((each, index) => hostPeer(each, at(location, index))),
  Services: (_, location) => unknownPeer(location, 'The pods behind Services are'),
  Nodes: (_, location) => unknownPeer(location, 'Nodes by their labels are'),
  Groups: (_, location) => unknownPeer(location, 'Groups of a cloud provider are'),
};

/** The entities that include something that is judged; the others include nothing that is. */
const ENTITIES: Readonly<Record<string, PolicyEntity>> = {
  all: 'all',
  world: 'world',
  cluster: 'cluster',
  'kube-apiserver': 'kube-apiserver',
};

/** Entities of what Cilium itself runs, or of nothing. */
const NOT_JUDGED = new Set(['none', 'health', 'init']);

/**
 * The peers of a rule of Cilium; empty where it has none and names ports, which means everything. A rule without peers and
 * ports, as `{}` is, and one with an empty list of peers let nothing through.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/layer3/
 */
export function ciliumPeersOf(rule: Fields, direction: 'from' | 'to', location: PeerLocation): readonly PolicyPeer[] {
  const { field, note } = location;
  const nothing = [{ field }];
  const given = Object.keys(LISTS).filter((name) => !isAbsent(rule[direction + name]));
  const names = given.filter((name) => listOf(rule[direction + name]).length > 0);
  if (!isAbsent(rule[`${direction}Requires`])) {
    note(`${field}.${direction}Requires`, 'What it requires of all other rules is not judged.');
  }
  if (names.length > 1) {
    const [first, second] = names.map((name) => direction + name);
    note(field, `Cilium does not take a rule with both ${first} and ${second}; it is judged as if it matched nothing.`);
    return nothing;
  }
  const [name = ''] = names;
  const read = LISTS[name];
  if (read !== undefined) {
    return read(listOf(rule[direction + name]), { ...location, field: `${field}.${direction}${name}` });
  }
  return given.length === 0 && listOf(rule.toPorts).length > 0 ? [] : nothing;
}

function at(location: PeerLocation, index: number): PeerLocation {
  return { ...location, field: `${location.field}[${index}]` };
}

function endpointsPeer(value: unknown, { field, isClusterwide, note }: PeerLocation): PolicyPeer {
  const selector = ciliumSelectorOf(value ?? {});
  if (selector === undefined) return { field };
  const { podSelector, namespaceSelector, problem } = selector;
  if (problem !== undefined) note(field, problem);
  if (namespaceSelector !== undefined) return { field, podSelector, namespaceSelector };
  return { field, podSelector, ...(isClusterwide ? { namespaceSelector: {} } : {}) };
}

/** An address without a number of bits is that address alone. */
function addressPeer(value: unknown, { field }: PeerLocation): PolicyPeer {
  const text = textOf(value) ?? '';
  const cidr = text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`;
  return { field, ipBlock: { cidr, outsideOnly: true } };
}

function blockPeer(
  { cidr, except, cidrGroupRef, cidrGroupSelector }: Fields,
  { field, note }: PeerLocation,
): PolicyPeer {
  if (!isAbsent(cidrGroupRef) || !isAbsent(cidrGroupSelector)) {
    note(field, 'The addresses of a CiliumCIDRGroup are not known here, and judged as if there were none.');
  }
  const exceptions = entriesOf(except, (each) => textOf(each) ?? '', '');
  return { field, ipBlock: { cidr: textOf(cidr) ?? '', except: exceptions, outsideOnly: true } };
}

function hostPeer(value: unknown, { field }: PeerLocation): PolicyPeer {
  const pattern = hostPatternOf(value);
  return pattern === undefined ? { field } : { field, host: { pattern, needsDnsProxy: true } };
}

/**
 * The pods of the host's network are on the node of the other end, or on another one: both entities together are all nodes, and
 * one alone is not judged.
 */
function entityPeers(list: readonly unknown[], location: PeerLocation): readonly PolicyPeer[] {
  const hasBothNodes = list.includes('host') && list.includes('remote-node');
  return list.map((each, index) => {
    const { field, note } = at(location, index);
    const name = textOf(each) ?? '';
    const entity = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (entity !== undefined) return { field, entity };
    if (name === 'world-ipv4') return { field, ipBlock: { cidr: '0.0.0.0/0', outsideOnly: true } };
    if (name === 'world-ipv6') return { field, ipBlock: { cidr: '::/0', outsideOnly: true } };
    if (hasBothNodes && (name === 'host' || name === 'remote-node')) return { field, entity: 'nodes' };
    if (!NOT_JUDGED.has(name)) note(field, notJudged(name));
    return { field };
  });
}

function notJudged(entity: string): string {
  if (entity === 'host')
    return 'Only the node of the pod itself is let through, which is not judged: add "remote-node".';
  if (entity === 'remote-node') return 'Only the other nodes are let through, which is not judged: add "host".';
  return `What the entity "${entity}" includes is not judged.`;
}

function unknownPeer({ field, note }: PeerLocation, what: string): readonly PolicyPeer[] {
  note(field, `${what} not known here, and judged as if there were none.`);
  return [{ field }];
}
