import { isFields, parseCidr, quote } from '@k8s-blocks/manifest';
import {
  clusterOf,
  type IPBlock,
  type LabelSelector,
  type Policy,
  type PolicyPeer,
  type PolicyPort,
} from '@k8s-blocks/reachability';
import type { ComparedObject } from '../compared-object.ts';

/**
 * Why an API server refuses a NetworkPolicy, as a relative clause (`whose "1.2.3/8" is not a valid CIDR`); undefined if it
 * is valid, and for other objects. packages/reachability reads an invalid part as if it selected nothing.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function whatIsInvalid({ type, fields }: ComparedObject): string | undefined {
  if (type !== 'networking.k8s.io NetworkPolicy') return undefined;
  const [policy] = clusterOf([fields]).policies;
  if (policy === undefined) return 'whose apiVersion is not "networking.k8s.io/v1"';
  return invalidSpec(fields.spec) ?? invalidPart(policy);
}

/** Looks at the fields as they were built: in the policy as reachability reads it, values of wrong types are missing. */
function invalidSpec(spec: unknown): string | undefined {
  if (!isFields(spec)) return 'which has no valid spec';
  const lists = ['ingress', 'egress', 'policyTypes'].filter((key) => !isListOrAbsent(spec[key]));
  return lists.length === 0 ? undefined : `whose spec.${lists[0]} is not a list`;
}

function isListOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || Array.isArray(value);
}

function invalidPart({ subject, ingress, egress }: Policy): string | undefined {
  const rules = [...ingress, ...egress];
  const peers = rules.flatMap((rule) => rule.peers);
  const cidr = peers.flatMap(({ ipBlock }) => (ipBlock === undefined ? [] : cidrsOf(ipBlock))).find(isInvalidCidr);
  if (cidr !== undefined) return `whose ${quote(cidr)} is not a valid CIDR`;
  if (peers.some(isInvalidPeer)) return 'which has a peer that is not valid';
  if (rules.some(({ ports }) => ports.some(isInvalidPort))) return 'which has a port that is not valid';
  return isInvalidSelector(subject.podSelector) ? 'whose podSelector is not valid' : undefined;
}

function cidrsOf({ cidr, except = [] }: IPBlock): readonly string[] {
  return [cidr, ...except];
}

function isInvalidCidr(text: string): boolean {
  const cidr = parseCidr(text);
  return cidr === undefined || cidr.legacyForm !== undefined;
}

function isInvalidPeer({ podSelector, namespaceSelector, ipBlock }: PolicyPeer): boolean {
  const selectors = [podSelector, namespaceSelector].filter((selector) => selector !== undefined);
  return (ipBlock === undefined) === (selectors.length === 0) || selectors.some(isInvalidSelector);
}

function isInvalidSelector({ matchExpressions = [] }: LabelSelector): boolean {
  return matchExpressions.some(({ key, operator, values = [] }) => {
    if (key === '') return true;
    if (operator === 'In' || operator === 'NotIn') return values.length === 0;
    return (operator !== 'Exists' && operator !== 'DoesNotExist') || values.length > 0;
  });
}

function isInvalidPort({ port, endPort }: PolicyPort): boolean {
  if (port === '') return true;
  if (endPort !== undefined && (typeof port !== 'number' || endPort < port)) return true;
  return [port, endPort].some((number) => typeof number === 'number' && (number < 1 || number > 65_535));
}
