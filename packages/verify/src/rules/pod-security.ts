import { fieldsOf, labelsOf, textOf } from '@k8s-blocks/manifest';
import { type PodSecurityLevel, podSecurityLevel } from '@k8s-blocks/security-context';
import type { BuiltObject } from '../built-object.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import type { Workload } from '../workload.ts';

type Code = 'level-not-met' | 'level-missing' | 'level-too-lax';

const LEVELS: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];

/**
 * Each namespace enforces the strictest Pod Security Standard that all its pods meet, and none that one does not meet.
 *
 * Why: the pods are not admitted, or pods with more rights than any of its own can be started in the namespace.
 *
 * @example
 * apiVersion: v1
 * kind: Namespace
 * metadata:
 *   labels:
 *     pod-security.kubernetes.io/enforce: privileged # its pods meet "restricted"
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export const podSecurity: StackRule<Code> = {
  name: 'pod-security',
  severity: 'error',
  *check({ ofType, workloadsIn }) {
    for (const namespace of ofType('v1 Namespace')) {
      const workloads = workloadsIn(namespace.name);
      const met = workloads.flatMap(({ spec, metadata }) => levelOf(spec, metadata) ?? []);
      if (workloads.length === 0 || met.length < workloads.length) continue;
      yield* unmetViolations(namespace, workloads, met);
      const strictest = LEVELS[Math.min(...met.map((level) => LEVELS.indexOf(level)))] ?? 'privileged';
      yield* laxViolations(namespace, strictest);
    }
  },
};

function* unmetViolations(
  namespace: BuiltObject,
  workloads: readonly Workload[],
  met: readonly PodSecurityLevel[],
): Generator<StackViolation<Code>> {
  for (const mode of ['enforce', 'warn', 'audit'] as const) {
    const level = labelledLevel(namespace, mode);
    if (level === undefined) continue;
    for (const [index, { object, specPath }] of workloads.entries()) {
      const reached = met[index] ?? level;
      if (LEVELS.indexOf(reached) >= LEVELS.indexOf(level)) continue;
      yield {
        code: 'level-not-met',
        object,
        field: specPath,
        problem: `Its pods are "${reached}", and ${namespace.title} has ${mode}: "${level}".`,
        why: mode === 'enforce' ? 'None of its pods is admitted.' : 'Every deployment prints a warning.',
        remedy: `Make the pods meet "${level}", or label the namespace "${reached}".`,
        severity: mode === 'enforce' ? 'error' : 'warning',
      };
    }
  }
}

function* laxViolations(namespace: BuiltObject, strictest: PodSecurityLevel): Generator<StackViolation<Code>> {
  const enforced = labelledLevel(namespace, 'enforce');
  if (enforced !== undefined && LEVELS.indexOf(enforced) >= LEVELS.indexOf(strictest)) return;
  yield {
    code: enforced === undefined ? 'level-missing' : 'level-too-lax',
    object: namespace,
    field: `metadata.labels["${labelOf('enforce')}"]`,
    problem:
      enforced === undefined
        ? 'It enforces no level of the Pod Security Standards.'
        : `It enforces "${enforced}", though its pods meet "${strictest}".`,
    why: 'Pods with more rights than any of its own could be started in it.',
    remedy: `Set the label to "${strictest}".`,
    severity: 'warning',
  };
}

function labelledLevel({ fields }: BuiltObject, mode: 'enforce' | 'warn' | 'audit'): PodSecurityLevel | undefined {
  const label = textOf(labelsOf(fieldsOf(fields.metadata).labels)[labelOf(mode)]);
  return LEVELS.find((level) => level === label);
}

function labelOf(mode: string): string {
  return `pod-security.kubernetes.io/${mode}`;
}

/** Nothing for a pod whose fields are of wrong types: what such a one would do is not known. */
function levelOf(spec: Workload['spec'], metadata: Workload['metadata']): PodSecurityLevel | undefined {
  try {
    return podSecurityLevel({ containers: [], ...spec }, labelsOf(metadata.annotations));
  } catch {
    return undefined;
  }
}
