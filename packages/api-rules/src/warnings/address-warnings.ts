/** Addresses in a form that an API server takes with a warning. */
import {
  type Fields,
  fieldsOf,
  formatCidr,
  formatIpAddress,
  isOlderKubernetes,
  type KubernetesVersion,
  kindOf,
  listOf,
  nonEmptyTextOf,
  parseCidr,
  parseIpAddress,
} from '@k8s-blocks/manifest';
import { STRICT_SINCE } from '../address.ts';
import { type FieldViolation, quote } from '../violation.ts';
import { locatedPodOf } from './located-pod.ts';

/** A text that should be an address or a block, and where it stands. */
interface Written {
  readonly text: unknown;
  readonly field: string;
  /** Whether no version of Kubernetes refuses other forms. */
  readonly isLenient?: true;
}

/** The addresses and blocks of an object that are in an odd form. Those that the version refuses are for other rules. */
export function* addressWarnings(object: Fields, kubernetes: KubernetesVersion): Generator<FieldViolation> {
  for (const each of addressesOf(object)) yield* oddAddress(each, kubernetes);
  for (const each of blocksOf(object)) yield* oddBlock(each, kubernetes);
}

function addressesOf(object: Fields): readonly Written[] {
  const kind = kindOf(object);
  const ofPod = addressesOfPod(object);
  if (kind?.group === 'discovery.k8s.io' && kind.kind === 'EndpointSlice' && object.addressType === 'IPv4') {
    return listOf(object.endpoints).flatMap((endpoint, index) =>
      entriesOf(fieldsOf(endpoint).addresses, `endpoints[${index}].addresses`),
    );
  }
  if (kind?.group !== '') return ofPod;
  if (kind.kind === 'Endpoints') return addressesOfEndpoints(object);
  if (kind.kind !== 'Service') return ofPod;
  const spec = fieldsOf(object.spec);
  const balancer = { text: spec.loadBalancerIP, field: 'spec.loadBalancerIP', isLenient: true } as const;
  return [...clusterAddresses(spec), ...entriesOf(spec.externalIPs, 'spec.externalIPs'), balancer];
}

function addressesOfPod(object: Fields): readonly Written[] {
  const pod = locatedPodOf(object);
  if (pod === undefined) return [];
  const { spec, at } = pod;
  const aliases = listOf(spec.hostAliases).map((alias, index) => {
    return { text: fieldsOf(alias).ip, field: at(`spec.hostAliases[${index}].ip`) };
  });
  return [...aliases, ...entriesOf(fieldsOf(spec.dnsConfig).nameservers, at('spec.dnsConfig.nameservers'))];
}

function addressesOfEndpoints({ subsets }: Fields): readonly Written[] {
  return listOf(subsets).flatMap((subset, index) =>
    ['addresses', 'notReadyAddresses'].flatMap((list) =>
      listOf(fieldsOf(subset)[list]).map((address, at) => {
        return { text: fieldsOf(address).ip, field: `subsets[${index}].${list}[${at}].ip` };
      }),
    ),
  );
}

/** A server reads clusterIP where clusterIPs are absent. */
function clusterAddresses({ clusterIP, clusterIPs, type }: Fields): readonly Written[] {
  if (clusterIP === 'None' || type === 'ExternalName') return [];
  if (listOf(clusterIPs).length > 0) return entriesOf(clusterIPs, 'spec.clusterIPs');
  return [{ text: clusterIP, field: 'spec.clusterIP' }];
}

function blocksOf(object: Fields): readonly Written[] {
  const kind = kindOf(object);
  const spec = fieldsOf(object.spec);
  if (kind?.group === '' && kind.kind === 'Service') {
    return entriesOf(spec.loadBalancerSourceRanges, 'spec.loadBalancerSourceRanges');
  }
  if (kind?.group === '' && kind.kind === 'Node') {
    const blocks = listOf(spec.podCIDRs);
    return blocks.length > 0 ? entriesOf(blocks, 'spec.podCIDRs') : [{ text: spec.podCIDR, field: 'spec.podCIDR' }];
  }
  if (kind?.group !== 'networking.k8s.io' || kind.kind !== 'NetworkPolicy') return [];
  return [...blocksOfRules(spec.ingress, 'from', 'spec.ingress'), ...blocksOfRules(spec.egress, 'to', 'spec.egress')];
}

function blocksOfRules(rules: unknown, peers: 'from' | 'to', path: string): readonly Written[] {
  return listOf(rules).flatMap((rule, index) =>
    listOf(fieldsOf(rule)[peers]).flatMap((peer, at) => {
      const { cidr, except } = fieldsOf(fieldsOf(peer).ipBlock);
      const field = `${path}[${index}].${peers}[${at}].ipBlock`;
      return [{ text: cidr, field: `${field}.cidr` }, ...entriesOf(except, `${field}.except`)];
    }),
  );
}

function entriesOf(list: unknown, path: string): readonly Written[] {
  return listOf(list).map((text, index) => ({ text, field: `${path}[${index}]` }));
}

function* oddAddress({ text, field, isLenient }: Written, kubernetes: KubernetesVersion): Generator<FieldViolation> {
  const written = nonEmptyTextOf(text);
  const address = written === undefined ? undefined : parseIpAddress(written);
  if (written === undefined || address === undefined) return;
  const right = formatIpAddress(address);
  if (address.legacyForm !== undefined) {
    if (isLenient === true || isOlderKubernetes(kubernetes, STRICT_SINCE))
      yield odd(written, field, address.legacyForm, right);
  } else if (right !== written) yield notCanonical(written, field, right);
}

function* oddBlock({ text, field }: Written, kubernetes: KubernetesVersion): Generator<FieldViolation> {
  const written = nonEmptyTextOf(text)?.trim();
  const block = written === undefined ? undefined : parseCidr(written);
  if (written === undefined || block === undefined) return;
  const right = formatCidr(block);
  const isRefused = !isOlderKubernetes(kubernetes, STRICT_SINCE);
  const hasBits = block.address !== block.first;
  if (hasBits && !isRefused) yield odd(written, field, 'it has bits set behind its prefix', right);
  else if (block.legacyForm !== undefined && !isRefused) yield odd(written, field, block.legacyForm, right);
  else if (!hasBits && block.legacyForm === undefined && right !== written) yield notCanonical(written, field, right);
}

function odd(written: string, field: string, reason: string, right: string): FieldViolation {
  const problem = `${quote(written)} is in a form that Kubernetes ${STRICT_SINCE} refuses: ${reason}.`;
  return { field, problem, remedy: `Write "${right}".` };
}

function notCanonical(written: string, field: string, right: string): FieldViolation {
  return { field, problem: `${quote(written)} is not in the canonical form of RFC 5952.`, remedy: `Write "${right}".` };
}
