import { describe, expect, it } from 'vitest';
import { found, shopWith } from '../testing.ts';

describe('a volume', () => {
  it('is mounted', () => {
    const objects = shopWith('Deployment shop', 'pod.volumes', [{ name: 'files', emptyDir: {} }]);
    expect(found('unmounted-volume', objects)).toEqual(['Deployment shop in mall › pod.volumes[0]']);
    const mounts = [{ name: 'files', mountPath: '/files' }];
    expect(
      found('unmounted-volume', shopWith('Deployment shop', 'pod.containers.0.volumeMounts', mounts, objects)),
    ).toEqual([]);
  });
  it('may be mounted by an init container alone, which reads a template', () => {
    const objects = shopWith('Deployment shop', 'pod.volumes', [{ name: 'template', configMap: { name: 'settings' } }]);
    const init = [{ name: 'render', volumeMounts: [{ name: 'template', mountPath: '/template' }] }];
    expect(found('unmounted-volume', shopWith('Deployment shop', 'pod.initContainers', init, objects))).toEqual([]);
  });
  it('may be claimed by a StatefulSet', () => {
    const objects = shopWith('StatefulSet ledger', 'spec.volumeClaimTemplates', [{ metadata: { name: 'data' } }]);
    expect(found('unmounted-volume', objects)).toEqual(['StatefulSet ledger in bank › spec.volumeClaimTemplates[0]']);
  });
});
