import { atLeast, type Faults, formed, given, oneOf } from '../fault.ts';
import { ruleFor } from '../rule.ts';
import { dnsLabelFault } from '../syntax.ts';

/**
 * The policies of a StatefulSet are some that exist, and its governing Service is named as Services are.
 * See https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/.
 */
export const statefulSetPolicies = ruleFor('stateful-set-policies', 'StatefulSet', function* ({ spec = {} }): Faults {
  const { serviceName = '', persistentVolumeClaimRetentionPolicy: retention = {}, updateStrategy = {} } = spec;
  const { type, rollingUpdate } = updateStrategy;
  if (serviceName !== '') {
    yield* formed('spec.serviceName', dnsLabelFault(serviceName), 'Name the headless Service of the StatefulSet.');
  }
  yield* oneOf('spec.podManagementPolicy', given(spec.podManagementPolicy), ['OrderedReady', 'Parallel']);
  yield* oneOf('spec.updateStrategy.type', given(type), ['RollingUpdate', 'OnDelete']);
  if (type === 'OnDelete' && rollingUpdate !== undefined) {
    const problem = 'The type is "OnDelete", which has no rolling update.';
    const remedy = 'Remove rollingUpdate, or use the type "RollingUpdate".';
    yield { field: 'spec.updateStrategy.rollingUpdate', problem, remedy };
  }
  yield* atLeast('spec.updateStrategy.rollingUpdate.partition', rollingUpdate?.partition, 0);
  for (const field of ['whenDeleted', 'whenScaled'] as const) {
    const place = `spec.persistentVolumeClaimRetentionPolicy.${field}`;
    yield* oneOf(place, given(retention[field]), ['Retain', 'Delete']);
  }
});
