import {
  dnsLabelProblem,
  type Fields,
  fieldsOf,
  integerOf,
  isAbsent,
  isOlderKubernetes,
  type KubernetesVersion,
  kindOf,
  listOf,
  nonEmptyTextOf,
} from '@k8s-blocks/manifest';
import { type FieldViolation, quote, type Violations } from '../violation.ts';
import { addressWarnings } from '../warnings/address-warnings.ts';
import { formatWarnings } from '../warnings/crd-format-warnings.ts';
import { fractionalResources } from '../warnings/fractional-bytes.ts';
import { locatedPodOf } from '../warnings/located-pod.ts';
import { podWarnings } from '../warnings/pod-warnings.ts';

/**
 * An API server takes an object without a warning. It warns of what is most likely meant otherwise: fractions of bytes, fields that
 * are ignored, affinities without a selector, a port of two containers, addresses in a form that a later version refuses.
 *
 * @example
 * resources:
 *   requests: { memory: 400m } # two fifths of a byte: 400M
 *
 * @see https://kubernetes.io/blog/2020/09/03/warnings/
 */
export function* serverWarningViolations(object: Fields, kubernetes: KubernetesVersion): Violations {
  for (const violation of found(object, kubernetes)) yield { severity: 'warning', ...violation };
}

function* found(object: Fields, kubernetes: KubernetesVersion): Violations {
  const known = kindOf(object);
  if (known === undefined) return;
  const { group, kind } = known;
  if (NAME_PODS.has(`${group}/${kind}`)) yield* nameViolations(object);
  const pod = locatedPodOf(object);
  if (pod !== undefined) yield* podWarnings(pod);
  yield* addressWarnings(object, kubernetes);
  yield* OTHERS[`${group}/${kind}`]?.(object, kubernetes) ?? [];
}

/** The kinds whose names become host names of pods, and may be no DNS labels. */
const NAME_PODS: ReadonlySet<string> = new Set([
  ...['/Pod', '/ReplicationController', 'apps/Deployment', 'apps/ReplicaSet', 'batch/CronJob', 'batch/Job'],
]);

function* nameViolations({ metadata }: Fields): Violations {
  const name = nonEmptyTextOf(fieldsOf(metadata).name);
  const problem = name === undefined ? undefined : dnsLabelProblem(name);
  if (name === undefined || problem === undefined) return;
  const why = 'It becomes a part of the host names of pods, which are DNS labels: they are cut, or surprise.';
  yield { field: 'metadata.name', problem, why, remedy: 'Use lower-case letters, digits and "-", at most 63.' };
}

type Check = (object: Fields, kubernetes: KubernetesVersion) => Violations;

/** What is odd in objects of a kind, besides their pods. */
const OTHERS: Readonly<Record<string, Check>> = {
  '/Service': serviceViolations,
  '/PersistentVolumeClaim': ({ spec }) => fractionalResources(fieldsOf(spec).resources, ['storage'], 'spec.resources'),
  'apiextensions.k8s.io/CustomResourceDefinition': formatWarnings,
  'apps/StatefulSet': statefulSetViolations,
  'batch/CronJob': ({ spec }) => jobViolations(fieldsOf(fieldsOf(spec).jobTemplate).spec, 'spec.jobTemplate.spec'),
  'batch/Job': ({ spec }) => jobViolations(spec, 'spec'),
  'storage.k8s.io/CSIDriver': driverViolations,
};

function* serviceViolations(object: Fields): Violations {
  const spec = fieldsOf(object.spec);
  const isExternal = spec.type === 'ExternalName';
  const isHeadless = spec.clusterIP === 'None' && (nonEmptyTextOf(spec.type) ?? 'ClusterIP') === 'ClusterIP';
  const hasExternalIPs = listOf(spec.externalIPs).length > 0;
  if (isHeadless) {
    const ofWhat = 'a headless Service';
    if (nonEmptyTextOf(spec.loadBalancerIP) !== undefined) yield ignored('loadBalancerIP', ofWhat);
    if (hasExternalIPs) yield ignored('externalIPs', ofWhat);
    if (spec.sessionAffinity === 'ClientIP') yield ignored('sessionAffinity', ofWhat);
  }
  if (isExternal && hasExternalIPs) yield ignored('externalIPs', 'a Service of type "ExternalName"');
  if (!isExternal && nonEmptyTextOf(spec.externalName) !== undefined) {
    yield ignored('externalName', 'a Service of another type than "ExternalName"');
  }
}

function ignored(name: string, ofWhat: string): FieldViolation {
  return { field: `spec.${name}`, problem: `${name} is ignored in ${ofWhat}.`, remedy: 'Leave it out.' };
}

function* statefulSetViolations(object: Fields): Violations {
  const spec = fieldsOf(object.spec);
  if ((integerOf(spec.revisionHistoryLimit) ?? 0) < 0) {
    const problem = `${quote(spec.revisionHistoryLimit)} is less than 0: all revisions are kept.`;
    yield { field: 'spec.revisionHistoryLimit', problem, remedy: 'Give 0 or more, or leave it out for 10.' };
  }
  for (const [index, claim] of listOf(spec.volumeClaimTemplates).entries()) {
    const { resources } = fieldsOf(fieldsOf(claim).spec);
    yield* fractionalResources(resources, ['storage'], `spec.volumeClaimTemplates[${index}].spec.resources`);
  }
}

/** The number of completions and of pods at a time up to which an indexed Job is sure to know which of its indexes failed. */
const MAX_COMPLETIONS = 100_000;
const MAX_PARALLELISM = 10_000;

function* jobViolations(value: unknown, path: string): Violations {
  const { completionMode, completions, parallelism } = fieldsOf(value);
  if (completionMode !== 'Indexed') return;
  if ((integerOf(completions) ?? 0) <= MAX_COMPLETIONS || (integerOf(parallelism) ?? 0) <= MAX_PARALLELISM) return;
  const problem = `It has over ${MAX_COMPLETIONS} completions and over ${MAX_PARALLELISM} pods at a time.`;
  const why = 'Where many indexes fail, Kubernetes may not be able to say which.';
  yield { field: path, problem, why, remedy: 'Make several Jobs of it, or let fewer pods run at a time.' };
}

function* driverViolations(object: Fields, kubernetes: KubernetesVersion): Violations {
  const { tokenRequests, serviceAccountTokenInSecrets } = fieldsOf(object.spec);
  const isAsked = listOf(tokenRequests).length > 0 && isAbsent(serviceAccountTokenInSecrets);
  if (!isAsked || isOlderKubernetes(kubernetes, '1.35')) return;
  const problem =
    'serviceAccountTokenInSecrets is not set, so that drivers get tokens among the attributes of volumes.';
  const why = 'These may be logged.';
  const remedy = 'Set it to true if the driver supports it, and to false if it does not.';
  yield { field: 'spec.serviceAccountTokenInSecrets', problem, why, remedy };
}
