import {
  type FieldPath,
  formatPath,
  formatReference,
  HIDDEN,
  isFields,
  keyOf,
  type ObjectReference,
  ownField,
  quote,
  referenceOf,
} from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';

/** How many differing fields of one object are named. */
const MAX_FIELDS = 5;

const REMEDY = 'Emit the app again. If nothing changes then, it is a fault of k8s-blocks: report it, with both values.';

/**
 * How the objects that Kustomize built differ from those that the app says, value by value. The order of keys does not count,
 * that of lists does.
 *
 * @param wanted the objects as the cluster is to hold them: {@link finalObjects}.
 * @param built the parsed documents of a build.
 * @returns none if they are the same. Values of Secrets are not shown.
 */
export function buildDifferences(wanted: readonly unknown[], built: readonly unknown[]): readonly Problem[] {
  const [wantedByKey, builtByKey] = [byKey(wanted), byKey(built)];
  const missing = [...wantedByKey].filter(([key]) => !builtByKey.has(key));
  const extra = [...builtByKey].filter(([key]) => !wantedByKey.has(key));
  return [
    ...missing.map(([, { reference }]) => problemOf(reference, 'The app says it, and Kustomize does not build it.')),
    ...extra.map(([, { reference }]) => problemOf(reference, 'Kustomize builds it, and the app does not say it.')),
    ...[...wantedByKey].flatMap(([key, { object, reference }]) => {
      const other = builtByKey.get(key);
      return other === undefined ? [] : fieldProblems(object, other.object, reference);
    }),
  ];
}

interface IdentifiedObject {
  readonly object: unknown;
  readonly reference: ObjectReference;
}

/** Objects by their identity. A document without one is by its position, so that it is never the same as another. */
function byKey(objects: readonly unknown[]): ReadonlyMap<string, IdentifiedObject> {
  return new Map(
    objects.map((object, index) => {
      const reference = referenceOf(object) ?? { group: '', kind: 'a document', name: `${index}` };
      return [keyOf(reference), { object, reference }];
    }),
  );
}

function fieldProblems(wanted: unknown, built: unknown, reference: ObjectReference): readonly Problem[] {
  const isSecret = reference.kind === 'Secret' && reference.group === '';
  return differences(wanted, built, [])
    .slice(0, MAX_FIELDS)
    .map(({ path, says, builds }) => {
      const isHidden = isSecret && (path[0] === 'data' || path[0] === 'stringData');
      const shown = (value: unknown) => (isHidden && value !== undefined ? HIDDEN : formatValue(value));
      const problem = `The app says ${shown(says)}, and Kustomize builds ${shown(builds)}.`;
      return { ...problemOf(reference, problem), field: formatPath(path) };
    });
}

interface Difference {
  readonly path: FieldPath;
  readonly says: unknown;
  readonly builds: unknown;
}

function differences(says: unknown, builds: unknown, path: FieldPath): readonly Difference[] {
  if (says === builds) return [];
  if (isFields(says) && isFields(builds)) {
    const keys = new Set([...Object.keys(says), ...Object.keys(builds)]);
    return [...keys].flatMap((key) => differences(ownField(says, key), ownField(builds, key), [...path, key]));
  }
  if (Array.isArray(says) && Array.isArray(builds) && says.length === builds.length) {
    return says.flatMap((entry, index) => differences(entry, builds[index], [...path, index]));
  }
  return [{ path, says, builds }];
}

function problemOf(reference: ObjectReference, problem: string): Problem {
  return { object: formatReference(reference, { withNamespace: true }), problem, remedy: REMEDY };
}

function formatValue(value: unknown): string {
  return value === undefined ? 'nothing' : quote(value);
}
