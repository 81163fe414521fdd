import { existenceOf, type Severity } from '@k8s-blocks/findings';
import { fieldsOf, formatPath, formatReference, keyOf, listOf, referencesOf } from '@k8s-blocks/manifest';
import { formatNames, nearest } from '@k8s-blocks/refusal';
import { nameHere } from '../bare-names.ts';
import type { BuiltObject } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import { creatorOf } from '../creators.ts';
import type { DataReference } from '../data-reference.ts';
import { dataOf } from '../known-data.ts';
import { madeSecretNames } from '../made-secrets.ts';
import { misspeltFrom } from '../misspelling.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import { mayBeUsedByCustomResource } from '../uses.ts';
import type { Workload } from '../workload.ts';

type Code = 'object-missing' | 'key-missing' | 'keys-missing' | 'pull-secret-missing';

const WAITS = 'Its pods do not start until that is there.';

/**
 * What a pod refers to by name is in its namespace: ConfigMaps, Secrets and their keys, its ServiceAccount, the
 * Service of a StatefulSet, claims for volumes. A missing reference that is optional is a finding for Secrets alone,
 * as a warning; a Secret to pull images is a warning too.
 *
 * A missing Secret is an error if it is known which Secrets are provided, or if the build has Secrets; in production
 * all are taken to be provided, unless it is known which. A Secret that an operator makes of an object of the build is
 * there: of an ExternalSecret, a SealedSecret, a Certificate. Where it is known which Secrets are provided, those that a
 * ServiceAccount or an Ingress names are looked for too.
 *
 * Without a map, others may make what is not there: a missing Secret is then an error only if its name is a misspelt one of the build,
 * else a warning, and what an account of the build may create while it runs, or what is optional, a notice. A
 * ServiceAccount, claim or Service is an error only if its name is misspelt, else a warning.
 *
 * Why: the pods do not start, or start without what they expect there.
 *
 * @example
 * containers:
 *   - name: main
 *     envFrom:
 *       - configMapRef: { name: setings } # the ConfigMap is settings
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export const missingReference: StackRule<Code> = {
  name: 'missing-reference',
  severity: 'error',
  *check(stack) {
    for (const reference of withoutRepeats(stack, stack.dataReferences)) yield* dataViolations(stack, reference);
    for (const workload of stack.workloads) {
      for (const each of objectReferences(workload)) {
        if (stack.find(`v1 ${each.kind}`, workload.namespace, each.name) !== undefined) continue;
        yield {
          ...missing(stack, workload, each.field, each.kind, each.name),
          ...(isCertain(stack, workload.namespace, each) ? {} : { severity: 'warning' as const }),
        };
      }
    }
    if (stack.providedSecrets !== undefined) yield* secretsOfOthers(stack);
  },
};

/** Whether an object that is not in the build is missing. Without a map it may be of others, unless its name is misspelt. */
function isCertain(stack: BuiltStack, namespace: string, { kind, name }: { kind: string; name: string }): boolean {
  if (stack.connections !== undefined) return true;
  const others = stack.ofType(`v1 ${kind}`).filter((each) => each.namespace === namespace);
  const names = others.map((each) => each.name);
  return misspeltFrom(name, names) !== undefined;
}

/** The references without those of a workload to what is missing as a whole, but for one: the first that is not optional, or the first. */
function withoutRepeats(stack: BuiltStack, references: readonly DataReference[]): readonly DataReference[] {
  const reported = new Map<string, DataReference>();
  for (const each of references) {
    const key = absenceKey(each);
    const before = reported.get(key);
    if (before === undefined || (before.optional && !each.optional)) reported.set(key, each);
  }
  return references.filter((each) => {
    const { kind, name, workload } = each;
    if (reported.get(absenceKey(each)) === each) return true;
    return dataOf(stack, { kind, name, namespace: workload.namespace }) !== undefined;
  });
}

function absenceKey({ workload, kind, name, field }: DataReference): string {
  return JSON.stringify([keyOf(workload.object.reference), kind, name, PULL_SECRET.test(field)]);
}

function* dataViolations(stack: BuiltStack, reference: DataReference): Generator<StackViolation<Code>> {
  const { workload, kind, name, key, optional, field, keyField } = reference;
  const data = dataOf(stack, { kind, name, namespace: workload.namespace });
  if (data === undefined) {
    const severity = severityOfAbsence(stack, reference);
    if (severity === undefined) return;
    if (PULL_SECRET.test(field)) yield missingPullSecret(stack, workload, field, name);
    else yield { ...missing(stack, workload, field, kind, name), severity };
    return;
  }
  if (data.keys === undefined || (optional && kind === 'ConfigMap')) return;
  if (key === undefined ? data.keys.size > 0 : data.keys.has(key)) return;
  yield {
    code: key === undefined ? 'keys-missing' : 'key-missing',
    object: workload.object,
    field: keyField,
    problem: `${formatReference({ kind, name, namespace: workload.namespace }, { withNamespace: true })} has no ${key === undefined ? 'keys' : `key "${key}"`}.`,
    why: key === undefined ? 'Its pods start without what they would find there.' : WAITS,
    remedy: data.keys.size === 0 ? 'Add the key.' : `Use one of ${formatNames(data.keys)}, or add the key.`,
    severity: severityOfKey(stack, reference, data.keys.size === 0),
  };
}

/** Of an empty ConfigMap or Secret that others wrote, it is not known whether it is filled while it runs. */
function severityOfKey({ connections }: BuiltStack, { key, optional }: DataReference, isEmpty: boolean): Severity {
  if (connections === undefined && (optional || key === undefined)) return 'notice';
  if (connections === undefined && isEmpty) return 'warning';
  return optional || key === undefined ? 'warning' : 'error';
}

const PULL_SECRET = /(?:^|\.)imagePullSecrets\[\d+\]\.name$/;

function severityOfAbsence(stack: BuiltStack, reference: DataReference): Severity | undefined {
  const { kind, optional } = reference;
  if (stack.connections === undefined && stack.providedSecrets === undefined)
    return severityWithoutMap(stack, reference);
  if (kind === 'ConfigMap') return optional ? undefined : 'error';
  const areSecretsKnown = stack.providedSecrets !== undefined || stack.ofType('v1 Secret').length > 0;
  if (!areSecretsKnown) return optional || stack.production === true ? undefined : 'warning';
  return optional ? 'warning' : 'error';
}

/** Where others wrote the manifests: they need not be all that the cluster has. */
function severityWithoutMap(
  stack: BuiltStack,
  { kind, optional, workload, name }: DataReference,
): Severity | undefined {
  const { namespace } = workload;
  const others = stack.ofType(`v1 ${kind}`).filter((each) => each.namespace === namespace);
  if (optional) return kind === 'Secret' && others.length > 0 ? 'notice' : undefined;
  const names = others.map((each) => each.name);
  if (misspeltFrom(name, names) !== undefined) return 'error';
  // A custom resource that names it may be what an operator makes it of.
  if (mayBeUsedByCustomResource(stack, namespace, name)) return 'notice';
  if (creatorOf(stack, [kind === 'Secret' ? 'secrets' : 'configmaps'], namespace) !== undefined) return 'notice';
  return kind === 'Secret' ? 'warning' : 'error';
}

/** The kinds of which the build must have what its pods refer to. */
const BUILT_KINDS = ['ServiceAccount', 'Service', 'PersistentVolumeClaim'];

/** What is referenced whole, by kind and name, each once. Each namespace has a ServiceAccount `default`. */
function objectReferences(workload: Workload) {
  const { references } = workload;
  const replaced = replacedClaims(workload);
  const found = references
    .map(({ to: { group, kind, name }, path }) => ({ group, kind, name, field: formatPath(path) }))
    .filter(({ group, kind }) => group === '' && BUILT_KINDS.includes(kind))
    .filter(({ kind, name }) => kind !== 'ServiceAccount' || name !== 'default')
    .filter(({ field }) => !replaced.has(field));
  const isAccount = ({ kind }: { kind: string }) => kind === 'ServiceAccount';
  return found.filter((each, index) => {
    // The account has an old name of its field too, which may hold the same.
    return !isAccount(each) || found.findIndex((one) => isAccount(one) && one.name === each.name) === index;
  });
}

/**
 * The fields of the claims of volumes that a StatefulSet replaces by those that it makes of its templates, by the name of the volume.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec
 */
function replacedClaims({ object, spec, specPath }: Workload): ReadonlySet<string> {
  const templates = listOf(fieldsOf(object.fields.spec).volumeClaimTemplates);
  const names = new Set(templates.map((each) => fieldsOf(fieldsOf(each).metadata).name));
  const fields = listOf(spec.volumes).flatMap((volume, index) =>
    names.has(fieldsOf(volume).name) ? [`${specPath}.volumes[${index}].persistentVolumeClaim.claimName`] : [],
  );
  return new Set(fields);
}

/** The Secrets that objects without pods name and nobody provides: an Ingress, a ServiceAccount. */
function* secretsOfOthers(stack: BuiltStack): Generator<StackViolation<Code>> {
  for (const type of ['v1 ServiceAccount', 'networking.k8s.io/v1 Ingress']) {
    for (const object of stack.ofType(type)) {
      for (const { to, path, optional } of referencesOf(object.fields)) {
        if (to.group !== '' || to.kind !== 'Secret' || optional || dataOf(stack, to) !== undefined) continue;
        const field = formatPath(path);
        const located = { object, namespace: to.namespace ?? 'default' };
        if (PULL_SECRET.test(field)) yield missingPullSecret(stack, located, field, to.name);
        else {
          const why = object.kind === 'Ingress' ? 'Its controller serves another certificate.' : WAITS;
          yield { ...missing(stack, located, field, 'Secret', to.name), why, severity: 'warning' };
        }
      }
    }
  }
}

interface Located {
  readonly object: BuiltObject;
  readonly namespace: string;
}

function missing(
  stack: BuiltStack,
  { object, namespace }: Located,
  field: string,
  kind: string,
  name: string,
): StackViolation<Code> {
  return {
    code: 'object-missing',
    object,
    field,
    problem: `There is no ${formatReference({ kind, name, namespace }, { withNamespace: true })}.`,
    why: kind === 'Service' ? 'Its pods have no names of their own in DNS.' : WAITS,
    remedy: kind === 'Secret' ? secretRemedy(stack, namespace, name) : 'Correct the name, or add it.',
    dueTo: [existenceOf({ kind, namespace, name })],
  };
}

/** A pod starts without a Secret to pull images, unlike without any other Secret. */
function missingPullSecret(stack: BuiltStack, located: Located, field: string, name: string): StackViolation<Code> {
  return {
    ...missing(stack, located, field, 'Secret', name),
    code: 'pull-secret-missing',
    why: 'Its images are pulled without credentials: those of a private registry are not pulled.',
    severity: 'warning',
  };
}

function secretRemedy(stack: BuiltStack, namespace: string, name: string): string {
  const inNamespace = (each: { readonly namespace?: string }) => each.namespace === namespace;
  const known = [
    ...stack.ofType('v1 Secret').filter(inNamespace),
    ...(stack.providedSecrets ?? []).filter(inNamespace),
  ].map((each) => each.name);
  const candidates = [...known, ...madeSecretNames(stack, namespace)];
  const meant = nearest(name, candidates) ?? candidates.find((each) => each === nameHere(name, stack));
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  return 'Correct the name, or name it among the Secrets provided.';
}
