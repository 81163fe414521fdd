/** Changes of the values of right objects to texts and numbers of other forms than they have. */
import { type Fields, formatPath, isFields } from '@k8s-blocks/manifest';
import { changedAt, valuesIn } from './json.ts';

/** Texts each of which some forms of values have, and others have not. */
const TEXTS = [
  ...['a.b', 'a_b', 'a/b', 'a:b', 'A/b', 'a%b', '..', '*', 'é', '0', '1', '1m', '1.5', 'http://a'],
  ...['10.0.0.1', '::1', '10.0.0.0/8'],
  ...[64, 254, 1100].map((length) => 'a'.repeat(length)),
];

/** Numbers beside the bounds that fields have. */
const NUMBERS = [-2_147_483_648, 1, 2, 9, 10, 255, 256, 599, 600, 1800, 1801, 3600, 3601, 65_535, 65_536];

/** Fields that say what the object is. */
const LEFT_OUT = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/** An object with one value of another form, and which, in words. */
export interface OtherForm {
  readonly what: string;
  readonly object: Fields;
}

/** The objects with one value of another form each. Fields that stand in several entries of a list are changed in one of them. */
export function* otherFormsOf(objects: readonly Fields[]): Generator<OtherForm> {
  const seen = new Set<string>();
  for (const object of objects) {
    for (const { path, value } of valuesIn(object)) {
      const title = `${object.apiVersion} ${object.kind} ${formatPath(path)}`;
      const field = title.replace(/\[\d+\]/g, '[]');
      const others = typeof value === 'string' ? TEXTS : typeof value === 'number' ? NUMBERS : [];
      if (others.length === 0 || seen.has(field) || LEFT_OUT.has(String(path[0]))) continue;
      seen.add(field);
      for (const other of others) {
        const changed = changedAt(object, path, other);
        if (isFields(changed)) yield { what: `${title}: ${other}`, object: changed };
      }
    }
  }
}
