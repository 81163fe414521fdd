import { describe, expect, it } from 'vitest';
import { core, violatingFields } from '../testing.ts';

describe('the Pod Security labels of a Namespace', () => {
  it('name a level that exists', () => {
    expect(
      violatingFields(
        'namespace-pod-security',
        core('Namespace', { metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'strict' } } }),
      ),
    ).toEqual(['metadata.labels["pod-security.kubernetes.io/enforce"]']);
  });

  it('name a version, or the latest', () => {
    expect(
      violatingFields(
        'namespace-pod-security',
        core('Namespace', {
          metadata: {
            name: 'shop',
            labels: {
              'pod-security.kubernetes.io/warn-version': '1.35',
              'pod-security.kubernetes.io/audit-version': 'latest',
            },
          },
        }),
      ),
    ).toEqual(['metadata.labels["pod-security.kubernetes.io/warn-version"]']);
  });
});
