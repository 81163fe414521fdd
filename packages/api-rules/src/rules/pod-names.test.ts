import { describe, expect, it } from 'vitest';
import { deployment, violatingFields } from '../testing.ts';

describe('the names at a pod', () => {
  it('have their form', () => {
    expect(
      violatingFields(
        'pod-names',
        deployment({ serviceAccountName: 'A', priorityClassName: 'a_b', runtimeClassName: '', hostname: 'a.b' }),
      ),
    ).toEqual(['pod.serviceAccountName', 'pod.priorityClassName', 'pod.runtimeClassName', 'pod.hostname']);
  });

  it('do not say its host name twice', () => {
    expect(violatingFields('pod-names', deployment({ hostnameOverride: 'a', setHostnameAsFQDN: true }))).toEqual([
      'pod.hostnameOverride',
    ]);
  });
});
