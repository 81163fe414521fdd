import type { LocatedObject } from '@k8s-blocks/findings';
import {
  type Fields,
  fieldsOf,
  formatReference,
  isFields,
  isSecret,
  nonEmptyTextOf,
  type ObjectReference,
  redactSecret,
  referenceOf,
  textOf,
} from '@k8s-blocks/manifest';

/** An object as it was built, and what to call it. */
export interface BuiltObject {
  /** apiVersion and kind: `apps/v1 Deployment`. */
  readonly type: string;
  readonly kind: string;
  readonly name: string;
  /** Absent for objects of the whole cluster. */
  readonly namespace?: string;
  /** What it is in the cluster. */
  readonly reference: ObjectReference;
  /** The reference as it is shown: `Deployment connector in agent-runtime`. */
  readonly title: string;
  /** The object as it was read, and where. */
  readonly located: LocatedObject;
  /** Its fields; of a Secret as they may be shown, so that no rule can quote a value. */
  readonly fields: Fields;
  /** Of a Secret, its fields with their values: to be asked about, and never quoted. */
  readonly secret?: Fields;
  /** The keys of its data, of a ConfigMap or Secret. */
  readonly dataKeys: ReadonlySet<string>;
}

/** The objects of what was built, those in Lists too. Values without a kind and a name are passed over. */
export function builtObjects(objects: readonly LocatedObject[]): BuiltObject[] {
  return objects.flatMap((located) => objectsIn(located.object, located));
}

function objectsIn(value: unknown, located: LocatedObject): BuiltObject[] {
  if (!isFields(value)) return [];
  const { kind, items, apiVersion } = value;
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
    return items.flatMap((item) => objectsIn(item, located));
  }
  const reference = referenceOf(value);
  if (reference === undefined) return [];
  const { group: _, ...named } = reference;
  const shown = isSecret(value) ? { fields: redactSecret(value), secret: value } : { fields: value };
  const type = `${textOf(apiVersion) ?? ''} ${named.kind}`;
  const title = formatReference(reference, { withNamespace: true });
  return [{ type, ...named, reference, title, located, ...shown, dataKeys: dataKeysOf(shown.fields) }];
}

function dataKeysOf({ data, stringData, binaryData }: Fields): ReadonlySet<string> {
  return new Set([data, stringData, binaryData].flatMap((each) => Object.keys(fieldsOf(each))));
}

/** Whether an object says which namespace it is in. Without one it is in that to which it is applied. */
export function namesNamespace({ fields }: BuiltObject): boolean {
  return nonEmptyTextOf(fieldsOf(fields.metadata).namespace) !== undefined;
}
