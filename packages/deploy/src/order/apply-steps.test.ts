import { describe, expect, it } from 'vitest';
import { applySteps } from './apply-steps.ts';

const object = (apiVersion: string, kind: string) => ({ apiVersion, kind, metadata: { name: kind.toLowerCase() } });

describe('the order in which objects are applied', () => {
  it('has first what others need, and last what leads to pods', () => {
    const objects = [
      object('gateway.networking.k8s.io/v1', 'HTTPRoute'),
      object('apps/v1', 'Deployment'),
      object('policy/v1', 'PodDisruptionBudget'),
      object('cert-manager.io/v1', 'Certificate'),
      object('v1', 'Service'),
      object('batch/v1', 'CronJob'),
      object('networking.k8s.io/v1', 'NetworkPolicy'),
      object('rbac.authorization.k8s.io/v1', 'RoleBinding'),
      object('v1', 'ServiceAccount'),
      object('v1', 'ConfigMap'),
      object('apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
      object('v1', 'Namespace'),
    ];
    expect(applySteps(objects).map((step) => step.map(({ kind }) => kind))).toEqual([
      ['Namespace'],
      ['CustomResourceDefinition'],
      ['ServiceAccount', 'ConfigMap'],
      ['RoleBinding'],
      ['NetworkPolicy'],
      ['Service'],
      ['Certificate'],
      ['Deployment', 'CronJob'],
      ['HTTPRoute', 'PodDisruptionBudget'],
    ]);
  });

  it('has no steps for nothing', () => {
    expect(applySteps([])).toEqual([]);
  });
});
