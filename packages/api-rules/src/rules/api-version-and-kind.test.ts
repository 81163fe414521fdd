import { type KubernetesVersion, servedKinds } from '@k8s-blocks/manifest';
import { describe, expect, it } from 'vitest';
import { allLifecycles } from '../api-lifecycle.ts';
import { judgeObject } from '../index.ts';

/** What is said of an API version and a kind. */
function said(apiVersion: string, kind: string, kubernetes?: KubernetesVersion): string[] {
  const object = { apiVersion, kind, metadata: { name: 'x' } };
  return judgeObject({ object, document: '' }, { kubernetes })
    .filter(({ rule }) => rule === 'api-version-and-kind')
    .map(({ field, problem, remedy }) => `${field}: ${problem} ${remedy}`);
}

describe('an API version that is served no more', () => {
  it.each([
    [
      'extensions/v1beta1',
      'Ingress',
      'Kubernetes 1.36 does not serve extensions/v1beta1 Ingress: it was removed with 1.22. Write networking.k8s.io/v1 (since 1.19). There, each path has',
    ],
    [
      'batch/v1beta1',
      'CronJob',
      'Kubernetes 1.36 does not serve batch/v1beta1 CronJob: it was removed with 1.25. Write batch/v1 (since 1.21).',
    ],
    [
      'policy/v1beta1',
      'PodSecurityPolicy',
      'Kubernetes 1.36 does not serve policy/v1beta1 PodSecurityPolicy: it was removed with 1.25. Nothing replaces it',
    ],
    [
      'autoscaling/v2beta2',
      'HorizontalPodAutoscaler',
      'Kubernetes 1.36 does not serve autoscaling/v2beta2 HorizontalPodAutoscaler: it was removed with 1.26. Write autoscaling/v2 (since 1.23).',
    ],
    [
      'storage.k8s.io/v1alpha1',
      'VolumeAttributesClass',
      'Kubernetes 1.36 does not serve storage.k8s.io/v1alpha1 VolumeAttributesClass: it was removed with 1.35. Write "storage.k8s.io/v1".',
    ],
  ])('of %s %s is said with the version that removed it, and what replaces it', (apiVersion, kind, sentences) => {
    expect(said(apiVersion, kind)).toEqual([expect.stringContaining(`apiVersion: ${sentences}`)]);
  });

  it('is replaced by one that is served', () => {
    for (const { kind, replacement } of allLifecycles()) {
      const [apiVersion = '', other = kind] = replacement?.split(' ') ?? ['v1', 'Pod'];
      expect(servedKinds(apiVersion)).toContain(other);
    }
  });
});

describe('an API version', () => {
  it('is served from the version of Kubernetes on that it came with', () => {
    expect(said('resource.k8s.io/v1', 'DeviceClass', '1.34')).toEqual([]);
    expect(said('resource.k8s.io/v1', 'DeviceClass', '1.33')).toEqual([
      'apiVersion: Kubernetes 1.33 does not serve resource.k8s.io/v1 DeviceClass: it came with 1.34. Write "resource.k8s.io/v1beta2".',
    ]);
  });

  it('is served until the version of Kubernetes that removes it', () => {
    expect(said('storagemigration.k8s.io/v1alpha1', 'StorageVersionMigration', '1.34')).toEqual([]);
    expect(said('storagemigration.k8s.io/v1alpha1', 'StorageVersionMigration', '1.35')).not.toEqual([]);
  });

  it.each([
    ['apps/v2', 'Deployment', 'apiVersion: Kubernetes 1.36 does not serve apps/v2 Deployment. Write "apps/v1".'],
    ['v1', 'Deployment', 'apiVersion: Kubernetes 1.36 does not serve v1 Deployment. Write "apps/v1".'],
    ['app/v1', 'Deployment', 'apiVersion: Kubernetes 1.36 does not serve app/v1 Deployment. Write "apps/v1".'],
    ['apps/v1', 'Deploymnt', 'kind: "Deploymnt" is not a kind of "apps/v1". Write "Deployment".'],
    ['apps/v1', 'deployments', 'kind: "deployments" is not a kind of "apps/v1". Write "Deployment".'],
    ['batch/v3', 'Widget', 'apiVersion: Kubernetes 1.36 does not serve "batch/v3". Use one of "batch/v1".'],
  ])('%s and the kind %s are not those of Kubernetes', (apiVersion, kind, sentence) => {
    expect(said(apiVersion, kind)).toEqual([sentence]);
  });

  it.each([
    ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
    ['snapshot.storage.k8s.io/v1', 'VolumeSnapshot'],
    ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy'],
    ['metrics.k8s.io/v1beta1', 'PodMetrics'],
    ['scheduling.x-k8s.io/v1alpha1', 'PodGroup'],
    ['autoscaling.k8s.io/v1', 'VerticalPodAutoscaler'],
    ['apps.example.com/v1', 'Deployment'],
    ['builtin', 'LabelTransformer'],
    ['skaffold/v4beta11', 'Config'],
  ])('%s of %s is of others, and not for Kubernetes to say', (apiVersion, kind) => {
    expect(said(apiVersion, kind)).toEqual([]);
  });
});
