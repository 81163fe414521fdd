import type { FieldPath } from './field-path.ts';
import { isCollection } from './fields.ts';

/**
 * Visits the value and everything in it, from the outside in. An object that occurs several times (an alias of YAML, a cycle)
 * is visited once: nested aliases can stand for exponentially many values.
 *
 * @param visit gets the value and its path. The path is one list that changes with each call: copy it to keep it.
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
