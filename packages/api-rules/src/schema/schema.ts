/** How the API server reads a value that holds no further fields. */
export type ScalarType =
  | 'string'
  | 'boolean'
  | 'int32'
  | 'int64'
  | 'number'
  | 'quantity'
  | 'intOrString'
  | 'time'
  | 'microTime'
  | 'bytes'
  | 'any';

/** The type of a value: a scalar, a list, a map with free keys, or a struct with known fields. */
export type ValueType =
  | {
      readonly is: 'scalar';
      readonly scalar: ScalarType;
      /** The values of an enumeration; absent if it is none, or its values are not known. */
      readonly values?: readonly string[];
    }
  | {
      readonly is: 'list';
      readonly of: ValueType;
      /** The fields that tell the entries apart; none if the entries themselves differ; absent if they may be equal. */
      readonly keys?: readonly string[];
    }
  | { readonly is: 'map'; readonly of: ValueType }
  | { readonly is: 'struct'; readonly struct: Struct };

/** A type with known fields. */
export interface Struct {
  readonly name: string;
  /** The name with the version of the API group that has the type: `core/v1.Container`. */
  readonly fullName: string;
  readonly fields: ReadonlyMap<string, Field>;
}

/** One field of a struct. */
export interface Field {
  readonly type: ValueType;
  /** The only one of the judged Kubernetes versions that knows the field; absent if all do. */
  readonly onlyIn?: string;
  /** Whether the documents of the API say that it must be there. */
  readonly required?: true;
  /** What the server takes it for where it is absent, if that is a text. */
  readonly fallback?: string;
}
