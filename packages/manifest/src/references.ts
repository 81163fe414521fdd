import { groupOf } from './api-version.ts';
import { type FieldPath, valueAt } from './field-path.ts';
import { type Fields, fieldsOf, isFields, listOf, nonEmptyTextOf, textOf } from './fields.ts';
import { isNamespaced, kindOf } from './kinds.ts';
import type { ObjectReference } from './object-reference.ts';
import { OBJECT_REFERENCES, POD_REFERENCES, type ReferenceField } from './reference-fields.ts';

/** That an object refers to another one by its name. */
export interface Reference {
  /** The field that holds the name: `spec.template.spec.volumes[0].configMap.name`. */
  readonly path: FieldPath;
  /** The object that is meant. It need not exist. */
  readonly to: ObjectReference;
  /** The one key of a ConfigMap or Secret that is meant, empty if it is left out. Absent where all are, or where none is. */
  readonly key?: string;
  /** The field that holds the key: `spec.template.spec.volumes[0].configMap.items[1].key`. */
  readonly keyPath?: FieldPath;
  /** Whether the object says that the other may be missing. */
  readonly optional: boolean;
}

/**
 * The references that an object makes to others by name: of the pods of every kind of workload those to ConfigMaps, Secrets,
 * ServiceAccounts, claims and classes; of other kinds of Kubernetes those of their own. References by label are selectors,
 * and not here. Of an unknown kind, as of a custom resource, none are known.
 *
 * An object of a namespace refers to others of the same namespace, where Kubernetes lets it name no other; one that names no
 * namespace is in `default`. What is in every namespace (the ServiceAccount `default`, the ConfigMap `kube-root-ca.crt`) is
 * referred to like anything else.
 *
 * @param object any value.
 * @returns in the order of the table of fields, and of one field in that of its list.
 */
export function referencesOf(object: unknown): readonly Reference[] {
  const kind = kindOf(object);
  if (kind === undefined) return [];
  const { group, kind: name, scope, podTemplate } = kind;
  const named = nonEmptyTextOf(fieldsOf(fieldsOf(object).metadata).namespace);
  const ownNamespace = scope === 'Cluster' ? undefined : (named ?? 'default');
  const found: Reference[] = [];
  const own = OBJECT_FIELDS.get(group === '' ? name : `${group} ${name}`);
  if (own !== undefined) visit(own, object, [], ownNamespace, found);
  if (podTemplate !== undefined) {
    const path = [...podTemplate, 'spec'];
    visit(POD_FIELDS, valueAt(object, path), path, ownNamespace, found);
  }
  return found;
}

/**
 * Fields that refer to others, by their steps from the outside in: so each level of an object is looked at once, however many
 * of its fields there are.
 */
interface FieldTree {
  readonly below: Map<string, FieldTree>;
  /** Where the field is one that holds a name. */
  name?: NameField;
}

/** A {@link ReferenceField} with its kind looked up. */
interface NameField extends Omit<ReferenceField, 'to'> {
  /** Absent where the reference says it itself. */
  readonly kind: GroupAndKind | undefined;
}

type GroupAndKind = Pick<ObjectReference, 'group' | 'kind'>;

/** The step from a list to each of its entries. */
const EACH = '[]';

const POD_FIELDS = treeOf(POD_REFERENCES);
const OBJECT_FIELDS: ReadonlyMap<string, FieldTree> = new Map(
  Object.entries(OBJECT_REFERENCES).map(([kind, fields]) => [kind, treeOf(fields)]),
);

function treeOf(fields: readonly ReferenceField[]): FieldTree {
  const root: FieldTree = { below: new Map() };
  for (const field of fields) {
    let tree = root;
    for (const step of field.path.replaceAll(EACH, `.${EACH}`).split('.')) {
      const next = tree.below.get(step) ?? { below: new Map() };
      tree.below.set(step, next);
      tree = next;
    }
    tree.name = { ...field, kind: field.to === 'beside' ? undefined : kindIn(field.to) };
  }
  return root;
}

/** @param path where the value is: one list all the way down, since few fields refer to anything. */
function visit(
  tree: FieldTree,
  value: unknown,
  path: (string | number)[],
  namespace: string | undefined,
  found: Reference[],
): void {
  const entries = tree.below.get(EACH);
  if (entries !== undefined) {
    for (const [index, entry] of listOf(value).entries()) {
      path.push(index);
      visit(entries, entry, path, namespace, found);
      path.pop();
    }
    return;
  }
  if (!isFields(value)) return;
  for (const [key, next] of tree.below) {
    if (!Object.hasOwn(value, key)) continue;
    path.push(key);
    if (next.name === undefined) visit(next, value[key], path, namespace, found);
    else for (const reference of referencesIn(next.name, value, [...path], namespace)) found.push(reference);
    path.pop();
  }
}

/**
 * The references of one field that holds a name: none if it is empty, and one for each key that is named.
 *
 * @param beside the field and those beside it.
 */
function referencesIn(
  field: NameField,
  beside: Fields,
  path: FieldPath,
  namespace: string | undefined,
): readonly Reference[] {
  const name = nonEmptyTextOf(beside[String(path.at(-1))]);
  const kind = field.kind ?? kindBeside(field, beside);
  if (name === undefined || kind === undefined) return [];
  const to = targetOf(kind, name, namespaceIn(field, beside) ?? namespace);
  const whole = { path, to, optional: beside.optional === true };
  const around = path.slice(0, -1);
  if (field.keys === 'key') return [{ ...whole, key: textOf(beside.key) ?? '', keyPath: [...around, 'key'] }];
  const items = field.keys === 'items' ? listOf(beside.items) : [];
  if (items.length === 0) return [whole];
  return items.map((item, index) => {
    return { ...whole, key: textOf(fieldsOf(item).key) ?? '', keyPath: [...around, 'items', index, 'key'] };
  });
}

/** The kind in a text such as `storage.k8s.io StorageClass`. */
function kindIn(text: string): GroupAndKind {
  const space = text.indexOf(' ');
  return { group: text.slice(0, Math.max(space, 0)), kind: text.slice(space + 1) };
}

function kindBeside({ defaultGroup = '', notObjects = [] }: NameField, beside: Fields): GroupAndKind | undefined {
  const kind = nonEmptyTextOf(beside.kind);
  if (kind === undefined || notObjects.includes(kind)) return undefined;
  const group = nonEmptyTextOf(beside.apiGroup) ?? groupOf(beside.apiVersion);
  return { group: group === '' ? defaultGroup : group, kind };
}

function namespaceIn({ namespaceBeside }: NameField, beside: Fields): string | undefined {
  return namespaceBeside === true ? nonEmptyTextOf(beside.namespace) : undefined;
}

/** A kind that is not known is taken to be in namespaces where the object itself is, and where a namespace is named. */
function targetOf({ group, kind }: GroupAndKind, name: string, namespace: string | undefined): ObjectReference {
  if (namespace === undefined || isNamespaced({ group, kind }) === false) return { group, kind, name };
  return { group, kind, namespace, name };
}
