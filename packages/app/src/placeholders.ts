import type { KubernetesObject, Layer } from '@k8s-blocks/kustomize';
import type { Problem } from '@k8s-blocks/refusal';

/** What stands in a Secret that is committed. */
const PLACEHOLDER = /^REPLACE_WITH_[A-Z0-9_]+$/;

/** A Secret that is emitted is committed: every value of it must be a placeholder. */
export function realSecrets(layer: Layer): Problem[] {
  return Object.entries(layer.files).flatMap(([file, { objects }]) =>
    objects.flatMap((object) => secretProblems(file, object)),
  );
}

/** The values of an object that are none for a repository: none, unless it is a Secret. */
export function secretProblems(file: string, object: KubernetesObject): Problem[] {
  if (object.kind !== 'Secret') return [];
  const place = { file, object: `Secret ${object.metadata?.name}` };
  return [...problemsOf(object, 'stringData', place), ...problemsOf(object, 'data', place)];
}

function problemsOf(object: object, field: 'stringData' | 'data', place: Pick<Problem, 'file' | 'object'>): Problem[] {
  const values: unknown = (object as Readonly<Record<string, unknown>>)[field];
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([key, value]) => {
    if (field === 'stringData' && PLACEHOLDER.test(String(value))) return [];
    // The value itself is not repeated: if it is a real one, it must not end up in a log.
    const problem = 'The value is not a placeholder, and would be committed.';
    const remedy =
      'Write a placeholder such as REPLACE_WITH_REAL_KEY into stringData, and provide the real Secret in the cluster.';
    return [{ ...place, field: `${field}.${key}`, problem, remedy }];
  });
}
