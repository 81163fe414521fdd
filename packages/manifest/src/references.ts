import { groupOf } from './api-version.ts';
import { CUSTOM_RESOURCE_REFERENCES } from './custom-resource-fields.ts';
import { type FieldPath, valueAt } from './field-path.ts';
import { type Fields, fieldsOf, integerOf, isFields, listOf, nonEmptyTextOf, textOf } from './fields.ts';
import { isNamespaced, kindOf } from './kinds.ts';
import type { ObjectReference } from './object-reference.ts';
import type { Reference } from './reference.ts';
import { OBJECT_REFERENCES, POD_REFERENCES, type ReferenceField } from './reference-fields.ts';
import { roleReferences } from './role-references.ts';

/**
 * The references of an object to others by name: from the pods of every kind of workload to ConfigMaps, Secrets,
 * ServiceAccounts, claims and classes, and from other kinds of Kubernetes, by the tables of `reference-fields.ts`. Selectors,
 * which refer by label, are not included. Of custom resources the common ones are known, by `custom-resource-fields.ts`.
 *
 * A reference is to the namespace of the object, unless the field can name another one; an object that names no namespace is
 * in `default`. Objects that every namespace has (the ServiceAccount `default`, the ConfigMap `kube-root-ca.crt`) are not
 * left out.
 *
 * @param object any value.
 * @returns in the order of the table of fields, and of one field in that of its list.
 */
export function referencesOf(object: unknown): readonly Reference[] {
  const { apiVersion, kind, metadata } = fieldsOf(object);
  if (typeof kind !== 'string') return [];
  const group = groupOf(apiVersion);
  const type = group === '' ? kind : `${group} ${kind}`;
  const isOfCluster = isNamespaced({ group, kind }) === false;
  const namespace = isOfCluster ? undefined : (nonEmptyTextOf(fieldsOf(metadata).namespace) ?? 'default');
  const found: Reference[] = [];
  const own = OBJECT_FIELDS.get(type);
  if (own !== undefined) visit(own, object, [], namespace, found);
  const podTemplate = kindOf(object)?.podTemplate;
  if (podTemplate !== undefined) {
    const path = [...podTemplate, 'spec'];
    visit(POD_FIELDS, valueAt(object, path), path, namespace, found);
  }
  return ROLES.has(type) ? [...found, ...roleReferences(object, namespace)] : found;
}

const ROLES = new Set(['rbac.authorization.k8s.io Role', 'rbac.authorization.k8s.io ClusterRole']);

/**
 * The tables of fields as a tree of their steps. Hot path: one walk through an object visits each level once, however many
 * fields the tables have.
 */
interface FieldTree {
  readonly below: Map<string, FieldTree>;
  /** Set if the field holds a name. */
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
  Object.entries({ ...OBJECT_REFERENCES, ...CUSTOM_RESOURCE_REFERENCES }).map(([kind, fields]) => [
    kind,
    treeOf(fields),
  ]),
);

function treeOf(fields: readonly ReferenceField[]): FieldTree {
  const root: FieldTree = { below: new Map() };
  for (const field of fields) {
    let tree = root;
    for (const step of stepsOf(field.path)) {
      const next = tree.below.get(step) ?? { below: new Map() };
      tree.below.set(step, next);
      tree = next;
    }
    tree.name = { ...field, kind: field.to === 'beside' ? undefined : kindIn(field.to) };
  }
  return root;
}

/** The steps of a {@link ReferenceField.path}. */
function stepsOf(path: string): readonly string[] {
  return Array.from(path.matchAll(/\[\]|\["([^"]*)"\]|[^.[\]]+/g), ([step, quoted]) => quoted ?? step);
}

/** @param path the path of the value: one list for the whole walk, copied only for the few fields that refer to something. */
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
      if (entries.name === undefined) visit(entries, entry, path, namespace, found);
      else
        for (const reference of referencesIn(entries.name, { [index]: entry }, [...path], namespace))
          found.push(reference);
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
 * The references of one field that holds a name: none if the name is empty, and one for each key beside it.
 *
 * @param beside the map that has the field, and the fields beside it.
 */
function referencesIn(
  field: NameField,
  beside: Fields,
  path: FieldPath,
  namespace: string | undefined,
): readonly Reference[] {
  const name = nonEmptyTextOf(beside[String(path.at(-1))]);
  const kind = field.kind ?? kindBeside(field, beside);
  const isOverruled = field.unless !== undefined && nonEmptyTextOf(beside[field.unless]) !== undefined;
  if (name === undefined || kind === undefined || isOverruled) return [];
  const to = targetOf(kind, name, namespaceIn(field, beside) ?? namespace);
  const around = path.slice(0, -1);
  const whole = { path, to, optional: beside.optional === true, ...portBeside(field, beside, around) };
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

function kindBeside(field: NameField, beside: Fields): GroupAndKind | undefined {
  const { defaultKind, notObjects = [] } = field;
  const named = nonEmptyTextOf(beside.kind);
  const kind = named ?? defaultKind;
  if (kind === undefined || notObjects.includes(kind)) return undefined;
  const group = nonEmptyTextOf(beside.apiGroup) ?? nonEmptyTextOf(beside.group) ?? groupOf(beside.apiVersion);
  return { group: group === '' ? defaultGroupOf(field, named) : group, kind };
}

/** The default group is that of the default kind; where another kind of Kubernetes' core is named, it is that. */
function defaultGroupOf({ defaultGroup = '', defaultKind }: NameField, named: string | undefined): string {
  const isCore = named !== undefined && named !== defaultKind && isNamespaced({ group: '', kind: named }) !== undefined;
  return isCore ? '' : defaultGroup;
}

/** The port of the Service that is referred to, and where it is. */
function portBeside(
  { portBeside: key, defaultPort }: NameField,
  beside: Fields,
  around: FieldPath,
): Pick<Reference, 'port' | 'portPath'> {
  if (key === undefined) return {};
  const port = integerOf(beside[key]) ?? nonEmptyTextOf(beside[key]) ?? defaultPort;
  return port === undefined ? {} : { port, portPath: [...around, key] };
}

function namespaceIn({ namespaceBeside }: NameField, beside: Fields): string | undefined {
  return namespaceBeside === true ? nonEmptyTextOf(beside.namespace) : undefined;
}

/** The reference to the object. If its kind is not one of Kubernetes' own, it is taken for a namespaced one. */
function targetOf({ group, kind }: GroupAndKind, name: string, namespace: string | undefined): ObjectReference {
  if (namespace === undefined || isNamespaced({ group, kind }) === false) return { group, kind, name };
  return { group, kind, namespace, name };
}
