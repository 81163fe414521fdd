import { findKind, referencesOf } from '@k8s-blocks/manifest';
import fc from 'fast-check';
import type { KubernetesObject, Layer, LayerFile, PinnedValue } from '../../src/index.ts';
import { clusterObjects } from './cluster-objects.ts';
import { customObjects } from './custom-objects.ts';
import { type Edit, edited, type Fresh, leavesOf } from './edit.ts';
import { type Marked, NAMESPACE, type Names, names, PREFIX, SUFFIX, unmarked } from './names.ts';
import { namespacedObjects } from './namespaced-objects.ts';
import { type OddIngredient, oddIngredient } from './odd-ingredients.ts';
import * as pods from './pods.ts';
import { shaped } from './shape.ts';
import { annotationKey, image, key, number, port, protocol, text, word } from './values.ts';
import { workloads } from './workloads.ts';

type Files = Readonly<Record<string, LayerFile>>;

/** A base and an overlay of one service. */
export interface RandomService {
  readonly base: Layer;
  readonly staging: Layer;
  /** The odd ingredient that it has, or `nothing odd`. */
  readonly odd: string;
}

const anyObject = fc.oneof(
  { arbitrary: fc.oneof(...workloads), weight: 3 },
  { arbitrary: fc.oneof(...namespacedObjects), weight: 4 },
  { arbitrary: fc.oneof(...clusterObjects), weight: 2 },
  { arbitrary: fc.oneof(...customObjects), weight: 2 },
) as fc.Arbitrary<KubernetesObject>;

const anyObjects = fc.array(anyObject, { minLength: 2, maxLength: 5 });

/** What an edit may put into the list, or under the key, of each name. */
const fresh: fc.Arbitrary<Fresh> = fc.record({
  entries: fc.record({
    containers: pods.container,
    initContainers: pods.container,
    env: pods.envEntry,
    envFrom: pods.envFromEntry,
    volumes: pods.volume,
    volumeMounts: pods.volumeMount,
    tolerations: pods.toleration,
    hostAliases: pods.hostAlias,
    containerPorts: pods.containerPort,
    ports: shaped({ port, 'name?': word, 'protocol?': protocol }),
    command: text,
    list: text,
    hostnames: word,
    subjects: shaped({ kind: 'User', name: text, apiGroup: 'rbac.authorization.k8s.io' }),
  }),
  image,
  key,
  labelKey: annotationKey,
  text,
  number,
});

const edit: fc.Arbitrary<Edit> = fc.record({
  what: fc.constantFrom('change', 'change', 'add', 'remove', 'replace'),
  object: fc.nat(),
  choice: fc.nat(),
  at: fc.constantFrom(0, 0.5, 1),
  fresh,
});

/** How an environment differs from base: by a few edits, objects that it lacks or has more, or, rarely, in everything. */
const change = fc.record({
  edits: fc.array(edit, { minLength: 1, maxLength: 6 }),
  lacking: onceIn(4, fc.nat(8)),
  more: onceIn(4, anyObject),
  others: onceIn(10, anyObjects),
});

/** What stands around names in an environment. */
const AFFIXES = [
  { prefix: '', suffix: '' },
  { prefix: '', suffix: '-staging' },
  { prefix: 'stg-', suffix: '' },
  { prefix: 'eu.', suffix: '-staging' },
] as const;

/** Keys that single objects have too. */
const commonLabels = fc.dictionary(fc.constantFrom('example.com/part-of', 'A', 'E-f'), fc.constantFrom('x', 'z'), {
  maxKeys: 2,
  noNullPrototype: true,
});
const commonAnnotations = fc.dictionary(fc.constantFrom('version', 'team', 'A'), text, {
  maxKeys: 2,
  noNullPrototype: true,
});

const content = fc.record({
  objects: anyObjects,
  companions: fc.array(fc.nat(), { maxLength: 3 }),
  change,
  odd: onceIn(2, oddIngredient),
  labels: fc.tuple(mostlyNone(commonLabels), mostlyNone(commonLabels)),
  annotations: fc.tuple(mostlyNone(commonAnnotations), mostlyNone(commonAnnotations)),
  affixes: fc.constantFrom(...AFFIXES),
  elsewhere: fc.constantFrom('kube-system', 'monitoring', 'default', NAMESPACE),
  version: fc.constantFrom('v1', 'v2'),
  isInOtherNamespace: fc.boolean(),
  pinned: fc.array(fc.record({ object: fc.nat(), leaf: fc.nat() }), { maxLength: 2 }),
  names,
});

/** A service whose objects are of many kinds, and refer to each other. */
export const randomService: fc.Arbitrary<RandomService> = content.map(
  ({ labels, annotations, odd, pinned, ...more }) => {
    const before = objectsOfBase(more, odd);
    const base = layerOf(filesOf(before), namesInBase(more));
    const after = filesOf(changed(before, more.change, more.names));
    const staging = layerOf(more.change.edits.reduce(edited, after), namesInStaging(more));
    return {
      base: { ...base, labels: labels[0], annotations: annotations[0] },
      staging: {
        ...staging,
        baseNamespace: base.namespace,
        labels: { ...labels[0], ...labels[1] },
        annotations: { ...annotations[0], ...annotations[1] },
        pinned: pinned.flatMap(({ object, leaf }) => pinnedIn(staging.files, object, leaf)),
      },
      odd: odd?.name ?? 'nothing odd',
    };
  },
);

type Content = typeof content extends fc.Arbitrary<infer T> ? T : never;

function objectsOfBase(
  { objects, companions, names }: Pick<Content, 'objects' | 'companions' | 'names'>,
  odd: OddIngredient | undefined,
): readonly KubernetesObject[] {
  const oddObjects = (odd?.objects ?? []) as readonly KubernetesObject[];
  const referredTo = odd?.isReferredTo === true ? companionsOf(oddObjects, [0]) : companionsOf(objects, companions);
  const all = [...distinct([...objects, ...referredTo], names), ...oddObjects];
  return odd?.change === undefined ? all : all.map(odd.change);
}

function namesInBase({ names }: Pick<Content, 'names'>): Marked {
  return { namespace: 'tag0-space', prefix: '', suffix: '', elsewhere: 'kube-system', version: 'v2', names };
}

function namesInStaging(content: Omit<Content, 'labels' | 'annotations' | 'odd' | 'pinned'>): Marked {
  const { affixes, elsewhere, version, names, isInOtherNamespace } = content;
  return { namespace: isInOtherNamespace ? 'tag0-staging' : 'tag0-space', ...affixes, elsewhere, version, names };
}

/** The service as one that shares no names with those of other numbers. */
export function numbered<T>(service: T, number: number): T {
  return JSON.parse(JSON.stringify(service).replaceAll('tag0', `tag${number}`));
}

function onceIn<T>(times: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: times - 1 }, { arbitrary: value, weight: 1 });
}

function mostlyNone(values: fc.Arbitrary<Record<string, string>>): fc.Arbitrary<Record<string, string>> {
  return fc.oneof({ arbitrary: fc.constant({}), weight: 1 }, { arbitrary: values, weight: 1 });
}

interface Change {
  readonly lacking?: number | undefined;
  readonly more?: KubernetesObject | undefined;
  readonly others?: readonly KubernetesObject[] | undefined;
}

function changed(objects: readonly KubernetesObject[], change: Change, names: Names): readonly KubernetesObject[] {
  const { lacking, more, others } = change;
  if (others !== undefined) return distinct(others, names);
  const kept = objects.filter((_, index) => index !== lacking);
  return more === undefined || kept.some((each) => idOf(each, names) === idOf(more, names)) ? kept : [...kept, more];
}

/** Objects that others refer to, so that many references lead somewhere. */
function companionsOf(objects: readonly KubernetesObject[], choices: readonly number[]): readonly KubernetesObject[] {
  const targets = objects.flatMap(referencesOf).flatMap(({ to: { group, kind, name } }) => {
    const version = findKind({ group, kind })?.versions[0] ?? 'v1';
    const apiVersion = group === '' ? version : `${group}/${version}`;
    const bareName = name.replace(PREFIX, '').replace(SUFFIX, '');
    return bareName.startsWith('@{') ? [{ apiVersion, kind, metadata: { name: bareName } }] : [];
  });
  return choices.flatMap((choice) => targets[choice % targets.length] ?? []);
}

/** Of the objects that are equal in kind and name the first. */
function distinct(objects: readonly KubernetesObject[], names: Names): readonly KubernetesObject[] {
  return [...new Map(objects.toReversed().map((object) => [idOf(object, names), object])).values()].toReversed();
}

function idOf({ apiVersion, kind, metadata }: KubernetesObject, names: Names): string {
  const name = unmarked(metadata?.name, { namespace: '', prefix: '', suffix: '', elsewhere: '', version: '', names });
  return JSON.stringify([apiVersion.split('/')[0], kind, name]);
}

/** The objects in one file a kind. */
function filesOf(objects: readonly KubernetesObject[]): Files {
  const files: Record<string, { objects: KubernetesObject[] }> = {};
  for (const object of objects) {
    const file = `a-${object.kind.toLowerCase()}.yaml`;
    files[file] ??= { objects: [] };
    files[file].objects.push(object);
  }
  return files;
}

function layerOf(files: Files, marked: Marked): Layer {
  return {
    namespace: marked.namespace,
    namePrefix: marked.prefix,
    nameSuffix: marked.suffix,
    files: unmarked(files, marked),
  };
}

function pinnedIn(files: Files, object: number, leaf: number): PinnedValue[] {
  const all = Object.entries(files).flatMap(([file, { objects }]) =>
    objects.map((each, index) => ({ file, index, each })),
  );
  const found = all[object % all.length];
  const leaves = found === undefined ? [] : leavesOf(found.each);
  const path = leaves[leaf % leaves.length];
  return found === undefined || path === undefined ? [] : [{ file: found.file, index: found.index, path }];
}
