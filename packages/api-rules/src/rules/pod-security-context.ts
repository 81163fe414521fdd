import type { PodSecurityContext } from '../pod.ts';
import { contextViolations, idViolations } from '../profiles.ts';
import { podRule } from '../rule.ts';
import { notSupported, quote, required, type Violations } from '../violation.ts';

const SYSCTL = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;

/**
 * The security context of a pod has valid users, groups, policies and sysctls.
 *
 * @example
 * securityContext: { seccompProfile: { type: Default } } # RuntimeDefault
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export const podSecurityContext = podRule('pod-security-context', function* ({ spec, path }): Violations {
  const context = spec.securityContext;
  if (context === undefined) return;
  const childPath = `${path}.securityContext`;
  yield* contextViolations(context, childPath);
  yield* idViolations(context.fsGroup, `${childPath}.fsGroup`);
  for (const [index, id] of (context.supplementalGroups ?? []).entries()) {
    yield* idViolations(id, `${childPath}.supplementalGroups[${index}]`);
  }
  yield* notSupported(`${childPath}.fsGroupChangePolicy`, context.fsGroupChangePolicy, ['OnRootMismatch', 'Always']);
  yield* notSupported(`${childPath}.supplementalGroupsPolicy`, context.supplementalGroupsPolicy, ['Merge', 'Strict']);
  // "MountOption" is only for clusters with the feature gate SELinuxMount, which is closed by default.
  yield* notSupported(`${childPath}.seLinuxChangePolicy`, context.seLinuxChangePolicy, ['Recursive']);
  yield* sysctlViolations(
    context.sysctls ?? [],
    `${childPath}.sysctls`,
    spec.hostNetwork === true,
    spec.hostIPC === true,
  );
});

type Sysctls = NonNullable<PodSecurityContext['sysctls']>;

function* sysctlViolations(sysctls: Sysctls, path: string, hostNetwork: boolean, hostIPC: boolean): Violations {
  const names = new Set<string>();
  for (const [index, { name = '' }] of sysctls.entries()) {
    const field = `${path}[${index}].name`;
    const remedy = 'Name a sysctl, such as "net.core.somaxconn".';
    if (name === '') yield required(field, remedy);
    else if (name.length > 253 || !SYSCTL.test(name))
      yield { field, problem: `${quote(name)} is not a sysctl.`, remedy };
    else if (names.has(name))
      yield {
        code: 'FieldValueDuplicate',
        field,
        problem: `${quote(name)} is set more than once.`,
        remedy: 'Set it once.',
      };
    names.add(name);
    const owner =
      hostNetwork && /^net[./]/.test(name) ? 'hostNetwork' : hostIPC && isOfIpc(name) ? 'hostIPC' : undefined;
    if (owner === undefined) continue;
    yield { field, problem: `With ${owner}, ${quote(name)} would change the node.`, remedy: `Remove it, or ${owner}.` };
  }
}

function isOfIpc(name: string): boolean {
  const dotted = name.replaceAll('/', '.');
  return dotted === 'kernel.sem' || /^(kernel\.shm|kernel\.msg|fs\.mqueue\.)/.test(dotted);
}
