/** What is wrong with a field of a custom resource. */
export interface ResourceViolation {
  /**
   * The type of the cause that an API server gives, and `UnknownField`, which it says in words only.
   *
   * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/types.go
   */
  readonly code: ViolationCode;
  /** The path of the field: `spec.rules[0].name`. */
  readonly field: string;
  /** What is wrong, as a sentence that quotes the value. */
  readonly problem: string;
  /** What would be right. */
  readonly remedy: string;
}

/** See {@link ResourceViolation.code}. */
export type ViolationCode =
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueRequired'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueTypeInvalid'
  | 'UnknownField';

/** A rule in CEL, or a pattern, that was not judged, since it cannot be parsed or evaluated here. */
export interface UnjudgedRule {
  /** The field that it is about. */
  readonly field: string;
  /** As it is written. */
  readonly rule: string;
  /** Where it stands in the schema of the version: `properties.spec.x-kubernetes-validations[0]`. */
  readonly path: string;
  /** Why, as a sentence. */
  readonly why: string;
}

/** A value as it may be shown in a message about a field. */
export type Quote = (field: string, value: unknown) => string;

/** The path of a field in the object or map at a path. */
export function inPath(path: string, step: string): string {
  return path === '' ? step.replace(/^\./, '') : path + step;
}
