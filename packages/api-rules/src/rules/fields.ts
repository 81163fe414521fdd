import type { Decoded } from '../schema/decode.ts';
import type { Violations } from '../violation.ts';

/**
 * The fields of an object exist, and their values are of the right types. Names of fields are case-sensitive. If a value is of
 * a wrong type, no other rule judges the object, as an API server would not either.
 *
 * @example
 * spec:
 *   replicas: "2" # a string, not an integer
 *   minreadySeconds: 5 # no such field: minReadySeconds
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export function* fieldViolations({ mistyped, unknown }: Decoded): Violations {
  yield* mistyped;
  yield* unknown;
}
