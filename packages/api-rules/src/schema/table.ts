/**
 * The fields of types of the Kubernetes API: a type's name, to the type of fields, to the names of the fields that have
 * it, parted by blanks. `[Container]` is a list of them, `{string}` a map to them.
 */
export type TypeTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** How the API server reads a value that holds no further fields. */
export type ScalarType =
  | 'string'
  | 'boolean'
  | 'int32'
  | 'int64'
  | 'quantity'
  | 'intOrString'
  | 'time'
  | 'bytes'
  | 'any';
