import type { Contract, HealthCheckExpression, SecretMaker } from '@k8s-blocks/topology';

/**
 * How Flux tells that an operator has made a Secret. Without that, an object that no operator has seen yet, which has no status,
 * passes for ready.
 *
 * @see https://fluxcd.io/flux/cheatsheets/cel-healthchecks/
 */
const MAKERS: Readonly<Record<SecretMaker, HealthCheckExpression>> = {
  ExternalSecret: {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    current: "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')",
  },
  SealedSecret: {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    failed: "status.conditions.exists(e, e.type == 'Synced' && e.status == 'False')",
    current: "status.conditions.exists(e, e.type == 'Synced' && e.status == 'True')",
  },
  Certificate: {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    current: "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')",
  },
};

/**
 * The expressions for what `wait` does not understand of a service: the kinds of which operators make its Secrets, and those that the
 * environment gives, which replace these where they are for the same kind.
 */
export function healthCheckExpressions(
  { otherSecrets }: Contract,
  given: readonly HealthCheckExpression[],
): readonly HealthCheckExpression[] {
  const makers = new Set(otherSecrets.flatMap(({ madeBy }) => madeBy ?? []));
  const known = [...makers].map((maker) => MAKERS[maker]);
  return [...known.filter(({ kind }) => !given.some((each) => each.kind === kind)), ...given];
}
