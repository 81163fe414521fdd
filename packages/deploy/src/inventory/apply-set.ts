import { createHash } from 'node:crypto';

/**
 * The label of a parent, which makes it one: the id of its ApplySet.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#applyset-kubernetes-io-id
 */
export const ID_LABEL = 'applyset.kubernetes.io/id';

/**
 * The label of each member: the id of its ApplySet.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#applyset-kubernetes-io-part-of
 */
export const PART_OF_LABEL = 'applyset.kubernetes.io/part-of';

/** The labels of our parents, by which those of a stack in an environment are found, also of a service that left the map. */
export const STACK_LABEL = 'k8s-blocks/stack';
export const ENVIRONMENT_LABEL = 'k8s-blocks/environment';
export const SERVICE_LABEL = 'k8s-blocks/service';

/** A stack in an environment, and where the cluster keeps what was deployed of it. */
export interface DeployedStack {
  /** The name of the stack. */
  readonly stack: string;
  readonly environment: string;
  /** The namespace of the parents, and of the lock. */
  readonly namespace: string;
}

/** What identifies the parent of an ApplySet. */
export interface ParentIdentity {
  readonly name: string;
  /** Empty for an object of the whole cluster. */
  readonly namespace: string;
  readonly kind: string;
  /** Empty for the core group. */
  readonly group: string;
}

/**
 * The id of an ApplySet: a hash of its parent's identity, so that no other object can pass for the parent.
 *
 * @see https://github.com/kubernetes/enhancements/blob/master/keps/sig-cli/3659-kubectl-apply-prune/README.md#applyset-identification
 */
export function applySetId({ name, namespace, kind, group }: ParentIdentity): string {
  const hash = createHash('sha256').update(`${name}.${namespace}.${kind}.${group}`).digest('base64url');
  return `applyset-${hash}-v1`;
}

/** An ApplySet: what was applied of one service in an environment, or of the whole stack. Its parent is a ConfigMap. */
export interface ApplySet extends DeployedStack {
  /** The service; undefined for what is of the whole stack. */
  readonly service: string | undefined;
  /** The name of the parent: `shop.staging.payments`, `shop.staging`. */
  readonly name: string;
  readonly id: string;
}

/** The ApplySet of a service, or of the whole stack. Names of stacks, environments and services have no dots. */
export function applySetOf(stack: DeployedStack, service: string | undefined): ApplySet {
  const name = [stack.stack, stack.environment, ...(service === undefined ? [] : [service])].join('.');
  const id = applySetId({ name, namespace: stack.namespace, kind: 'ConfigMap', group: '' });
  return { stack: stack.stack, environment: stack.environment, namespace: stack.namespace, service, name, id };
}

/** An ApplySet in a message: `payments`, `the whole stack`. */
export function formatService(service: string | undefined): string {
  return service ?? 'the whole stack';
}
