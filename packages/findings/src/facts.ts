/**
 * What follows from what. A finding that breaks a fact is the cause of those that are there because of that fact alone: where it is
 * mended, they are gone. In the text report they are folded under it. This is the one place that says which rules these are; that
 * mending the cause is enough is what `consequences.test.ts` of `@k8s-blocks/verify` shows of each.
 */
import type { ObjectReference } from '@k8s-blocks/manifest';

/** Something that must hold in an environment, and that a finding says is not so. */
export interface Fact {
  /** What it is, as a key: equal for cause and consequence. */
  readonly key: string;
  /** Where it is not the environment of the finding: its name. */
  readonly environment?: string;
}

/**
 * Policies isolate the pods of a workload in a direction.
 *
 * Broken by `unisolated-workload`. Then `shared-traffic` finds that pods of every other environment reach it, or it them.
 */
export function isolationOf(workload: ObjectReference, direction: 'Ingress' | 'Egress', environment?: string): Fact {
  const fact = factOf('isolation', direction, ...identityOf(workload));
  return environment === undefined ? fact : { ...fact, environment };
}

/**
 * An object is in the build under the kind by which others look for it. The API group is not compared, since it may be what is wrong.
 *
 * Broken by `api-version-and-kind`, and by `declared-connection` of a Service that is missing. Then whatever names the object finds
 * none: `missing-reference`, `in-stack-address`, `route-backend`, `autoscaler-target`; and nothing has the labels of the pods that it
 * makes: `declared-connection`, `unmatched-selector`, `unmatched-peer`.
 */
export function existenceOf({ kind, namespace = 'default', name }: Omit<ObjectReference, 'group'>): Fact {
  return factOf('existence', kind, namespace, name);
}

/**
 * An object is in the build once.
 *
 * Broken by `duplicate-object`. Then an object meets itself: `overlapping-workloads`, `blocked-drain`, `autoscaler-target`,
 * `duplicate-route`.
 */
export function uniquenessOf(object: ObjectReference): Fact {
  return factOf('uniqueness', ...identityOf(object));
}

/**
 * A Service selects the pods that are declared to be called through it.
 *
 * Broken by `declared-connection`. If it selects none at all, `unmatched-selector` finds that too.
 */
export function selectionOf(service: ObjectReference): Fact {
  return factOf('selection', ...identityOf(service));
}

/**
 * A port of a Service leads to a port that its pods have.
 *
 * Broken by `service-target-port`. Then an address with that port leads to no pod: `unreachable-address`.
 */
export function targetOfPort(service: ObjectReference, port: number): Fact {
  return factOf('target', ...identityOf(service), `${port}`);
}

/**
 * A port of a Service leads to the port of the pods that is declared to be called through it.
 *
 * Broken by `declared-connection`. Then policies, which let the declared port through, deny what comes through the Service:
 * `unreachable-address`, `route-backend`.
 */
export function declaredTargetOf(service: ObjectReference, port: number): Fact {
  return factOf('declared target', ...identityOf(service), `${port}`);
}

/**
 * The containers of a workload list a port.
 *
 * Broken by `declared-connection`. Then a Service that names the port by its number does not find it: `service-target-port`.
 */
export function listingOf(workload: ObjectReference, port: number, protocol: string): Fact {
  return factOf('listing', ...identityOf(workload), `${port}/${protocol}`);
}

/**
 * Policies let a connection through.
 *
 * Broken by `declared-connection`, where one end alone denies it. Then an address in a configuration is not reached:
 * `unreachable-address`.
 *
 * @param explained the verdict as a sentence, which names both ends and the port.
 */
export function passageOf(explained: string): Fact {
  return factOf('passage', explained);
}

/**
 * Some pods of a namespace have the labels by which a connection is declared.
 *
 * Broken by `declared-connection`. Then selectors of these labels select nothing: `unmatched-selector`, `unmatched-peer`.
 */
export function podsWith(namespace: string, labels: Readonly<Record<string, string | undefined>>): Fact {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return factOf('pods', namespace, ...sorted.flatMap(([key, value = '']) => [key, value]));
}

/**
 * The pods of a workload have the labels that the workload selects.
 *
 * Broken by `workload-selector`. Then whatever is meant for these pods misses them: `declared-connection`, `unisolated-workload`,
 * `unmatched-selector`, `unmatched-peer`, `missing-budget`; and they are not let through where they are meant to be:
 * `unreachable-address`.
 */
export function templateLabelsOf(workload: ObjectReference): Fact {
  return factOf('template labels', ...identityOf(workload));
}

/**
 * Two environments in one cluster have no namespace in common.
 *
 * Broken by `shared-object` of the Namespace. Then it finds the objects in it too.
 */
export function separateNamespace(namespace: string, otherEnvironment: string): Fact {
  return factOf('separation', namespace, otherEnvironment);
}

function factOf(...parts: readonly string[]): Fact {
  return { key: JSON.stringify(parts) };
}

function identityOf({ group, kind, namespace = '', name }: ObjectReference): readonly string[] {
  return [group, kind, namespace, name];
}
