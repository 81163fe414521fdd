import { isDeepStrictEqual } from 'node:util';
import { isFields } from './fields.ts';

/**
 * The paths at which two values differ, as deep as they can be told: `spec.template.spec.containers[0].image`. A list of
 * another length differs as a whole.
 *
 * @param path that of the values themselves.
 */
export function differingFields(before: unknown, after: unknown, path: string): readonly string[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((each, index) => differingFields(each, after[index], `${path}[${index}]`));
  }
  if (!isFields(before) || !isFields(after)) return [path];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => differingFields(before[key], after[key], `${path}${stepTo(key)}`));
}

function stepTo(key: string): string {
  return /^[\w-]+$/.test(key) ? `.${key}` : `["${key}"]`;
}
