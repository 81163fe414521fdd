import type { KubernetesVersion } from '@k8s-blocks/manifest';
import { describe, expect, it } from 'vitest';
import { judgeObject } from '../index.ts';

/** What is said of an API version and a kind. */
function said(apiVersion: string, kind: string, kubernetes?: KubernetesVersion) {
  const object = { apiVersion, kind, metadata: { name: 'x' } };
  return judgeObject({ object, document: '' }, { kubernetes }).filter(({ rule }) => rule === 'disabled-by-default');
}

describe('an alpha or beta API', () => {
  it('is a warning, with the stable version that is served', () => {
    expect(said('resource.k8s.io/v1beta2', 'DeviceClass')).toMatchObject([
      { severity: 'warning', field: 'apiVersion', remedy: 'Write "resource.k8s.io/v1".' },
    ]);
    expect(said('resource.k8s.io/v1beta2', 'DeviceClass', '1.33')).toMatchObject([
      { remedy: 'Enable it in the cluster.' },
    ]);
  });

  it('is not found in what is stable, is not served at all, or is of others', () => {
    expect(said('apps/v1', 'Deployment')).toEqual([]);
    expect(said('batch/v1beta1', 'CronJob')).toEqual([]);
    expect(said('metrics.k8s.io/v1beta1', 'PodMetrics')).toEqual([]);
  });
});
