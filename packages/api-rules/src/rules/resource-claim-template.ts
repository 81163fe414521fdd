import type { IResourceClaimTemplate } from 'kubernetes-models/resource.k8s.io/v1/ResourceClaimTemplate';
import { labelViolations } from '../selector.ts';
import { typeRule } from '../type-rule.ts';
import { annotationViolations } from './object-annotations.ts';

/**
 * The claims that a ResourceClaimTemplate makes have valid labels and annotations.
 *
 * @example
 * apiVersion: resource.k8s.io/v1
 * kind: ResourceClaimTemplate
 * metadata: { name: gpu }
 * spec:
 *   metadata: { labels: { app: my shop } } # a space
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
 */
export const resourceClaimTemplate = typeRule<IResourceClaimTemplate>(
  'resource-claim-template',
  'resource/v1.ResourceClaimTemplate',
  function* ({ spec = {} }) {
    yield* labelViolations(spec.metadata?.labels, 'spec.metadata.labels');
    yield* annotationViolations(spec.metadata?.annotations, 'spec.metadata.annotations');
  },
);
