import type { FieldPath } from './field-path.ts';
import type { ObjectReference } from './object-reference.ts';

/** A reference from a field of an object to another object, by its name. */
export interface Reference {
  /** The field that holds the name: `spec.template.spec.volumes[0].configMap.name`. */
  readonly path: FieldPath;
  /** The object that is referred to. It need not exist. */
  readonly to: ObjectReference;
  /** The key of the ConfigMap or Secret, empty if the field is missing. Absent if the reference is to the object as a whole. */
  readonly key?: string;
  /** The field that holds the key: `spec.template.spec.volumes[0].configMap.items[1].key`. */
  readonly keyPath?: FieldPath;
  /** The port of the Service that is referred to, by number or name. Absent if none is. */
  readonly port?: number | string;
  /** The field that holds the port; it is absent where the port is the default. */
  readonly portPath?: FieldPath;
  /** Whether the reference is `optional`: the other object may be missing. */
  readonly optional: boolean;
}
