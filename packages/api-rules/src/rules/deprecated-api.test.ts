import { isOlderKubernetes, type KubernetesVersion } from '@k8s-blocks/manifest';
import { describe, expect, it } from 'vitest';
import { allLifecycles } from '../api-lifecycle.ts';
import { judgeObject } from '../index.ts';

/** What is said of an API version and a kind. */
function said(apiVersion: string, kind: string, kubernetes?: KubernetesVersion) {
  const object = { apiVersion, kind, metadata: { name: 'x' } };
  return judgeObject({ object, document: '' }, { kubernetes }).filter(({ rule }) => rule === 'deprecated-api');
}

describe('a deprecated API', () => {
  it('is a warning, with the version that removes it, and what replaces it', () => {
    expect(said('storage.k8s.io/v1beta1', 'VolumeAttributesClass', '1.35')).toMatchObject([
      {
        severity: 'warning',
        code: 'Deprecated',
        field: 'apiVersion',
        problem:
          'storage.k8s.io/v1beta1 VolumeAttributesClass is deprecated since Kubernetes 1.34, and 1.37 no longer serves it.',
        remedy: 'Write storage.k8s.io/v1 (since 1.34).',
      },
    ]);
  });

  it('may be replaced by another kind', () => {
    expect(said('v1', 'Endpoints')).toMatchObject([
      { remedy: 'Write discovery.k8s.io/v1 EndpointSlice (since 1.21).' },
    ]);
  });

  it('is none before the version that deprecates it', () => {
    expect(said('resource.k8s.io/v1beta1', 'DeviceClass', '1.34')).toEqual([]);
    expect(said('resource.k8s.io/v1beta1', 'DeviceClass', '1.35')).toHaveLength(1);
  });

  it('is deprecated before it is removed', () => {
    const wrong = allLifecycles().filter(
      ({ deprecated, removed }) =>
        deprecated !== undefined && removed !== undefined && !isOlderKubernetes(deprecated, removed),
    );
    expect(wrong).toEqual([]);
  });
});
