import { describe, expect, it } from 'vitest';
import { found, shopWith } from '../testing.ts';

describe('a selector', () => {
  it.each([
    ['Service shop', 'spec.selector', { app: 'shops' }],
    ['PodDisruptionBudget shop', 'spec.selector', { matchLabels: { app: 'shops' } }],
    [
      'NetworkPolicy shop',
      'spec.podSelector',
      { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['shop'] }] },
    ],
  ])('of a %s selects a pod', (name, field, selector) => {
    expect(found('unmatched-selector', shopWith(name, field, selector))).toEqual([`${name} in mall › ${field}`]);
  });
  it('may be empty, and then selects all', () => {
    expect(found('unmatched-selector', shopWith('PodDisruptionBudget shop', 'spec.selector', {}))).toEqual([]);
  });
  it('of a Service may be absent', () => {
    expect(found('unmatched-selector', shopWith('Service shop', 'spec.selector', undefined))).toEqual([]);
  });
  it('of an affinity or a spread selects a pod', () => {
    const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'shops' } } };
    const affinity = {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [term],
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term }],
      },
    };
    const path = 'Deployment shop in mall › pod.affinity.podAntiAffinity';
    expect(found('unmatched-selector', shopWith('Deployment shop', 'pod.affinity', affinity))).toEqual([
      `${path}.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector`,
      `${path}.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.labelSelector`,
    ]);
    expect(
      found('unmatched-selector', shopWith('Deployment shop', 'pod.topologySpreadConstraints', [term])),
    ).toHaveLength(1);
  });
});
