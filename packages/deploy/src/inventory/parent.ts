import type { ClusterObject, ObjectToSend } from '@k8s-blocks/cluster';
import { formatReference, labelsOf, quote } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import {
  type ApplySet,
  applySetOf,
  type DeployedStack,
  ENVIRONMENT_LABEL,
  ID_LABEL,
  SERVICE_LABEL,
  STACK_LABEL,
} from './apply-set.ts';
import { type Contents, fromAnnotations, toAnnotations } from './contents.ts';

/** The annotation that names the tool of an ApplySet: no other tool may change it. */
const TOOLING = 'applyset.kubernetes.io/tooling';

/** Our name there, and the version of the form of our parents. */
const OUR_TOOLING = 'k8s-blocks/v1.0.0';

/** An ApplySet as the cluster has it. */
export interface StoredSet {
  readonly set: ApplySet;
  readonly contents: Contents;
  /** Its parent. */
  readonly parent: ClusterObject;
}

/** The parent of an ApplySet, as it is stored. */
export function parentOf(set: ApplySet, contents: Contents): ObjectToSend {
  const { stack, environment, service, namespace, name, id } = set;
  const metadata = {
    name,
    namespace,
    labels: {
      [ID_LABEL]: id,
      [STACK_LABEL]: stack,
      [ENVIRONMENT_LABEL]: environment,
      ...(service === undefined ? {} : { [SERVICE_LABEL]: service }),
    },
    annotations: { [TOOLING]: OUR_TOOLING, ...toAnnotations(contents, namespace) },
  };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata };
}

/**
 * The ApplySet of a parent.
 *
 * @throws Refusal if it is not one of ours: of another tool, or with an id that is not its own.
 */
export function storedSet(parent: ClusterObject, stack: DeployedStack): StoredSet {
  const labels = labelsOf(parent.metadata.labels);
  const annotations = labelsOf(parent.metadata.annotations);
  const set = applySetOf(stack, labels[SERVICE_LABEL]);
  const problem = problemOf(parent, set, { labels, tooling: annotations[TOOLING] });
  if (problem === undefined) return { set, contents: fromAnnotations(annotations, stack.namespace), parent };
  throw new Refusal({
    environment: stack.environment,
    ...(set.service === undefined ? {} : { service: set.service }),
    object: formatReference({ kind: 'ConfigMap', ...parent.metadata }, { withNamespace: true }),
    problem,
    remedy: 'Delete it, if nobody needs it, or keep the inventory elsewhere: --inventory-namespace <name>.',
  });
}

function problemOf(
  parent: ClusterObject,
  set: ApplySet,
  { labels, tooling }: { readonly labels: Readonly<Record<string, string>>; readonly tooling: string | undefined },
): string | undefined {
  if (parent.metadata.name !== set.name) return `By its labels it would be the inventory of ${quote(set.name)}.`;
  if (labels[ID_LABEL] === undefined || tooling === undefined) {
    return 'It has the name of our inventory, and is none: it has no id or tooling of an ApplySet.';
  }
  if (!tooling.startsWith('k8s-blocks/')) return `It is an ApplySet of another tool: ${quote(tooling)}.`;
  if (labels[ID_LABEL] === set.id) return undefined;
  return `Its id is not its own: ${quote(labels[ID_LABEL])} instead of ${quote(set.id)}.`;
}
