import type { LocatedContainer } from '../pod.ts';
import { contextViolations } from '../profiles.ts';
import { podRule } from '../rule.ts';
import { notSupported, quote, type Violations } from '../violation.ts';

/**
 * The security context of a container is valid, and its fields do not contradict each other.
 *
 * @example
 * securityContext: { privileged: true, allowPrivilegeEscalation: false }
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-container
 */
export const containerSecurityContext = podRule(
  'container-security-context',
  function* ({ spec, containers }): Violations {
    for (const located of containers) yield* containerViolations(located, spec.hostUsers !== false);
  },
);

function* containerViolations({ container, path }: LocatedContainer, hostUsers: boolean): Violations {
  const context = container.securityContext;
  if (context === undefined) return;
  const childPath = `${path}.securityContext`;
  const { procMount, allowPrivilegeEscalation, privileged, capabilities } = context;
  yield* contextViolations(context, childPath);
  yield* notSupported(`${childPath}.procMount`, procMount, ['Default', 'Unmasked']);
  if (procMount === 'Unmasked' && hostUsers) {
    const problem = '"Unmasked" needs a user namespace of its own.';
    yield { field: `${childPath}.procMount`, problem, remedy: 'Set hostUsers: false at the pod.' };
  }
  if (allowPrivilegeEscalation !== false) return;
  const field = `${childPath}.allowPrivilegeEscalation`;
  if (privileged === true) {
    yield { field, problem: 'It is false, but privileged is true.', remedy: 'Change one of them.' };
  }
  const powerful = (capabilities?.add ?? []).filter((name) => name === 'CAP_SYS_ADMIN');
  if (powerful.length > 0) {
    yield { field, problem: `It is false, but ${quote(powerful[0])} is added.`, remedy: 'Change one of them.' };
  }
}
