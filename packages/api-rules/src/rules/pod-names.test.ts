import { describe, expect, it } from 'vitest';
import { deployment, faultyFields } from '../testing.ts';

describe('the names at a pod', () => {
  it('have their form', () => {
    expect(
      faultyFields(
        'pod-names',
        deployment({ serviceAccountName: 'A', priorityClassName: 'a_b', runtimeClassName: '', hostname: 'a.b' }),
      ),
    ).toEqual(['pod.serviceAccountName', 'pod.priorityClassName', 'pod.runtimeClassName', 'pod.hostname']);
  });

  it('do not say its host name twice', () => {
    expect(faultyFields('pod-names', deployment({ hostnameOverride: 'a', setHostnameAsFQDN: true }))).toEqual([
      'pod.hostnameOverride',
    ]);
  });
});
