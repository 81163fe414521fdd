import type { FieldPath } from './field-path.ts';
import { isCollection } from './fields.ts';

/**
 * Calls back for the value and for everything in it, from the outside in. What is met twice (an alias of YAML, a
 * circle) is looked at once: aliases of aliases stand for more than could be walked.
 *
 * @param visit its path is one list that changes with each call: copy what is to be kept.
 */
export function walk(value: unknown, visit: (value: unknown, path: FieldPath) => void): void {
  const seen = new Set<object>();
  const path: (string | number)[] = [];
  const enter = (each: unknown): void => {
    if (!isCollection(each)) {
      visit(each, path);
      return;
    }
    if (seen.has(each)) return;
    seen.add(each);
    visit(each, path);
    for (const [key, inner] of Array.isArray(each) ? each.entries() : Object.entries(each)) {
      path.push(key);
      enter(inner);
      path.pop();
    }
  };
  enter(value);
}
