import { Refusal } from '@k8s-blocks/refusal';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';

/** How a container's security context leaves the profile, each by name, so that it is seen in a review. */
export interface ContainerDeviations {
  /** The container writes to its own root filesystem, not to volumes alone. */
  readonly writableRootFilesystem?: true;
  /** Capabilities that are given back after all are dropped, without the prefix `CAP_`: `['IPC_LOCK']`. */
  readonly addCapabilities?: readonly string[];
}

/**
 * The security context of a container: no privilege escalation, a read-only root filesystem, all capabilities dropped.
 *
 * Other fields are set by spreading: `{ ...containerSecurityContext(), runAsUser: 2000 }`.
 *
 * @throws Refusal if a capability is not in capitals without `CAP_`, or is `ALL`, which would undo the drop.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export function containerSecurityContext(deviations: ContainerDeviations = {}): ISecurityContext {
  const { writableRootFilesystem, addCapabilities = [] } = deviations;
  for (const [index, capability] of addCapabilities.entries()) checkCapability(capability, index);
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: !writableRootFilesystem,
    capabilities: { drop: ['ALL'], ...(addCapabilities.length === 0 ? {} : { add: [...addCapabilities] }) },
  };
}

function checkCapability(capability: string, index: number): void {
  const field = `capabilities.add[${index}]`;
  if (capability === 'ALL') {
    const remedy = 'Name the capabilities that the container needs.';
    throw new Refusal({ field, problem: 'ALL gives back every capability that is dropped.', remedy });
  }
  if (!/^[A-Z][A-Z0-9_]*$/.test(capability) || capability.startsWith('CAP_')) {
    const right = capability.trim().toUpperCase().replace(/^CAP_/, '') || 'IPC_LOCK';
    throw new Refusal({
      field,
      problem: `"${capability}" is not a valid name of a capability.`,
      remedy: `Give it in capitals and without "CAP_", like "${right}".`,
    });
  }
}
