import {
  type Fields,
  fieldsOf,
  formatStep,
  isAbsent,
  isOlderKubernetes,
  type KubernetesVersion,
  kindOf,
  listOf,
  nonEmptyTextOf,
  textOf,
} from '@k8s-blocks/manifest';
import { type FieldViolation, quote, type Violations } from '../violation.ts';
import { deprecatedInPod } from '../warnings/deprecated-in-pods.ts';
import { locatedPodOf } from '../warnings/located-pod.ts';
import {
  nodeExpressionViolations,
  nodeLabelViolation,
  nodeSelectorViolations,
  nodeTermsViolations,
} from '../warnings/node-labels.ts';
import { persistentVolumeViolations } from '../warnings/retired-volume-plugins.ts';

/**
 * No field, annotation or label is deprecated. An API server takes what is, with a warning; some of it does nothing any more.
 *
 * @example
 * apiVersion: v1
 * kind: Pod
 * metadata: { name: web }
 * spec:
 *   nodeSelector: { beta.kubernetes.io/os: linux } # kubernetes.io/os
 *   containers: [{ name: web, image: 'example.com/web:1' }]
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export function* deprecatedFieldViolations(object: Fields, kubernetes: KubernetesVersion): Violations {
  for (const violation of found(object, kubernetes)) yield { code: 'Deprecated', severity: 'warning', ...violation };
}

function* found(object: Fields, kubernetes: KubernetesVersion): Violations {
  const pod = locatedPodOf(object);
  if (pod !== undefined) yield* deprecatedInPod(pod);
  const known = kindOf(object);
  if (known === undefined) return;
  const { group, kind } = known;
  yield* OTHERS[`${group}/${kind}`]?.(object, kubernetes) ?? [];
}

/** What is deprecated in objects of a kind, besides their pods. */
type Check = (object: Fields, kubernetes: KubernetesVersion) => Violations;

const OTHERS: Readonly<Record<string, Check>> = {
  '/Service': serviceViolations,
  '/ServiceAccount': (object) =>
    annotationViolations(object, 'kubernetes.io/enforce-mountable-secrets', '1.32', 'Separate by namespaces instead.'),
  '/Node': nodeViolations,
  '/PersistentVolume': volumeViolations,
  '/PersistentVolumeClaim': storageClassViolations,
  'discovery.k8s.io/EndpointSlice': endpointSliceViolations,
  'networking.k8s.io/Ingress': (object) =>
    annotationViolations(object, 'kubernetes.io/ingress.class', '1.18', 'Write spec.ingressClassName.'),
  'node.k8s.io/RuntimeClass': ({ scheduling }) =>
    nodeSelectorViolations(fieldsOf(scheduling).nodeSelector, 'scheduling.nodeSelector'),
  'storage.k8s.io/CSIStorageCapacity': capacityViolations,
  'storage.k8s.io/StorageClass': topologyViolations,
};

/** The violation of a deprecated annotation, if the object has it. */
function annotationViolations(
  object: Fields,
  annotation: string,
  since: string,
  remedy: string,
): readonly FieldViolation[] {
  const annotations = fieldsOf(fieldsOf(object.metadata).annotations);
  if (!Object.hasOwn(annotations, annotation) || isAbsent(annotations[annotation])) return [];
  const problem = `The annotation ${quote(annotation)} is deprecated since Kubernetes ${since}.`;
  return [{ field: `metadata.annotations${formatStep(annotation)}`, problem, remedy }];
}

function* serviceViolations(object: Fields, kubernetes: KubernetesVersion): Violations {
  const hints = 'service.kubernetes.io/topology-aware-hints';
  yield* annotationViolations(object, hints, '1.27', 'Use "service.kubernetes.io/topology-mode".');
  const { trafficDistribution, externalIPs, clusterIP, type } = fieldsOf(object.spec);
  if (trafficDistribution === 'PreferClose' && !isOlderKubernetes(kubernetes, '1.34')) {
    const problem = '"PreferClose" is deprecated since Kubernetes 1.34.';
    yield { field: 'spec.trafficDistribution', problem, remedy: 'Write "PreferSameZone", which means the same.' };
  }
  const areRead = clusterIP !== 'None' && type !== 'ExternalName';
  if (areRead && listOf(externalIPs).length > 0 && !isOlderKubernetes(kubernetes, '1.36')) {
    const problem = 'externalIPs are deprecated since Kubernetes 1.36, and clusters may ignore them.';
    yield { field: 'spec.externalIPs', problem, remedy: 'Use a Service of type "LoadBalancer", or a Gateway.' };
  }
}

function* nodeViolations({ spec }: Fields): Violations {
  if (nonEmptyTextOf(fieldsOf(spec).externalID) === undefined) return;
  yield { field: 'spec.externalID', problem: 'externalID is deprecated, and not read.', remedy: 'Leave it out.' };
}

function* volumeViolations(object: Fields): Violations {
  yield* storageClassViolations(object);
  const spec = fieldsOf(object.spec);
  if (spec.persistentVolumeReclaimPolicy === 'Recycle') {
    const field = 'spec.persistentVolumeReclaimPolicy';
    yield {
      field,
      problem: '"Recycle" is deprecated.',
      remedy: 'Let a StorageClass provision volumes, with "Delete".',
    };
  }
  yield* persistentVolumeViolations(spec, 'spec');
  yield* nodeTermsViolations(fieldsOf(spec.nodeAffinity).required, 'spec.nodeAffinity.required');
}

function storageClassViolations(object: Fields): Violations {
  const annotation = 'volume.beta.kubernetes.io/storage-class';
  return annotationViolations(object, annotation, '1.8', 'Write spec.storageClassName.');
}

function* endpointSliceViolations({ addressType }: Fields): Violations {
  if (addressType !== 'FQDN') return;
  yield { field: 'addressType', problem: '"FQDN" is deprecated.', remedy: 'Use a Service of type "ExternalName".' };
}

function* capacityViolations({ nodeTopology }: Fields): Violations {
  yield* nodeExpressionViolations(nodeTopology, 'nodeTopology');
  yield* nodeSelectorViolations(fieldsOf(nodeTopology).matchLabels, 'nodeTopology.matchLabels');
}

function* topologyViolations({ allowedTopologies }: Fields): Violations {
  for (const [index, term] of listOf(allowedTopologies).entries()) {
    for (const [at, expression] of listOf(fieldsOf(term).matchLabelExpressions).entries()) {
      const field = `allowedTopologies[${index}].matchLabelExpressions[${at}].key`;
      yield* nodeLabelViolation(textOf(fieldsOf(expression).key), field);
    }
  }
}
