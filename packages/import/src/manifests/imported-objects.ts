import { type Fields, keyOf, type ObjectReference } from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';
import {
  type EnvironmentNaming,
  type IdentifiedObject,
  isAffixed,
  namingOf,
  withoutAffixes,
} from './environment-names.ts';
import { identifiedOnce, unidentified } from './identified-once.ts';
import { plainManifest } from './plain-manifest.ts';
import type { ReadEnvironment } from './read-environments.ts';
import { inUsualOrder } from './usual-order.ts';

/** One object in all environments that have it. */
export interface ImportedObject {
  /** Its identity in base, or as base would have it. */
  readonly reference: ObjectReference;
  /** The object as the cluster is to hold it, by environment; its values of Secrets are placeholders. */
  readonly in: ReadonlyMap<string, Fields>;
}

/** Those of some objects that an environment has. */
export function objectsIn(objects: readonly ImportedObject[], environment: string): Fields[] {
  return objects.map((object) => object.in.get(environment)).filter((each) => each !== undefined);
}

/** An environment of the import. */
export interface ImportedEnvironment extends EnvironmentNaming {
  readonly name: string;
  /** Whether its manifests were given. Base may be made of another environment, and is not deployed then. */
  readonly isGiven: boolean;
}

/** Whether an object is a Namespace, which services share. */
export function isNamespace({ reference: { group, kind } }: ImportedObject): boolean {
  return group === '' && kind === 'Namespace';
}

/** The environments that have an object of a service; those of a Namespace count where it has no others. */
export function environmentsWith(objects: readonly ImportedObject[]): ReadonlySet<string> {
  const own = objects.filter((each) => !isNamespace(each));
  return new Set((own.length === 0 ? objects : own).flatMap((object) => [...object.in.keys()]));
}

/** Whether an environment serves real users, by its name. */
export function isProduction(environment: string): boolean {
  return /^(?:prod|live)/.test(environment);
}

/** What was read, as one object for all environments. */
export interface ImportedObjects {
  /** Base first. */
  readonly environments: readonly ImportedEnvironment[];
  readonly objects: readonly ImportedObject[];
  /** What is other than it was, in sentences. */
  readonly changes: readonly string[];
  /** What is wrong with objects that cannot be imported, since nothing tells them from others. */
  readonly leftOut: readonly Problem[];
}

/**
 * The objects of all environments, each with what it is in every one of them.
 *
 * @param options.namespace the namespace of objects that name none. Default: `default`.
 * @throws Refusal if an environment has an object twice, with other values.
 */
export function importedObjects(
  read: readonly ReadEnvironment[],
  { namespace = 'default' }: { readonly namespace?: string } = {},
): ImportedObjects {
  const changes = new Map<string, number>();
  const plain = read.map(({ name, objects, paths = [] }) => {
    const found = objects.map((object, index) => {
      const made = plainManifest(object, namespace);
      for (const change of made.changes) changes.set(change, (changes.get(change) ?? 0) + 1);
      return { object: inUsualOrder(made.object), path: paths[index] };
    });
    return { name, objects: identifiedOnce(name, found), leftOut: unidentified(name, found) };
  });
  const base = plain.find(({ name }) => name === 'base') ?? barest(plain);
  const environments = plain.map(({ name, objects }) => ({
    name,
    objects,
    isGiven: true,
    ...namingOf(base?.objects ?? [], objects),
  }));
  const all =
    base === undefined || base.name === 'base'
      ? environments
      : [{ ...base, name: 'base', isGiven: false, ...namingOf(base.objects, base.objects) }, ...environments];
  return {
    environments: all.map(({ objects: _, ...environment }) => environment),
    objects: sameObjects(all),
    changes: [...changes].map(([change, count]) => `${count === 1 ? '1 object' : `${count} objects`}: ${change}.`),
    leftOut: plain.flatMap(({ leftOut }) => leftOut),
  };
}

type WithObjects<T> = T & { readonly name: string; readonly objects: readonly IdentifiedObject[] };

/** The environment with the shortest names: the others have a suffix or a prefix. */
function barest<T>(environments: readonly WithObjects<T>[]): WithObjects<T> | undefined {
  const lengthOf = ({ objects }: WithObjects<T>) =>
    objects.reduce((sum, { reference }) => sum + reference.name.length, 0) / Math.max(objects.length, 1);
  return [...environments].sort((one, other) => lengthOf(one) - lengthOf(other))[0];
}

function sameObjects(environments: readonly WithObjects<ImportedEnvironment>[]): ImportedObject[] {
  const found = new Map<string, { reference: ObjectReference; in: Map<string, Fields> }>();
  for (const environment of environments) {
    const { name, objects, namespaces } = environment;
    const inBase = new Map([...namespaces].map(([from, to]) => [to, from]));
    for (const { object, reference } of objects) {
      const own = referenceInBase(reference, environment, inBase);
      const known = found.get(keyOf(own)) ?? { reference: own, in: new Map<string, Fields>() };
      known.in.set(name, object);
      found.set(keyOf(own), known);
    }
  }
  return [...found.values()];
}

/**
 * What an object of an environment is in base.
 *
 * @param namespacesInBase the namespaces of the environment, each with its name in base.
 */
export function referenceInBase(
  reference: ObjectReference,
  naming: EnvironmentNaming,
  namespacesInBase: ReadonlyMap<string, string> = new Map([...naming.namespaces].map(([from, to]) => [to, from])),
): ObjectReference {
  const { group, kind, namespace, name } = reference;
  if (group === '' && kind === 'Namespace') return { group, kind, name: namespacesInBase.get(name) ?? name };
  const bare = isAffixed(reference) ? (withoutAffixes(name, naming) ?? name) : name;
  if (namespace === undefined) return { group, kind, name: bare };
  return { group, kind, namespace: namespacesInBase.get(namespace) ?? namespace, name: bare };
}
