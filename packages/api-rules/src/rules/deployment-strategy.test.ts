import { describe, expect, it } from 'vitest';
import { deployment, violatingFields } from '../testing.ts';

describe('the strategy of a Deployment', () => {
  it('exists', () => {
    expect(violatingFields('deployment-strategy', deployment({}, { strategy: { type: 'BlueGreen' } }))).toEqual([
      'spec.strategy.type',
    ]);
  });

  it('has a rolling update only if it is one', () => {
    expect(
      violatingFields('deployment-strategy', deployment({}, { strategy: { type: 'Recreate', rollingUpdate: {} } })),
    ).toEqual(['spec.strategy.rollingUpdate']);
  });

  it('can move on', () => {
    expect(
      violatingFields(
        'deployment-strategy',
        deployment({}, { strategy: { rollingUpdate: { maxSurge: '0%', maxUnavailable: 0 } } }),
      ),
    ).toEqual(['spec.strategy.rollingUpdate.maxUnavailable']);
  });

  it('counts pods or gives a percentage', () => {
    expect(
      violatingFields(
        'deployment-strategy',
        deployment({}, { strategy: { rollingUpdate: { maxSurge: 'one', maxUnavailable: '101%' } } }),
      ),
    ).toEqual(['spec.strategy.rollingUpdate.maxSurge', 'spec.strategy.rollingUpdate.maxUnavailable']);
  });
});
