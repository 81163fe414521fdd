import { type FieldPath, type Fields, fieldsOf, isFields, listOf, textOf } from '@k8s-blocks/manifest';

const TEXT: Fields = { type: 'string' };
const OBJECT_FIELDS: Fields = {
  apiVersion: TEXT,
  kind: TEXT,
  metadata: { type: 'object', properties: { name: TEXT, generateName: TEXT } },
};

/**
 * One node of the schema in a CustomResourceDefinition: what may stand in a field. Its children are read when they are asked
 * for: schemas have thousands of nodes, and an object meets few of them.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export class Schema {
  /** The node as it is written. */
  readonly raw: Fields;
  /** Where it stands in the schema of the version: `["properties", "spec"]`. */
  readonly path: FieldPath;
  /** `object`, `array`, `string`, `integer`, `number` or `boolean`; undefined if any is right. */
  readonly type: string | undefined;
  readonly isIntOrString: boolean;
  readonly isNullable: boolean;
  readonly preservesUnknownFields: boolean;
  /** Whether its value is an object of Kubernetes, with apiVersion, kind and metadata. */
  readonly isEmbeddedResource: boolean;
  /** The format of a text or number, as it is written; also one that a server does not check. */
  readonly format: string;
  readonly listType: 'atomic' | 'set' | 'map';
  /** The fields that tell the entries of a list of type `map` apart. */
  readonly listMapKeys: readonly string[];
  readonly required: readonly string[];
  readonly default: unknown;
  #properties: ReadonlyMap<string, Schema> | undefined;
  #withObjectFields: Schema | undefined;
  readonly #children = new Map<string, Schema | undefined>();
  readonly #lists = new Map<string, readonly Schema[]>();

  constructor(raw: Fields, path: FieldPath = []) {
    this.raw = raw;
    this.path = path;
    this.type = textOf(raw.type);
    this.isIntOrString = raw['x-kubernetes-int-or-string'] === true;
    this.isNullable = raw.nullable === true;
    this.preservesUnknownFields = raw['x-kubernetes-preserve-unknown-fields'] === true;
    this.isEmbeddedResource = raw['x-kubernetes-embedded-resource'] === true;
    this.format = textOf(raw.format) ?? '';
    const listType = raw['x-kubernetes-list-type'];
    this.listType = listType === 'set' || listType === 'map' ? listType : 'atomic';
    this.listMapKeys = textsIn(raw['x-kubernetes-list-map-keys']);
    this.required = textsIn(raw.required);
    this.default = raw.default ?? undefined;
  }

  /** Whether it has fields of its own: a map with free keys has none. */
  get hasProperties(): boolean {
    return isFields(this.raw.properties);
  }

  /** The schemas of its fields. */
  get properties(): ReadonlyMap<string, Schema> {
    this.#properties ??= new Map(
      Object.entries(fieldsOf(this.raw.properties)).map(([name, each]) => [
        name,
        new Schema(fieldsOf(each), [...this.path, 'properties', name]),
      ]),
    );
    return this.#properties;
  }

  /** The schema of the values of a map with free keys. */
  get additionalProperties(): Schema | undefined {
    return this.#child('additionalProperties');
  }

  /** Whether a map with free keys may hold anything. */
  get allowsAdditionalProperties(): boolean {
    const { additionalProperties } = this.raw;
    return additionalProperties === true || isFields(additionalProperties);
  }

  /** The schema of the entries of a list. */
  get items(): Schema | undefined {
    return this.#child('items');
  }

  get not(): Schema | undefined {
    return this.#child('not');
  }

  /** The schemas of which all, at least one, or exactly one must fit. */
  combined(how: 'allOf' | 'anyOf' | 'oneOf'): readonly Schema[] {
    const known = this.#lists.get(how);
    if (known !== undefined) return known;
    const schemas = listOf(this.raw[how]).map((each, index) => new Schema(fieldsOf(each), [...this.path, how, index]));
    this.#lists.set(how, schemas);
    return schemas;
  }

  /** The schema of a field of an object, or of a key of a map; undefined if there is no such field. */
  field(name: string): Schema | undefined {
    return this.properties.get(name) ?? this.additionalProperties;
  }

  /** The same with the fields of every object that rules may use: apiVersion, kind, and the name in metadata. */
  get withObjectFields(): Schema {
    this.#withObjectFields ??= new Schema(
      { ...this.raw, properties: { ...fieldsOf(this.raw.properties), ...OBJECT_FIELDS } },
      this.path,
    );
    return this.#withObjectFields;
  }

  #child(name: string): Schema | undefined {
    if (!this.#children.has(name)) {
      const raw = this.raw[name];
      this.#children.set(name, isFields(raw) ? new Schema(raw, [...this.path, name]) : undefined);
    }
    return this.#children.get(name);
  }
}

function textsIn(value: unknown): readonly string[] {
  return listOf(value).flatMap((each) => (typeof each === 'string' ? [each] : []));
}
