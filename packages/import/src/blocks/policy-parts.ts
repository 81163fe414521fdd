import { fieldsOf, integerOf, isFields, labelsOf, listOf, textOf } from '@k8s-blocks/manifest';
import { cidrPeer, dnsEgress, namespacePeer, podsInNamespacePeer, podsPeer, port } from '@k8s-blocks/network-policy';
import { Refusal } from '@k8s-blocks/refusal';
import { isSame } from '../manifests/varying.ts';
import type { Fragment, Place } from '../say/saying.ts';
import { type Code, literal } from '../typescript/code.ts';
import { plain } from './exact.ts';

/** The blocks of policies that stand for parts of them. */
export const POLICY_PARTS = ['cidrPeer', 'dnsEgress', 'namespacePeer', 'podsInNamespacePeer', 'podsPeer', 'port'];

/** The label that the API server gives to each namespace. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** A call of a block, with what it makes. */
interface Call {
  readonly block: string;
  readonly args: readonly unknown[];
  readonly make: () => object;
}

/** The rule, the peers and the ports of a NetworkPolicy that blocks give exactly. */
export function policyPart(value: unknown, { keys }: Place): Fragment | undefined {
  const isRules = (key: string | undefined) => key === 'ingress' || key === 'egress';
  if (keys.at(-2) === 'egress') {
    return fragmentOf([value], [{ block: 'dnsEgress', args: [], make: dnsEgress }], ([code]) => code);
  }
  if ((keys.at(-2) === 'from' || keys.at(-2) === 'to') && isRules(keys.at(-4))) {
    return fragmentOf([value], [peerOf(value)], ([code]) => code);
  }
  if (keys.at(-1) !== 'ports' || !isRules(keys.at(-3))) return undefined;
  const ports = listOf(value);
  return fragmentOf(ports, ports.map(portOf), (list) => ({ list }));
}

/** What several calls give, if each gives exactly the value in its place. */
function fragmentOf(
  values: readonly unknown[],
  calls: readonly (Call | undefined)[],
  codeOf: (calls: readonly Code[]) => Code | undefined,
): Fragment | undefined {
  const made = calls.flatMap((call, index) => (call !== undefined && isMade(call, values[index]) ? [call] : []));
  if (made.length === 0 || made.length < values.length) return undefined;
  const code = codeOf(made.map(({ block, args }): Code => ({ call: block, args: args.map(literal) })));
  if (code === undefined) return undefined;
  return { code, imports: made.map(({ block: name }) => ({ name, from: '@k8s-blocks/network-policy' })) };
}

function isMade({ make }: Call, value: unknown): boolean {
  try {
    return isSame(plain(make()), value);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

function peerOf(value: unknown): Call | undefined {
  if (!isFields(value)) return undefined;
  const { podSelector, namespaceSelector, ipBlock } = value;
  const cidr = textOf(fieldsOf(ipBlock).cidr);
  if (cidr !== undefined)
    return cidrCall(
      cidr,
      listOf(fieldsOf(ipBlock).except).filter((each) => typeof each === 'string'),
    );
  const pods = labelsOf(fieldsOf(podSelector).matchLabels);
  const namespace = labelsOf(fieldsOf(namespaceSelector).matchLabels)[NAMESPACE_NAME];
  if (namespaceSelector === undefined) return { block: 'podsPeer', args: [pods], make: () => podsPeer(pods) };
  if (namespace === undefined) return undefined;
  if (podSelector === undefined)
    return { block: 'namespacePeer', args: [namespace], make: () => namespacePeer(namespace) };
  return { block: 'podsInNamespacePeer', args: [pods, namespace], make: () => podsInNamespacePeer(pods, namespace) };
}

function cidrCall(cidr: string, except: readonly string[]): Call {
  const args = except.length === 0 ? [cidr] : [cidr, { except }];
  return { block: 'cidrPeer', args, make: () => cidrPeer(cidr, except.length === 0 ? {} : { except }) };
}

function portOf(value: unknown): Call | undefined {
  const { port: given, protocol } = fieldsOf(value);
  const number = integerOf(given) ?? textOf(given);
  if (number === undefined) return undefined;
  if (protocol === 'TCP') return { block: 'port', args: [number], make: () => port(number) };
  if (protocol !== 'UDP' && protocol !== 'SCTP') return undefined;
  return { block: 'port', args: [number, protocol], make: () => port(number, protocol) };
}
