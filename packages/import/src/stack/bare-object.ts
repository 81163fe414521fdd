import {
  type FieldPath,
  type Fields,
  fieldsOf,
  isFields,
  isNamespaced,
  keyOf,
  referenceOf,
  referencesOf,
} from '@k8s-blocks/manifest';
import { annotatedPlaces, type Pairs, withoutPairs } from '../manifests/common-metadata.ts';
import { isAffixed, withoutAffixes } from '../manifests/environment-names.ts';
import { type ImportedEnvironment, type ImportedObject, referenceInBase } from '../manifests/imported-objects.ts';

/** What an environment gives to the objects of a service, so that an app does not say it. */
export interface Given {
  readonly environment: ImportedEnvironment;
  /** The namespace of the service there. */
  readonly namespace: string;
  readonly labels: Pairs;
  readonly annotations: Pairs;
  /** The keys of the references of the service's own objects, in base. */
  readonly own: ReadonlySet<string>;
}

/** An object as an app says it: without what its environment gives. */
export function bareObject(object: Fields, given: Given): Fields {
  const bare = withBareReferences(withBareName(object, given), object, given);
  const labelled = withoutPairs(bare, ['metadata', 'labels'], given.labels);
  return annotatedPlaces(labelled).reduce(
    (each, path) => withoutPairs(each, [...path, 'annotations'], given.annotations),
    labelled,
  );
}

function withBareName(object: Fields, { environment, namespace: own }: Given): Fields {
  const reference = referenceOf(object);
  const { metadata } = object;
  if (reference === undefined || !isFields(metadata)) return object;
  const { namespace, ...others } = metadata;
  const name = isAffixed(reference) ? (withoutAffixes(reference.name, environment) ?? reference.name) : reference.name;
  const named = Object.fromEntries(Object.entries(others).map(([key, value]) => [key, key === 'name' ? name : value]));
  const isOwn = namespace === own || namespace === undefined;
  return { ...object, metadata: isOwn ? named : { ...named, namespace } };
}

/** The names of own objects without prefix and suffix, where Kustomize renames them: it knows the kinds of Kubernetes alone. */
function withBareReferences(bare: Fields, object: Fields, { environment, own }: Given): Fields {
  const { prefix, suffix } = environment;
  const reference = referenceOf(object);
  if (prefix + suffix === '' || reference === undefined || isNamespaced(reference) === undefined) return bare;
  return referencesOf(object).reduce((each, { path, to }) => {
    const target = referenceInBase(to, environment);
    const isOwn = target.name !== to.name && own.has(keyOf(target));
    return isOwn ? withValueAt(each, path, target.name) : each;
  }, bare);
}

/** An object with another value at a path. */
export function withValueAt(object: Fields, path: FieldPath, value: unknown): Fields {
  const changed = changedAt(object, path, value);
  return fieldsOf(changed);
}

function changedAt(inside: unknown, [step, ...rest]: FieldPath, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(inside)) {
    return inside.map((each, index) => (index === step ? changedAt(each, rest, value) : each));
  }
  if (!isFields(inside)) return inside;
  return Object.fromEntries(
    Object.entries(inside).map(([key, each]) => [key, key === step ? changedAt(each, rest, value) : each]),
  );
}

/** The forms of an object in the environments of its service; undefined where it is not there. */
export function bareForms(object: ImportedObject, givens: readonly Given[]): Map<string, Fields | undefined> {
  return new Map(
    givens.map((given) => {
      const here = object.in.get(given.environment.name);
      return [given.environment.name, here === undefined ? undefined : bareObject(here, given)];
    }),
  );
}
