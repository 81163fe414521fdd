import { type Faults, oneOf, quote } from '../fault.ts';
import type { PlacedContainer } from '../pod.ts';
import { contextFaults } from '../profiles.ts';
import { podRule } from '../rule.ts';

/**
 * A container's security context does not contradict itself.
 * See https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-container.
 */
export const containerSecurityContext = podRule('container-security-context', function* ({ spec, containers }): Faults {
  for (const placed of containers) yield* containerFaults(placed, spec.hostUsers !== false);
});

function* containerFaults({ container, path }: PlacedContainer, hostUsers: boolean): Faults {
  const context = container.securityContext;
  if (context === undefined) return;
  const place = `${path}.securityContext`;
  const { procMount, allowPrivilegeEscalation, privileged, capabilities } = context;
  yield* contextFaults(context, place);
  yield* oneOf(`${place}.procMount`, procMount, ['Default', 'Unmasked']);
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
