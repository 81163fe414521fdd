import type { Pod, PodSecurityContext, SecurityContext } from '../pod.ts';
import { podRule } from '../rule.ts';
import { type FieldViolation, missingOrNotSupported, type Violations } from '../violation.ts';

const POD_FIELDS: readonly (keyof Pod['spec'])[] = [
  'hostUsers',
  'hostPID',
  'hostIPC',
  'shareProcessNamespace',
  'resources',
];
const CONTEXT_FIELDS: readonly (keyof PodSecurityContext)[] = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
];
const CONTAINER_FIELDS: readonly (keyof SecurityContext)[] = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
];

/**
 * A pod for Windows sets no field that only Linux has, and the other way round.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/#pod-os
 */
export const operatingSystem = podRule('operating-system', function* (pod): Violations {
  if (pod.spec.os === undefined) return;
  const { name = '' } = pod.spec.os;
  yield* missingOrNotSupported(`${pod.path}.os.name`, name, ['linux', 'windows']);
  if (name === 'linux') yield* setViolations(pod, 'linux', [], ['windowsOptions'], ['windowsOptions']);
  if (name === 'windows') yield* setViolations(pod, 'windows', POD_FIELDS, CONTEXT_FIELDS, CONTAINER_FIELDS);
});

function* setViolations(
  { spec, path, containers }: Pod,
  os: string,
  ofPod: readonly (keyof Pod['spec'])[],
  ofContext: readonly (keyof PodSecurityContext)[],
  ofContainer: readonly (keyof SecurityContext)[],
): Generator<FieldViolation> {
  for (const field of ofPod) {
    const flag = field === 'hostPID' || field === 'hostIPC';
    if (flag ? spec[field] === true : spec[field] !== undefined) yield foreign(path, field, os);
  }
  for (const field of ofContext) {
    const value = spec.securityContext?.[field];
    const empty = field === 'sysctls' && Array.isArray(value) && value.length === 0;
    if (value !== undefined && !empty) yield foreign(`${path}.securityContext`, field, os);
  }
  for (const { container, path: containerPath } of containers) {
    for (const field of ofContainer) {
      if (container.securityContext?.[field] === undefined) continue;
      yield foreign(`${containerPath}.securityContext`, field, os);
    }
  }
}

function foreign(path: string, field: string, os: string): FieldViolation {
  const problem = `${field} means nothing on ${os}, which os.name says.`;
  return { code: 'FieldValueForbidden', field: `${path}.${field}`, problem, remedy: 'Remove it, or correct os.name.' };
}
