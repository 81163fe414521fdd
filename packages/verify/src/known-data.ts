import type { ObjectReference } from '@k8s-blocks/manifest';
import type { BuiltStack } from './built-stack.ts';
import { madeSecret } from './made-secrets.ts';

/** A ConfigMap or Secret that pods can use: one of the build, one that an operator makes of the build, or one that is provided. */
export interface KnownData {
  /** Absent if they are not known. */
  readonly keys?: ReadonlySet<string>;
}

/** The ConfigMaps that Kubernetes, Istio and OpenShift put into each namespace. */
const GIVEN_CONFIG_MAPS = ['kube-root-ca.crt', 'istio-ca-root-cert', 'openshift-service-ca.crt'];

/** The ConfigMap or Secret of that name in that namespace; undefined if there is none. */
export function dataOf(
  stack: BuiltStack,
  { kind, namespace, name }: Pick<ObjectReference, 'kind' | 'namespace' | 'name'>,
): KnownData | undefined {
  const object = stack.find(`v1 ${kind}`, namespace, name);
  if (object !== undefined) return { keys: object.dataKeys };
  if (kind === 'ConfigMap') return GIVEN_CONFIG_MAPS.includes(name) ? {} : undefined;
  const provided = stack.providedSecrets?.find((each) => each.namespace === namespace && each.name === name);
  if (provided === undefined) return madeSecret(stack, namespace, name);
  return provided.keys === undefined ? {} : { keys: new Set(provided.keys) };
}
