import type { IStorageClass } from 'kubernetes-models/storage.k8s.io/v1/StorageClass';
import type { Loose } from '../kinds.ts';
import { parameterViolations } from '../storage-parameters.ts';
import { typeRule } from '../type-rule.ts';
import { type FieldViolation, notSupported } from '../violation.ts';

type Terms = NonNullable<Loose<IStorageClass>['allowedTopologies']>;

/**
 * A StorageClass has volumes kept or deleted, parameters that a server can hold, and topologies that differ and say something.
 *
 * @example
 * apiVersion: storage.k8s.io/v1
 * kind: StorageClass
 * metadata: { name: fast }
 * provisioner: disk.csi.example.com
 * reclaimPolicy: Recycle # Delete or Retain
 *
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
 */
export const storageClass = typeRule<IStorageClass>(
  'storage-class',
  'storage/v1.StorageClass',
  function* ({ reclaimPolicy, parameters, allowedTopologies = [] }) {
    if (reclaimPolicy === 'Recycle') yield* notSupported('reclaimPolicy', reclaimPolicy, ['Delete', 'Retain']);
    yield* parameterViolations(parameters, 'parameters');
    yield* topologyViolations(allowedTopologies);
  },
);

/** The server takes a term without expressions for one that is there twice. */
function* topologyViolations(terms: Terms): Generator<FieldViolation> {
  const seen = new Set<string>();
  for (const [index, { matchLabelExpressions = [] }] of terms.entries()) {
    const field = `allowedTopologies[${index}].matchLabelExpressions`;
    const text = matchLabelExpressions
      .map(({ key, values = [] }) => `${key}=${[...values].sort()}`)
      .sort()
      .join(';');
    if (matchLabelExpressions.length === 0) {
      const problem = 'The term has no expressions.';
      yield { code: 'FieldValueDuplicate', field, problem, remedy: 'Add an expression, or remove the term.' };
    } else if (seen.has(text)) {
      const problem = 'The term is there twice.';
      yield { code: 'FieldValueDuplicate', field, problem, remedy: 'Remove one of the two.' };
    }
    seen.add(text);
  }
}
