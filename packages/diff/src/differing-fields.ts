import { isDeepStrictEqual } from 'node:util';
import { formatStep, isFields, ownField } from '@k8s-blocks/manifest';

/** A map or list in which more fields differ than this differs as a whole. */
const MOST = 1000;

/**
 * The paths at which two values differ, as deep as they can be told: `spec.template.spec.containers[0].image`. A list of
 * another length differs as a whole, and so does that in which a thousand fields differ.
 *
 * @param path that of the values themselves.
 * @param levels how deep they are told. Default: as deep as they go.
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
    if (found.length > MOST) return [path];
  }
  return found;
}

type Step = readonly [step: string, before: unknown, after: unknown];

/** What is in two lists of one length, or in two maps, side by side; nothing if they are neither. */
function stepsBelow(before: unknown, after: unknown): Iterable<Step> | undefined {
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.map((each, index): Step => [formatStep(index), each, after[index]]);
  }
  if (!isFields(before) || !isFields(after)) return undefined;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].map((key): Step => [formatStep(key), ownField(before, key), ownField(after, key)]);
}
