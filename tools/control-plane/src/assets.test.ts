import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { fakeAssets, temporaryFolder } from './fakes.ts';
import { controlPlaneAssets, whySkipped } from './index.ts';

const BASE = { etcd: '', 'kube-apiserver': '', kubectl: '' };

describe('the folder of programs', () => {
  it('is the one that KUBEBUILDER_ASSETS names, and none if it is not set or empty', () => {
    const folder = fakeAssets(BASE);
    expect(controlPlaneAssets({ KUBEBUILDER_ASSETS: folder })).toBe(folder);
    expect(controlPlaneAssets({})).toBeUndefined();
    expect(controlPlaneAssets({ KUBEBUILDER_ASSETS: '' })).toBeUndefined();
  });

  it('is refused if programs are missing in it, or cannot be run', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'etcd'), '');
    chmodSync(join(folder, 'etcd'), 0o644);
    const find = () => controlPlaneAssets({ KUBEBUILDER_ASSETS: folder });
    expect(find).toThrow(Refusal);
    expect(find).toThrow('has no executable "etcd", "kube-apiserver", "kubectl".');
  });
});

describe('a test that is skipped', () => {
  it('prints why in one line, by the parts that it needs', () => {
    expect(whySkipped({}, {})).toBe('KUBEBUILDER_ASSETS is not set: skipped the tests that need a real control plane.');
    const env = { KUBEBUILDER_ASSETS: fakeAssets(BASE) };
    expect(whySkipped({}, env)).toBeUndefined();
    expect(whySkipped({ nodes: 1 }, env)).toBe(
      'KUBEBUILDER_ASSETS lacks kube-controller-manager, kube-scheduler, kwok: skipped the tests that need a control plane with controllers.',
    );
  });
});
