import type { KubernetesVersion } from '@k8s-blocks/manifest';
import type { ValueType } from '../schema/schema.ts';
import { formViolations } from '../value-form.ts';
import { belowMinimum, notSupported, outOfRange, type ViolationCode, type Violations } from '../violation.ts';
import { EMPTY_IS_REFUSED, NOT_JUDGED } from './enumerations-measured.ts';
import { OTHERS_ARE_INVALID, SUPPORTED } from './field-values-measured.ts';
import { NUMBER_RANGES } from './number-ranges-measured.ts';
import { VALUE_FORMS } from './value-forms-measured.ts';

/** Where a value stands, and the version of Kubernetes for which it is judged. */
export interface Place {
  readonly path: string;
  readonly kubernetes: KubernetesVersion;
}

type Scalar = Extract<ValueType, { readonly is: 'scalar' }>;

/**
 * What is wrong with a value that has no fields: it is none of its enumeration, not of the form of its field, or outside its range.
 *
 * @param fullName of the field: `core/v1.ServiceSpec.ports`.
 */
export function scalarViolations(
  value: unknown,
  type: Scalar,
  { path, kubernetes }: Place,
  fullName: string,
): Violations {
  if (typeof value === 'string') {
    const values = type.values ?? SUPPORTED.get(fullName);
    if (values !== undefined) return enumerationViolations(value, values, path, fullName);
  }
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  const measured = VALUE_FORMS.get(fullName);
  if (measured !== undefined)
    return value === '' && !measured.empty ? [] : formViolations(path, value, measured.form, kubernetes);
  return typeof value === 'number' ? rangeViolations(value, path, fullName) : [];
}

function enumerationViolations(value: string, values: readonly string[], path: string, fullName: string): Violations {
  if (NOT_JUDGED.has(fullName) || (value === '' && !EMPTY_IS_REFUSED.has(fullName))) return [];
  return notSupported(path, value, values, codeOfOthers(fullName));
}

function rangeViolations(value: number, path: string, fullName: string): Violations {
  const [least, greatest] = NUMBER_RANGES.get(fullName) ?? [-Infinity, Infinity];
  return greatest === Infinity ? belowMinimum(path, value, least) : outOfRange(path, value, least, greatest);
}

function codeOfOthers(fullName: string): ViolationCode {
  return OTHERS_ARE_INVALID.has(fullName) ? 'FieldValueInvalid' : 'FieldValueNotSupported';
}
