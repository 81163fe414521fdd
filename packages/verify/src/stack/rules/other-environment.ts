import { fieldsOf, isFields } from '../../reachability/manifest.ts';
import type { StackRule } from '../rule.ts';

/**
 * Nothing is of another environment: no name, label, annotation, image or address has its name as a word. (A variable
 * such as `NODE_ENV: production` has another meaning, and is passed over.)
 */
export const otherEnvironment: StackRule = {
  name: 'other-environment',
  severity: 'error',
  *check({ objects, otherEnvironments = [] }) {
    const others = new Set(otherEnvironments);
    if (others.size === 0) return;
    for (const object of objects) {
      for (const { field, text } of stringsOf(object.fields, '')) {
        const other = text.split(/[^A-Za-z0-9]+/).find((word) => others.has(word));
        const isSetting = text === other && /^data\.|\.env\[\d+\]\.value$/.test(field);
        if (other === undefined || isSetting) continue;
        yield {
          object,
          field,
          problem: `"${text.slice(0, 120)}" is of the environment "${other}".`,
          why: 'What one environment does would reach or change the other.',
          remedy: 'Name the one of this environment.',
        };
      }
    }
  },
};

function stringsOf(value: unknown, field: string): { readonly field: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (Array.isArray(value)) return value.flatMap((each, index) => stringsOf(each, `${field}[${index}]`));
  if (!isFields(value)) return [];
  return Object.entries(fieldsOf(value)).flatMap(([key, each]) => stringsOf(each, field + step(key, field)));
}

function step(key: string, field: string): string {
  if (!/^[\w-]+$/.test(key)) return `["${key}"]`;
  return field === '' ? key : `.${key}`;
}
