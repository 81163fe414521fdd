import {
  type Fields,
  fieldsOf,
  groupOf,
  integerOf,
  isAbsent,
  isFields,
  listOf,
  parseCidr,
  quote,
  textOf,
} from '@k8s-blocks/manifest';
import { notSupported, required, type Violations } from '../violation.ts';

/** The most rules of a direction, peers and protocols of a rule, and blocks of a peer. */
const MAX_ITEMS = 25;
const MAX_PRIORITY = 1000;

/**
 * What the definition of a ClusterNetworkPolicy refuses: an unknown tier or action, a priority out of range, a rule without peers,
 * too many of them, a subject, a peer or a protocol that has not exactly one field, a block that is not one, and a range that ends
 * before it begins.
 *
 * @example
 * apiVersion: policy.networking.k8s.io/v1alpha2
 * kind: ClusterNetworkPolicy
 * spec:
 *   tier: Baseline
 *   priority: 10
 *   subject: { namespaces: {} }
 *   ingress:
 *     - action: Allow # Accept
 *       from: [{ namespaces: {} }]
 *
 * @see https://network-policy-api.sigs.k8s.io/api-overview/
 */
export function* clusterNetworkPolicyViolations(object: Fields): Violations {
  if (groupOf(textOf(object.apiVersion) ?? '') !== 'policy.networking.k8s.io') return;
  if (object.kind !== 'ClusterNetworkPolicy') return;
  const spec = fieldsOf(object.spec);
  yield* choice(spec.tier, 'spec.tier', ['Admin', 'Baseline']);
  yield* priorityViolations(spec.priority);
  if (isAbsent(spec.subject)) yield required('spec.subject', 'Say which pods it is for: { namespaces: {} }.');
  else yield* oneField(spec.subject, 'spec.subject', 'namespaces, or pods');
  for (const list of ['ingress', 'egress'] as const) {
    yield* tooMany(spec[list], `spec.${list}`);
    for (const [index, rule] of listOf(spec[list]).map(fieldsOf).entries()) {
      yield* ruleViolations(rule, list === 'ingress' ? 'from' : 'to', `spec.${list}[${index}]`);
    }
  }
}

function* priorityViolations(priority: unknown): Violations {
  const field = 'spec.priority';
  const remedy = `Give a whole number from 0, which is asked first, to ${MAX_PRIORITY}.`;
  if (isAbsent(priority)) return yield required(field, remedy);
  const number = integerOf(priority);
  if (number !== undefined && number >= 0 && number <= MAX_PRIORITY) return;
  yield { field, problem: `It is not a valid priority (0-${MAX_PRIORITY}).`, remedy };
}

function* ruleViolations(rule: Fields, peers: 'from' | 'to', field: string): Violations {
  yield* choice(rule.action, `${field}.action`, ['Accept', 'Deny', 'Pass']);
  if (listOf(rule[peers]).length === 0) {
    yield required(`${field}.${peers}`, 'Give a peer: { namespaces: {} } is every pod of the cluster.');
  }
  yield* tooMany(rule[peers], `${field}.${peers}`);
  yield* tooMany(rule.protocols, `${field}.protocols`);
  for (const [index, peer] of listOf(rule[peers]).entries()) {
    const at = `${field}.${peers}[${index}]`;
    yield* oneField(
      peer,
      at,
      peers === 'from' ? 'namespaces, or pods' : 'namespaces, pods, nodes, networks or domainNames',
    );
    yield* networkViolations(listOf(fieldsOf(peer).networks), `${at}.networks`);
  }
  for (const [index, protocol] of listOf(rule.protocols).entries()) {
    const at = `${field}.protocols[${index}]`;
    yield* oneField(protocol, at, 'tcp, udp, sctp or destinationNamedPort');
    yield* rangeViolations(fieldsOf(protocol), at);
  }
}

function* networkViolations(networks: readonly unknown[], field: string): Violations {
  yield* tooMany(networks, field);
  for (const [index, cidr] of networks.entries()) {
    if (typeof cidr !== 'string' || parseCidr(cidr) !== undefined) continue;
    const remedy = 'Give an address, a slash and a number of bits, like 10.0.0.0/8 or 2001:db8::/32.';
    yield { field: `${field}[${index}]`, problem: `${quote(cidr)} is not a valid CIDR.`, remedy };
  }
}

function* rangeViolations(protocol: Fields, field: string): Violations {
  for (const name of ['tcp', 'udp', 'sctp']) {
    const { range } = fieldsOf(fieldsOf(protocol[name]).destinationPort);
    const { start, end } = fieldsOf(range);
    const [first, last] = [integerOf(start), integerOf(end)];
    if (first === undefined || last === undefined || first < last) continue;
    const problem = `The range begins at ${first}, and ends at ${last}.`;
    const remedy = first === last ? `Write number: ${first}.` : 'Give the lower port first.';
    yield { field: `${field}.${name}.destinationPort.range`, problem, remedy };
  }
}

function* choice(value: unknown, field: string, supported: readonly string[]): Violations {
  if (isAbsent(value)) yield required(field, `Give one of ${supported.join(', ')}.`);
  else yield* notSupported(field, textOf(value), supported);
}

function* oneField(value: unknown, field: string, names: string): Violations {
  const count = isFields(value) ? Object.values(value).filter((each) => !isAbsent(each)).length : 0;
  if (count === 1) return;
  yield { field, problem: `It has ${count} fields, and needs exactly one.`, remedy: `Give ${names}.` };
}

function* tooMany(value: unknown, field: string): Violations {
  const count = listOf(value).length;
  if (count <= MAX_ITEMS) return;
  const problem = `It has ${count} entries; ${MAX_ITEMS} are taken.`;
  yield { code: 'FieldValueTooMany', field, problem, remedy: 'Divide it.' };
}
