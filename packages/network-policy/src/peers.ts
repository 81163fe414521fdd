import { type Cidr, formatCidr, isStrictlyInside, parseCidr } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import { type LabelSelector, type Labels, namespaceSelectorOf, selectorOf, selectsAll } from './selectors.ts';

/**
 * Every pod of a namespace, by its name; or of every namespace that a selector selects. The name is matched by the
 * label `kubernetes.io/metadata.name`, which Kubernetes sets on each Namespace and keeps from being changed.
 *
 * @throws Refusal if the name is not a valid name of a namespace, or if the selector is wrong or selects everything.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-namespace-by-its-name
 */
export function namespacePeer(namespace: string | LabelSelector): INetworkPolicyPeer {
  const namespaceSelector = namespaceSelectorOf(namespace);
  refuseSelectingAll(
    namespaceSelector,
    'namespaceSelector',
    'If every pod of the cluster is meant, say { namespaceSelector: {} }.',
  );
  return { namespaceSelector };
}

/**
 * The pods with these labels, or those that a selector selects, in the namespace of the policy itself.
 *
 * @throws Refusal if a label is wrong, or if the selector has no condition, which Kubernetes reads as "every pod".
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export function podsPeer(pods: Labels | LabelSelector): INetworkPolicyPeer {
  const podSelector = selectorOf(pods, 'podSelector');
  refuseSelectingAll(podSelector, 'podSelector', 'If every pod of the namespace is meant, say { podSelector: {} }.');
  return { podSelector };
}

/**
 * The pods with these labels, or those that a selector selects, in a namespace by its name, or in every namespace that
 * a selector selects. Both must hold: one peer with both selectors, not two peers.
 *
 * @throws Refusal if a label or the name of the namespace is wrong, or if either selects everything.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export function podsInNamespacePeer(
  pods: Labels | LabelSelector,
  namespace: string | LabelSelector,
): INetworkPolicyPeer {
  const podSelector = selectorOf(pods, 'podSelector');
  refuseSelectingAll(podSelector, 'podSelector', 'If every pod of the namespace is meant, use namespacePeer.');
  return { ...namespacePeer(namespace), podSelector };
}

/**
 * The addresses of a network, IPv4 or IPv6, without those of the exceptions. Meant for addresses outside the cluster: the
 * addresses of pods change.
 *
 * CIDRs are validated as by an API server with strict validation of addresses (feature gate StrictIPCIDRValidation), since
 * programs read the others differently: no leading zeros, no IPv4-mapped IPv6, no bits behind the prefix.
 *
 * @param cidr an address, a slash and the number of its leading bits that count: `10.0.0.0/8`, `2001:db8::/32`.
 * @param options.except networks inside, smaller than `cidr` itself, to leave out. Default: none.
 * @throws Refusal if a text is not a valid CIDR, or if an exception is not strictly inside.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-ipblock-selectors
 */
export function cidrPeer(
  cidr: string,
  { except = [] }: { readonly except?: readonly string[] } = {},
): INetworkPolicyPeer {
  const network = checkedCidr(cidr, 'ipBlock.cidr');
  for (const [index, exception] of except.entries()) {
    const field = `ipBlock.except[${index}]`;
    if (isStrictlyInside(checkedCidr(exception, field), network)) continue;
    throw new Refusal({
      field,
      problem: `${exception} is not a smaller network inside ${cidr}.`,
      remedy: `Give a part of ${cidr}, with more than ${network.prefix} leading bits, or leave the exception out.`,
    });
  }
  return { ipBlock: { cidr, ...(except.length === 0 ? {} : { except: [...except] }) } };
}

function checkedCidr(text: string, field: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr === undefined || cidr.legacyForm !== undefined) {
    const remedy = 'Give an address, a slash and a number of bits, like 10.0.0.0/8 or 2001:db8::/32.';
    throw new Refusal({ field, problem: `"${text}" is not a valid CIDR.`, remedy });
  }
  const { family, first, address, prefix } = cidr;
  if (address === first) return cidr;
  const oneAddress = formatCidr({ family, first: address, prefix: family === 4 ? 32 : 128 });
  throw new Refusal({
    field,
    problem: `${text} has bits set behind the first ${prefix}: it is an address, where a network is needed.`,
    remedy: `Give ${formatCidr(cidr)} for the network, or ${oneAddress} for the one address.`,
  });
}

function refuseSelectingAll(selector: LabelSelector, field: string, remedy: string): void {
  if (selectsAll(selector)) {
    throw new Refusal({ field, problem: 'The selector is empty, which Kubernetes reads as "everything".', remedy });
  }
}
