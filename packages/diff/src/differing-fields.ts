import { isDeepStrictEqual } from 'node:util';
import { formatStep, isFields, ownField } from '@k8s-blocks/manifest';

/** If more fields than this differ in a map or list, the path of the map or list is returned instead of theirs. */
const MAX_FIELDS = 1000;

/**
 * The paths of the fields in which two values differ, as deep as possible: `spec.template.spec.containers[0].image`. Of
 * lists of different lengths, and of maps and lists in which more than a thousand fields differ, their own path.
 *
 * @param path the path of the two values in their objects.
 * @param levels how many levels below `path` to descend. Default: all.
 */
export function differingFields(
  before: unknown,
  after: unknown,
  path: string,
  levels = Number.POSITIVE_INFINITY,
): readonly string[] {
  const steps = levels > 0 ? stepsBelow(before, after) : undefined;
  if (steps === undefined) return isDeepStrictEqual(before, after) ? [] : [path];
  const found: string[] = [];
  for (const [step, old, wanted] of steps) {
    found.push(...differingFields(old, wanted, `${path}${step}`, levels - 1));
    if (found.length > MAX_FIELDS) return [path];
  }
  return found;
}

type Step = readonly [step: string, before: unknown, after: unknown];

/** The entries of two lists of the same length, or of two maps, side by side; undefined if they are neither. */
function stepsBelow(before: unknown, after: unknown): Iterable<Step> | undefined {
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.map((each, index): Step => [formatStep(index), each, after[index]]);
  }
  if (!isFields(before) || !isFields(after)) return undefined;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].map((key): Step => [formatStep(key), ownField(before, key), ownField(after, key)]);
}
