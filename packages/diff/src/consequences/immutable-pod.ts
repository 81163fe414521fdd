import type { Fields } from '@k8s-blocks/manifest';
import { differingFields } from '../differing-fields.ts';

/**
 * "pod updates may not change fields other than `spec.containers[*].image`, `spec.initContainers[*].image`,
 * `spec.activeDeadlineSeconds`, `spec.tolerations` (only additions to existing tolerations),
 * `spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)". What the pull policy is
 * follows the image only where a pod is made.
 */
const MUTABLE =
  /^spec\.(?:(?:init)?[cC]ontainers\[\d+\]\.(?:image|imagePullPolicy)$|activeDeadlineSeconds$|tolerations)/;

/** The fields of a Pod, in a word of its own rather than of a workload, that cannot be changed so. */
export function refusedOfPod(before: Fields, after: Fields): readonly string[] {
  return differingFields(before.spec, after.spec, 'spec').filter((field) => !MUTABLE.test(field));
}
