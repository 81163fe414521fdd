import { existenceOf, type Fact, podsWith, templateLabelsOf } from '@k8s-blocks/findings';
import { fieldsOf, labelsOf, podTemplateOf } from '@k8s-blocks/manifest';
import type { Labels } from '@k8s-blocks/reachability';
import type { BuiltStack } from './built-stack.ts';
import { meantPodOf } from './mislabelled-pods.ts';
import { endpointsOf } from './witness.ts';

/** Pods that are meant to be there, and are not. */
interface MissingPods {
  readonly namespace: string;
  readonly labels: Labels;
  /** What does not hold because of that. */
  readonly fact: Fact;
}

/** The facts that do not hold because of pods that are missing, of those that a selector would select. */
export function missingPodsFor(stack: BuiltStack, isSelected: (pods: MissingPods) => boolean): Fact[] {
  return stack
    .memo(findMissing)
    .filter(isSelected)
    .map(({ fact }) => fact);
}

/** The same of pods whose workloads are there, but wrong: of a version that is not served, or with other labels than they select. */
export function meantPodsFor(stack: BuiltStack, isSelected: (pods: MissingPods) => boolean): Fact[] {
  return stack
    .memo(meantPods)
    .filter(isSelected)
    .map(({ fact }) => fact);
}

function findMissing(stack: BuiltStack): readonly MissingPods[] {
  return [...stack.memo(meantPods), ...declaredPods(stack)];
}

function meantPods(stack: BuiltStack): readonly MissingPods[] {
  const mislabelled = stack.workloads.flatMap((workload) => {
    const pod = meantPodOf(workload);
    const fact = templateLabelsOf(workload.object.reference);
    return pod === undefined ? [] : [{ namespace: pod.namespace, labels: pod.labels, fact }];
  });
  return [...podsOfOtherVersions(stack), ...mislabelled];
}

/** The pods by which a connection is declared, and of which the build has none. */
function declaredPods(stack: BuiltStack): MissingPods[] {
  return (stack.connections ?? [])
    .flatMap(({ from, to }) => [from, to])
    .flatMap((party) => {
      if (party === 'anywhere' || !('namespace' in party) || party.pods === undefined) return [];
      if (endpointsOf(party, stack).length > 0) return [];
      const { namespace, pods: labels } = party;
      return [{ namespace, labels, fact: podsWith(namespace, labels) }];
    });
}

/** The API versions of kinds that make pods. */
const POD_VERSIONS = ['apps/v1', 'batch/v1', 'v1'];

/** The pods of objects whose API version is not served, such as a Deployment of `extensions/v1beta1`. */
function podsOfOtherVersions({ objects }: BuiltStack): MissingPods[] {
  return objects.flatMap(({ kind, name, namespace = 'default', fields, type }) => {
    if (POD_VERSIONS.some((version) => type === `${version} ${kind}`)) return [];
    const [made] = POD_VERSIONS.flatMap((apiVersion) => podTemplateOf({ ...fields, apiVersion }) ?? []);
    if (made === undefined) return [];
    const labels = labelsOf(fieldsOf(made.template.metadata).labels);
    return [{ namespace, labels, fact: existenceOf({ kind, namespace, name }) }];
  });
}
