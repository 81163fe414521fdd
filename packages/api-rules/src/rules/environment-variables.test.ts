import { describe, expect, it } from 'vitest';
import { deploymentOf, violatingFields } from '../testing.ts';

describe('an environment variable', () => {
  it('has a name without "="', () => {
    expect(violatingFields('environment-variables', deploymentOf({ env: [{ name: 'A=B' }, {}] }))).toEqual([
      'pod.containers[0].env[0].name',
      'pod.containers[0].env[1].name',
    ]);
  });

  it('has a value, or comes from somewhere', () => {
    expect(
      violatingFields(
        'environment-variables',
        deploymentOf({ env: [{ name: 'A', value: 'b', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
      ),
    ).toEqual(['pod.containers[0].env[0].valueFrom']);
  });

  it('comes from one place', () => {
    expect(
      violatingFields(
        'environment-variables',
        deploymentOf({
          env: [
            { name: 'A', valueFrom: {} },
            {
              name: 'B',
              valueFrom: { secretKeyRef: { name: 's', key: 'k' }, configMapKeyRef: { name: 's', key: 'k' } },
            },
          ],
        }),
      ),
    ).toEqual(['pod.containers[0].env[0].valueFrom', 'pod.containers[0].env[1].valueFrom']);
  });

  it('comes from a key', () => {
    expect(
      violatingFields(
        'environment-variables',
        deploymentOf({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's' } } }] }),
      ),
    ).toEqual(['pod.containers[0].env[0].valueFrom.secretKeyRef.key']);
  });

  it('comes from a field that can be had', () => {
    expect(
      violatingFields(
        'environment-variables',
        deploymentOf({
          env: [
            { name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } },
            { name: 'B', valueFrom: { fieldRef: { fieldPath: 'spec.replicas' } } },
          ],
        }),
      ),
    ).toEqual(['pod.containers[0].env[1].valueFrom.fieldRef.fieldPath']);
  });

  it('comes from a resource in units of it', () => {
    expect(
      violatingFields(
        'environment-variables',
        deploymentOf({
          env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '2Mi' } } }],
        }),
      ),
    ).toEqual(['pod.containers[0].env[0].valueFrom.resourceFieldRef.divisor']);
  });

  it('comes from a resource in a unit with blanks around it, which the server skips', () => {
    const resourceFieldRef = { resource: 'limits.memory', divisor: ' 1Mi ' };
    expect(
      violatingFields('environment-variables', deploymentOf({ env: [{ name: 'A', valueFrom: { resourceFieldRef } }] })),
    ).toEqual([]);
  });

  it('may be there twice, which the server only warns of', () => {
    expect(violatingFields('environment-variables', deploymentOf({ env: [{ name: 'A' }, { name: 'A' }] }))).toEqual([]);
  });
});
