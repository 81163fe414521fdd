import { dnsLabelProblem } from '@k8s-blocks/manifest';
import { percentageOf } from '../formats.ts';
import { ruleFor } from '../rule.ts';
import { belowMinimum, invalid, nonEmpty, notSupported, quote, type Violations } from '../violation.ts';

/**
 * The policies of a StatefulSet are valid, and its `serviceName` is a DNS label.
 *
 * @example
 * spec: { podManagementPolicy: All } # OrderedReady or Parallel
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export const statefulSetPolicies = ruleFor(
  'stateful-set-policies',
  'StatefulSet',
  function* ({ spec = {} }): Violations {
    const { serviceName = '', persistentVolumeClaimRetentionPolicy: retention = {}, updateStrategy = {} } = spec;
    const { type, rollingUpdate } = updateStrategy;
    if (serviceName !== '') {
      yield* invalid('spec.serviceName', dnsLabelProblem(serviceName), 'Name the headless Service of the StatefulSet.');
    }
    yield* notSupported(
      'spec.podManagementPolicy',
      nonEmpty(spec.podManagementPolicy),
      ['OrderedReady', 'Parallel'],
      'FieldValueInvalid',
    );
    yield* notSupported('spec.updateStrategy.type', nonEmpty(type), ['RollingUpdate', 'OnDelete'], 'FieldValueInvalid');
    if (type === 'OnDelete' && rollingUpdate !== undefined) {
      const problem = 'The type is "OnDelete", which has no rolling update.';
      const remedy = 'Remove rollingUpdate, or use the type "RollingUpdate".';
      yield { field: 'spec.updateStrategy.rollingUpdate', problem, remedy };
    }
    yield* belowMinimum('spec.updateStrategy.rollingUpdate.partition', rollingUpdate?.partition, 0);
    yield* maxUnavailableViolations(rollingUpdate?.maxUnavailable);
    for (const field of ['whenDeleted', 'whenScaled'] as const) {
      const childPath = `spec.persistentVolumeClaimRetentionPolicy.${field}`;
      yield* notSupported(childPath, nonEmpty(retention[field]), ['Retain', 'Delete']);
    }
  },
);

/** Whether the server reads it or drops it depends on a feature gate, MaxUnavailableStatefulSet. */
function* maxUnavailableViolations(value: number | string | undefined): Violations {
  if (value === undefined) return;
  const amount = typeof value === 'number' ? value : percentageOf(value);
  if (amount !== undefined && amount > 0 && (typeof value === 'number' || amount <= 100)) return;
  const problem = `${quote(value)} is neither a number of pods from 1 nor a percentage from "1%" to "100%".`;
  const why = 'A cluster with the feature gate MaxUnavailableStatefulSet refuses it, others drop it.';
  const field = 'spec.updateStrategy.rollingUpdate.maxUnavailable';
  yield { severity: 'warning', field, problem, remedy: 'Give a number of pods, such as 1.', why };
}
