import type { Fields } from '@k8s-blocks/manifest';
import { differingFields } from '../differing-fields.ts';

/**
 * "pod updates may not change fields other than `spec.containers[*].image`, `spec.initContainers[*].image`,
 * `spec.activeDeadlineSeconds`, `spec.tolerations` (only additions to existing tolerations),
 * `spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)". The default of
 * `imagePullPolicy` follows the image only when a pod is created, so that its computed default may differ.
 */
const MUTABLE =
  /^spec\.(?:(?:init)?[cC]ontainers\[\d+\]\.(?:image|imagePullPolicy)$|activeDeadlineSeconds$|tolerations)/;

/** The fields of a Pod (one that is its own object, not of a workload) that an API server refuses to change. */
export function refusedOfPod(before: Fields, after: Fields): readonly string[] {
  return differingFields(before.spec, after.spec, 'spec').filter((field) => !MUTABLE.test(field));
}
