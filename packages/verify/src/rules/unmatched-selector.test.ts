import { describe, expect, it } from 'vitest';
import { found, messagesOf, object, shopWith } from '../testing.ts';

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
  it.each([
    { 'statefulset.kubernetes.io/pod-name': 'ledger-1' },
    { 'apps.kubernetes.io/pod-index': '1', app: 'ledger' },
  ])('may be for one pod of a StatefulSet: %j', (selector) => {
    expect(found('unmatched-selector', shopWith('Service ledger', 'spec.selector', selector))).toEqual([]);
    const absent = { ...selector, app: 'other' };
    expect(found('unmatched-selector', shopWith('Service ledger', 'spec.selector', absent))).toHaveLength(1);
  });

  describe('without a map', () => {
    const undeclared = { connections: undefined } as object;
    const metrics = shopWith('Service shop', 'spec.selector', { role: 'metrics' });
    const severityOf = (objects: typeof metrics) =>
      messagesOf('unmatched-selector', objects, undeclared).map((each) => each.split(':')[0]);

    it('is an error beside other pods, and a warning where the build has none', () => {
      expect(severityOf(metrics)).toEqual(['error']);
      expect(severityOf(metrics.filter(({ kind }) => kind !== 'Deployment' && kind !== 'NetworkPolicy'))).toContain(
        'warning',
      );
    });
    it('of a policy is a warning, since what it isolates may be elsewhere', () => {
      const policy = shopWith('NetworkPolicy shop', 'spec.podSelector', { matchLabels: { app: 'cache' } });
      expect(severityOf(policy)).toEqual(['warning']);
    });
    it('is a notice where an operator may make the pods, of a custom resource or by its rights', () => {
      const prometheus = object('monitoring.coreos.com/v1', 'Prometheus', 'mall', 'main', { spec: {} });
      expect(messagesOf('unmatched-selector', [...metrics, prometheus], undeclared)).toEqual([
        'notice: It selects no pod of the build. Prometheus main in mall may be what such pods are made by. Connections to it fail: it has no endpoints. Select labels that those pods have.',
      ]);
      const rules = [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['create'] }];
      const rbac = 'rbac.authorization.k8s.io/v1';
      const operator = [
        object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'mall', 'songs.example.org'),
        object(rbac, 'Role', 'mall', 'operator', { rules }),
        object(rbac, 'RoleBinding', 'mall', 'operator', { roleRef: { kind: 'Role', name: 'operator' } }),
      ];
      expect(severityOf([...metrics, ...operator])).toEqual(['notice']);
    });
    it('is a notice where an account of the build may label pods while they run', () => {
      const leader = shopWith('Service shop', 'spec.selector', { app: 'shop', role: 'leader' });
      expect(severityOf(leader)).toEqual(['error']);
      const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['patch'] }];
      const rbac = 'rbac.authorization.k8s.io/v1';
      const patroni = [
        object(rbac, 'Role', 'mall', 'shop', { rules }),
        object(rbac, 'RoleBinding', 'mall', 'shop', { roleRef: { kind: 'Role', name: 'shop' } }),
      ];
      expect(severityOf([...leader, ...patroni])).toEqual(['notice']);
      const other = shopWith('Service shop', 'spec.selector', { app: 'other', role: 'leader' });
      expect(severityOf([...other, ...patroni])).toEqual(['error']);
    });
    it('is an error all the same where it is spelt much like the labels of a pod', () => {
      const prometheus = object('monitoring.coreos.com/v1', 'Prometheus', 'mall', 'main', { spec: {} });
      const misspelt = shopWith('Service shop', 'spec.selector', { app: 'shopp' });
      expect(messagesOf('unmatched-selector', [...misspelt, prometheus], undeclared)).toEqual([
        expect.stringMatching(/^error: .*Those of Deployment shop in mall are app=shop\.$/),
      ]);
    });
    it('is not made wrong by monitors and other settings of operators', () => {
      const monitor = object('monitoring.coreos.com/v1', 'ServiceMonitor', 'mall', 'main', { spec: {} });
      expect(severityOf([...metrics, monitor])).toEqual(['error']);
    });
  });
});
