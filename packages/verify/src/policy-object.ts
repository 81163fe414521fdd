import type { ObjectReference } from '@k8s-blocks/manifest';
import type { PolicyKind, PolicyName } from '@k8s-blocks/reachability';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';

/** The API version of each kind of policy that is read. */
export const POLICY_API_VERSIONS: Readonly<Record<PolicyKind, string>> = {
  NetworkPolicy: 'networking.k8s.io/v1',
  CiliumNetworkPolicy: 'cilium.io/v2',
  CiliumClusterwideNetworkPolicy: 'cilium.io/v2',
  ClusterNetworkPolicy: 'policy.networking.k8s.io/v1alpha2',
};

/** The object of a policy; its reference if it is not in the build. */
export function policyObject(stack: BuiltStack, { kind, namespace, name }: PolicyName): BuiltObject | ObjectReference {
  const apiVersion = POLICY_API_VERSIONS[kind];
  const [group = ''] = apiVersion.split('/');
  const reference = { group, kind, ...(namespace === undefined ? {} : { namespace }), name };
  return stack.find(`${apiVersion} ${kind}`, namespace, name) ?? reference;
}
