import { type Fields, fieldsOf, groupOf, integerOf, isAbsent, isFields, listOf, textOf } from '@k8s-blocks/manifest';
import { notSupported, required, type Violations } from '../violation.ts';

/** The lists of rules of a policy, and how the names of their lists of peers begin. */
const RULES = { ingress: 'from', ingressDeny: 'from', egress: 'to', egressDeny: 'to' } as const;

const PROTOCOLS = ['TCP', 'UDP', 'SCTP', 'ANY'];

const ENTITIES = [
  ...['all', 'cluster', 'health', 'host', 'ingress', 'init', 'kube-apiserver', 'none'],
  ...['remote-node', 'unmanaged', 'world', 'world-ipv4', 'world-ipv6'],
];

/** More ports are not taken in one entry. */
const MAX_PORTS = 40;

/**
 * What the definition of a policy of Cilium refuses: a port that is a number and not text, unknown protocols and entities, a policy
 * for both pods and nodes or for none, without any list of rules, and too many ports.
 *
 * @example
 * apiVersion: cilium.io/v2
 * kind: CiliumNetworkPolicy
 * spec:
 *   endpointSelector: { matchLabels: { app: web } }
 *   ingress:
 *     - toPorts: [{ ports: [{ port: 8080 }] }] # port: '8080'
 *
 * @see https://docs.cilium.io/en/stable/security/policy/
 */
export function* ciliumPolicyViolations(object: Fields): Violations {
  const kind = textOf(object.kind) ?? '';
  if (groupOf(textOf(object.apiVersion) ?? '') !== 'cilium.io') return;
  if (kind !== 'CiliumNetworkPolicy' && kind !== 'CiliumClusterwideNetworkPolicy') return;
  if (isFields(object.spec)) yield* specViolations(object.spec, 'spec');
  for (const [index, spec] of listOf(object.specs).entries()) {
    if (isFields(spec)) yield* specViolations(spec, `specs[${index}]`);
  }
}

function* specViolations(spec: Fields, field: string): Violations {
  const selectors = ['endpointSelector', 'nodeSelector'].filter((name) => !isAbsent(spec[name]));
  if (selectors.length === 0)
    yield required(`${field}.endpointSelector`, 'Select the pods that it is for: {} selects all.');
  if (selectors.length > 1) {
    const problem = 'It is for pods and for nodes at once.';
    yield { field: `${field}.nodeSelector`, problem, remedy: 'Leave one of endpointSelector and nodeSelector out.' };
  }
  if (Object.keys(RULES).every((name) => isAbsent(spec[name]))) {
    yield {
      field,
      problem: 'It has no list of rules.',
      remedy: 'Give one of ingress, egress, ingressDeny and egressDeny.',
    };
  }
  for (const [name, prefix] of Object.entries(RULES)) {
    for (const [index, rule] of listOf(spec[name]).map(fieldsOf).entries()) {
      const at = `${field}.${name}[${index}]`;
      yield* entityViolations(rule, prefix, at);
      for (const [entry, ports] of listOf(rule.toPorts).map(fieldsOf).entries()) {
        yield* portViolations(listOf(ports.ports), `${at}.toPorts[${entry}].ports`);
      }
    }
  }
}

function* entityViolations(rule: Fields, prefix: 'from' | 'to', field: string): Violations {
  const entities = `${prefix}Entities`;
  for (const [index, entity] of listOf(rule[entities]).entries()) {
    yield* notSupported(`${field}.${entities}[${index}]`, textOf(entity), ENTITIES);
  }
}

function* portViolations(ports: readonly unknown[], field: string): Violations {
  if (ports.length > MAX_PORTS) {
    const problem = `It has ${ports.length} ports; ${MAX_PORTS} are taken.`;
    yield { code: 'FieldValueTooMany', field, problem, remedy: 'Write a range, or a second entry of toPorts.' };
  }
  for (const [index, entry] of ports.map(fieldsOf).entries()) {
    const { port, protocol } = entry;
    const at = `${field}[${index}]`;
    if (isAbsent(port)) yield required(`${at}.port`, "Give a number or a name, as text: port: '8080'.");
    else if (integerOf(port) !== undefined) {
      const problem = `${port} is a number; a port is text here.`;
      yield { code: 'FieldValueTypeInvalid', field: `${at}.port`, problem, remedy: `Write port: '${port}'.` };
    }
    yield* notSupported(`${at}.protocol`, textOf(protocol), PROTOCOLS);
  }
}
