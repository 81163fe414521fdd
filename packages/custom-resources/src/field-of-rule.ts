import { formatStep } from '@k8s-blocks/manifest';

/** A step of a `fieldPath`: `.name`, or `['a key']` with escapes. */
const STEP = /\.([^.[]+)|\['((?:[^'\\]|\\.)*)'\]/g;

/** The `fieldPath` of a rule as the end of the path of a field: `.spec['a/b']` is `.spec["a/b"]`. */
export function fieldOfRule(fieldPath: string): string {
  return Array.from(fieldPath.matchAll(STEP), ([, name, quoted = '']) =>
    formatStep(name ?? quoted.replace(/\\(.)/g, '$1')),
  ).join('');
}
