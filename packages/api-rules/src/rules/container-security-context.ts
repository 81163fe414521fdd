import type { PlacedContainer } from '../pod.ts';
import { contextViolations } from '../profiles.ts';
import { podRule } from '../rule.ts';
import { notSupported, quote, type Violations } from '../violation.ts';

/**
 * A container's security context does not contradict itself.
 * See https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-container.
 */
export const containerSecurityContext = podRule(
  'container-security-context',
  function* ({ spec, containers }): Violations {
    for (const placed of containers) yield* containerViolations(placed, spec.hostUsers !== false);
  },
);

function* containerViolations({ container, path }: PlacedContainer, hostUsers: boolean): Violations {
  const context = container.securityContext;
  if (context === undefined) return;
  const place = `${path}.securityContext`;
  const { procMount, allowPrivilegeEscalation, privileged, capabilities } = context;
  yield* contextViolations(context, place);
  yield* notSupported(`${place}.procMount`, procMount, ['Default', 'Unmasked']);
  if (procMount === 'Unmasked' && hostUsers) {
    const problem = '"Unmasked" needs a user namespace of its own.';
    yield { field: `${place}.procMount`, problem, remedy: 'Set hostUsers: false at the pod.' };
  }
  if (allowPrivilegeEscalation !== false) return;
  const field = `${place}.allowPrivilegeEscalation`;
  if (privileged === true) {
    yield { field, problem: 'It is false, but privileged is true.', remedy: 'Change one of them.' };
  }
  const powerful = (capabilities?.add ?? []).filter((name) => name === 'CAP_SYS_ADMIN');
  if (powerful.length > 0) {
    yield { field, problem: `It is false, but ${quote(powerful[0])} is added.`, remedy: 'Change one of them.' };
  }
}
