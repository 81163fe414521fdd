import { fieldsOf, formatStep, ONE, parseQuantity } from '@k8s-blocks/manifest';
import { type FieldViolation, quote } from '../violation.ts';

/**
 * The amounts of bytes in a map of resources that are not whole numbers. `400m` of memory is most likely meant to be `400M`: it is
 * two fifths of a byte.
 *
 * @param names the resources that are counted in bytes.
 */
export function fractionalBytes(resources: unknown, names: readonly string[], path: string): FieldViolation[] {
  return Object.entries(fieldsOf(resources)).flatMap(([name, amount]) => {
    const quantity = names.includes(name) ? parseQuantity(amount) : undefined;
    if (quantity === undefined || quantity % ONE === 0n) return [];
    const problem = `${quote(amount)} is not a whole number of bytes.`;
    const remedy = 'Give a whole number: "m" stands for thousandths, "M" and "Mi" for millions.';
    return [{ field: path + formatStep(name), problem, remedy }];
  });
}

/** Those in the requests and limits of a `resources`. */
export function fractionalResources(resources: unknown, names: readonly string[], path: string): FieldViolation[] {
  return ['limits', 'requests'].flatMap((list) => fractionalBytes(fieldsOf(resources)[list], names, `${path}.${list}`));
}
