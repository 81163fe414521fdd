import { describe, expect, it } from 'vitest';
import { findingsOf, statefulSet, violatingFields } from '../testing.ts';

describe('the policies of a StatefulSet', () => {
  it('exist', () => {
    expect(
      violatingFields(
        'stateful-set-policies',
        statefulSet({
          podManagementPolicy: 'All',
          updateStrategy: { type: 'Recreate' },
          persistentVolumeClaimRetentionPolicy: { whenScaled: 'Keep' },
        }),
      ),
    ).toEqual([
      'spec.podManagementPolicy',
      'spec.updateStrategy.type',
      'spec.persistentVolumeClaimRetentionPolicy.whenScaled',
    ]);
  });

  it('have a rolling update only with the strategy of that name', () => {
    expect(
      violatingFields(
        'stateful-set-policies',
        statefulSet({ updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 1 } } }),
      ),
    ).toEqual(['spec.updateStrategy.rollingUpdate']);
  });

  it('name a governing Service that there can be', () => {
    expect(violatingFields('stateful-set-policies', statefulSet({ serviceName: 'Shop_1' }))).toEqual([
      'spec.serviceName',
    ]);
  });

  it('that only some clusters read are a warning', () => {
    const updateStrategy = { rollingUpdate: { maxUnavailable: 0 } };
    const findings = findingsOf('stateful-set-policies', statefulSet({ updateStrategy }));
    expect(findings.map(({ severity }) => severity)).toEqual(['warning']);
  });
});
