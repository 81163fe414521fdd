import { podRule } from '../rule.ts';
import type { Violations } from '../violation.ts';

/**
 * A pod with a user namespace of its own (`hostUsers: false`) shares no other namespace with the node, and one with
 * `hostPID` does not have `shareProcessNamespace`.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
 */
export const hostNamespaces = podRule('host-namespaces', function* ({ spec, path, containers }): Violations {
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC'] as const) {
    if (spec.hostUsers !== false || spec[field] !== true) continue;
    const problem = `${field} is true although hostUsers is false.`;
    yield { code: 'FieldValueForbidden', field: `${path}.${field}`, problem, remedy: 'Change one of them.' };
  }
  for (const { container, path: containerPath } of containers) {
    if (spec.hostUsers !== false || (container.volumeDevices ?? []).length === 0) continue;
    const problem = 'A block device cannot be used with users of its own, since hostUsers is false.';
    yield {
      code: 'FieldValueForbidden',
      field: `${containerPath}.volumeDevices`,
      problem,
      remedy: 'Mount the volume, or remove hostUsers.',
    };
  }
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    const problem = 'Both shareProcessNamespace and hostPID are true.';
    yield { field: `${path}.shareProcessNamespace`, problem, remedy: 'Keep one of them.' };
  }
});
