/** The steps to a value in another: `['items', 0, 'data']`. */
export type Steps = readonly (string | number)[];

/**
 * Calls back for the value and for everything in it, from the outside in. What is met twice (an alias of YAML, a
 * circle) is looked at once: aliases of aliases stand for more than could be walked.
 *
 * @param visit its steps are one list that changes with each call: copy what is to be kept.
 */
export function walk(value: unknown, visit: (value: unknown, steps: Steps) => void): void {
  const seen = new Set<object>();
  const steps: (string | number)[] = [];
  const enter = (each: unknown): void => {
    const isCollection = typeof each === 'object' && each !== null;
    if (isCollection) {
      if (seen.has(each)) return;
      seen.add(each);
    }
    visit(each, steps);
    if (!isCollection) return;
    for (const [key, inner] of Array.isArray(each) ? each.entries() : Object.entries(each)) {
      steps.push(key);
      enter(inner);
      steps.pop();
    }
  };
  enter(value);
}
