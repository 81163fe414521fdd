import {
  type FieldPath,
  fieldsOf,
  formatPath,
  groupBy,
  quote,
  referencesOf,
  valueAt,
  walk,
} from '@k8s-blocks/manifest';
import { formatNames } from '@k8s-blocks/refusal';
import { areNamesOfBase, formatLack, nameInBase, namespaceHere } from '../bare-names.ts';
import type { BuiltObject } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import { isMadeSecret } from '../made-secrets.ts';
import { mayHoldName } from '../name-fields.ts';
import { outsideNamespaces } from '../party.ts';
import type { StackRule } from '../rule.ts';

/**
 * Where an environment has a prefix, a suffix or namespaces of its own, no field holds the name of an object of the build
 * as it is in base, unless something has that name. Kustomize changes names of objects and the references that it knows,
 * and no others. Labels, selectors, annotations, data, variables, commands and names of containers, ports and volumes are
 * passed over.
 *
 * Why: the reference leads nowhere, or into another environment.
 *
 * @example
 * apiVersion: cert-manager.io/v1
 * kind: Certificate
 * metadata: { name: web-staging }
 * spec:
 *   issuerRef: { name: ca } # the Issuer is ca-staging
 */
export const bareName: StackRule = {
  name: 'bare-name',
  severity: 'warning',
  *check(stack) {
    if (areNamesOfBase(stack)) return;
    const bare = bareNames(stack);
    for (const object of stack.objects) {
      for (const path of suspectPaths(object, bare)) {
        const name = String(valueAt(object.fields, path));
        const meant = (bare.get(name) ?? []).filter((each) => mayBeMeant(stack, object, path, each));
        const [first] = meant;
        if (first === undefined) continue;
        const lack = meant.every(({ type }) => type === 'v1 Namespace') ? 'in base' : formatLack(stack);
        yield {
          object,
          field: formatPath(path),
          problem: `${quote(name)} is what ${formatTitles(meant)} is called ${lack}, and nothing has that name here.`,
          why: 'It leads nowhere, or into another environment: Kustomize does not rename what this field holds.',
          remedy: `Write "${first.name}" if that is meant.`,
        };
      }
    }
  },
};

/** The objects of the build by their names in base, of those names that nothing has here. */
function bareNames(stack: BuiltStack): ReadonlyMap<string, readonly BuiltObject[]> {
  const { objects, providedSecrets = [] } = stack;
  const taken = new Set([
    ...[...objects, ...providedSecrets].map(({ name }) => name),
    ...stack.namespaces,
    ...outsideNamespaces(stack),
  ]);
  const bareNameOf = nameInBase(stack);
  return groupBy(objects, (object) => {
    const bare = bareNameOf(object);
    return bare === undefined || taken.has(bare) || isMadeSecret(stack, bare) ? [] : [bare];
  });
}

/** The fields that may refer to others, and hold one of the names. */
function suspectPaths({ fields }: BuiltObject, names: ReadonlyMap<string, unknown>): readonly FieldPath[] {
  const found: FieldPath[] = [];
  walk(fields, (value, path) => {
    if (typeof value === 'string' && names.has(value) && mayHoldName(fields, path)) found.push([...path]);
  });
  return found;
}

/** Whether a field may refer to an object, by the kind and the namespace that stand beside it, or are known of it. */
function mayBeMeant(stack: BuiltStack, object: BuiltObject, path: FieldPath, target: BuiltObject): boolean {
  const known = referencesOf(object.fields).find((each) => formatPath(each.path) === formatPath(path));
  // A missing reference of a pod is found by the rule for these.
  if (known !== undefined && known.to.group === '' && !known.optional && isOfPods(stack, object)) return false;
  if (known !== undefined && known.to.kind !== target.kind) return false;
  if (path.at(-1) === 'namespace') return target.kind === 'Namespace';
  const { kind, namespace } = fieldsOf(valueAt(object.fields, path.slice(0, -1)));
  if (typeof kind === 'string' && path.length > 1 && kind !== target.kind) return false;
  if (typeof namespace !== 'string' || path.length < 2) return true;
  return stack.namespaces.has(namespace) || stack.namespaces.has(namespaceHere(namespace, stack));
}

function isOfPods({ workloads }: BuiltStack, object: BuiltObject): boolean {
  return workloads.some((workload) => workload.object === object);
}

/** The objects in a sentence: the first ones, if there are many. */
function formatTitles(objects: readonly BuiltObject[]): string {
  const titles = objects.slice(0, 3).map(({ title }) => title);
  return titles.length === 1 ? (titles[0] ?? '') : `one of ${formatNames(titles)}`;
}
