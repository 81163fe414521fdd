import {
  type FieldPath,
  type Fields,
  formatPath,
  formatReference,
  HIDDEN,
  isFields,
  isSecret,
  keyOf,
  ownField,
  quote,
  referenceOf,
} from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';

/** How many differing fields of one object are named. */
const MAX_FIELDS = 5;

/** How the objects of a new build differ from the old ones, value by value. The order of keys does not count. */
export function buildDifferences(old: readonly Fields[], built: readonly Fields[]): Problem[] {
  const [before, after] = [byKey(old), byKey(built)];
  const missing = [...before].filter(([key]) => !after.has(key));
  const extra = [...after].filter(([key]) => !before.has(key));
  return [
    ...missing.map(([, object]) => problemOf(object, 'It is not in the new build.')),
    ...extra.map(([, object]) => problemOf(object, 'It is in the new build, and was not there.')),
    ...[...before].flatMap(([key, object]) => {
      const other = after.get(key);
      return other === undefined ? [] : fieldProblems(object, other);
    }),
  ];
}

function byKey(objects: readonly Fields[]): ReadonlyMap<string, Fields> {
  return new Map(
    objects.map((object, index) => {
      const reference = referenceOf(object);
      return [reference === undefined ? `#${index}` : keyOf(reference), object];
    }),
  );
}

function fieldProblems(before: Fields, after: Fields): Problem[] {
  return differences(before, after, [])
    .slice(0, MAX_FIELDS)
    .map(({ path, was, is }) => {
      const isHidden = isSecret(before) && (path[0] === 'data' || path[0] === 'stringData');
      const shown = (value: unknown) => {
        if (value === undefined) return 'nothing';
        return isHidden ? HIDDEN : quote(value);
      };
      return { ...problemOf(before, `It was ${shown(was)}, and is ${shown(is)} now.`), field: formatPath(path) };
    });
}

interface Difference {
  readonly path: FieldPath;
  readonly was: unknown;
  readonly is: unknown;
}

function differences(was: unknown, is: unknown, path: FieldPath): readonly Difference[] {
  if (was === is) return [];
  if (isFields(was) && isFields(is)) {
    const keys = new Set([...Object.keys(was), ...Object.keys(is)]);
    return [...keys].flatMap((key) => differences(ownField(was, key), ownField(is, key), [...path, key]));
  }
  if (Array.isArray(was) && Array.isArray(is) && was.length === is.length) {
    return was.flatMap((entry, index) => differences(entry, is[index], [...path, index]));
  }
  return [{ path, was, is }];
}

function problemOf(object: Fields, problem: string): Problem {
  const reference = referenceOf(object);
  return {
    object: reference === undefined ? 'an object' : formatReference(reference, { withNamespace: true }),
    problem,
  };
}
