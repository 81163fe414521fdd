import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { claimCombinationViolations } from '../claims.ts';
import type { Loose } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';

type Spec = NonNullable<Loose<IPersistentVolumeClaim>['spec']>;

/**
 * A PersistentVolumeClaim asks for an amount of storage; `ReadWriteOncePod` stands alone among its access modes, and what it is
 * filled from is one source, with its kind and API group.
 *
 * @example
 * apiVersion: v1
 * kind: PersistentVolumeClaim
 * metadata: { name: data }
 * spec:
 *   accessModes: [ReadWriteOncePod, ReadWriteOnce] # one of the two
 *   resources: { requests: { storage: 0Gi } } # more than 0
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export const persistentVolumeClaim = typeRule<IPersistentVolumeClaim>(
  'persistent-volume-claim',
  'core/v1.PersistentVolumeClaim',
  // Those of a StatefulSet are judged by the rule volume-claim-templates.
  ({ spec }, { path }) =>
    spec === undefined || path !== '' ? [] : claimCombinationViolations(judgedSpec(spec), 'spec'),
);

/** The server leaves out a `dataSource` of a kind that it does not know, unless there is a `dataSourceRef` too. */
function judgedSpec(spec: Spec): Spec {
  const { dataSource, ...others } = spec;
  const { kind, apiGroup = '' } = dataSource ?? {};
  const isKnown =
    (kind === 'PersistentVolumeClaim' && apiGroup === '') ||
    (kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io');
  return isKnown || spec.dataSourceRef !== undefined ? spec : others;
}
