import { formatPath, formatReference } from '@k8s-blocks/manifest';
import { formatNames } from '@k8s-blocks/refusal';
import type { BuiltStack } from '../built-stack.ts';
import type { DataReference } from '../data-reference.ts';
import { dataOf } from '../known-data.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import type { Workload } from '../workload.ts';

const WAITS = 'Its pods do not start until that is there.';

/**
 * What a pod needs by name is in its namespace: ConfigMaps, Secrets and their keys, its ServiceAccount, the Service of a
 * StatefulSet, claims for volumes. What is optional may be missing, but of a Secret a rename is likelier.
 *
 * A Secret that is missing is an error where it is known which ones are provided, or where the build makes Secrets; in
 * production all are taken to be provided, unless it is known which.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export const missingReference: StackRule = {
  name: 'missing-reference',
  severity: 'error',
  *check(stack) {
    for (const reference of stack.dataReferences) yield* dataViolations(stack, reference);
    for (const workload of stack.workloads) {
      for (const each of objectReferences(workload)) {
        if (stack.find(`v1 ${each.kind}`, workload.namespace, each.name) !== undefined) continue;
        yield missing(workload, each.field, each.kind, each.name);
      }
    }
  },
};

function* dataViolations(stack: BuiltStack, reference: DataReference): Generator<StackViolation> {
  const { workload, kind, name, key, optional, field, keyField } = reference;
  const data = dataOf(stack, reference);
  if (data === undefined) {
    const severity = severityOfAbsence(stack, reference);
    if (severity !== undefined) yield { ...missing(workload, field, kind, name), severity };
    return;
  }
  if (data.keys === undefined || (optional && kind === 'ConfigMap')) return;
  if (key === undefined ? data.keys.size > 0 : data.keys.has(key)) return;
  yield {
    object: workload.object,
    field: keyField,
    problem: `${formatReference({ kind, name, namespace: workload.namespace }, { withNamespace: true })} has no ${key === undefined ? 'keys' : `key "${key}"`}.`,
    why: key === undefined ? 'Its pods start without what they would find there.' : WAITS,
    remedy: data.keys.size === 0 ? 'Add the key.' : `Use one of ${formatNames(data.keys)}, or add the key.`,
    severity: optional || key === undefined ? 'warning' : 'error',
  };
}

function severityOfAbsence(stack: BuiltStack, { kind, optional }: DataReference): StackViolation['severity'] {
  if (kind === 'ConfigMap') return optional ? undefined : 'error';
  const areSecretsKnown = stack.providedSecrets !== undefined || stack.ofType('v1 Secret').length > 0;
  if (!areSecretsKnown) return optional || stack.production === true ? undefined : 'warning';
  return optional ? 'warning' : 'error';
}

/** The kinds of which the build must have what its pods refer to. */
const BUILT_KINDS = ['ServiceAccount', 'Service', 'PersistentVolumeClaim'];

/** What is referenced whole, by kind and name. Each namespace has a ServiceAccount `default`. */
function objectReferences({ references }: Workload) {
  return references
    .map(({ to: { group, kind, name }, path }) => ({ group, kind, name, field: formatPath(path) }))
    .filter(({ group, kind }) => group === '' && BUILT_KINDS.includes(kind))
    .filter(({ kind, name }) => kind !== 'ServiceAccount' || name !== 'default');
}

function missing({ object, namespace }: Workload, field: string, kind: string, name: string): StackViolation {
  return {
    object,
    field,
    problem: `There is no ${formatReference({ kind, name, namespace }, { withNamespace: true })}.`,
    why: kind === 'Service' ? 'Its pods have no names of their own in DNS.' : WAITS,
    remedy:
      kind === 'Secret' ? 'Correct the name, or name it among the Secrets provided.' : 'Correct the name, or add it.',
  };
}
