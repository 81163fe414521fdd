import { describe, expect, it } from 'vitest';
import { container, core, deployment, findingsOf, violatingFields } from '../testing.ts';

describe('the source of a volume', () => {
  it('is named', () => {
    expect(
      violatingFields(
        'volume-sources',
        deployment({
          volumes: [
            { name: 'a', configMap: {} },
            { name: 'b', secret: {} },
            { name: 'c', persistentVolumeClaim: {} },
          ],
        }),
      ),
    ).toEqual([
      'pod.volumes[0].configMap.name',
      'pod.volumes[1].secret.secretName',
      'pod.volumes[2].persistentVolumeClaim.claimName',
    ]);
  });

  it('writes files within the volume, with modes', () => {
    expect(
      violatingFields(
        'volume-sources',
        deployment({
          volumes: [
            {
              name: 'a',
              configMap: {
                name: 'a',
                items: [
                  { key: 'k', path: '/abs' },
                  { key: 'k', path: 'a/../b', mode: 512 },
                ],
              },
            },
          ],
        }),
      ),
    ).toEqual([
      'pod.volumes[0].configMap.items[0].path',
      'pod.volumes[0].configMap.items[1].path',
      'pod.volumes[0].configMap.items[1].mode',
    ]);
  });

  it('has no negative size', () => {
    expect(
      violatingFields('volume-sources', deployment({ volumes: [{ name: 'a', emptyDir: { sizeLimit: '-1' } }] })),
    ).toEqual(['pod.volumes[0].emptyDir.sizeLimit']);
  });

  it('on the node does not climb, and is of a type that exists', () => {
    expect(
      violatingFields(
        'volume-sources',
        deployment({ volumes: [{ name: 'a', hostPath: { path: '/a/..', type: 'Folder' } }] }),
      ),
    ).toEqual(['pod.volumes[0].hostPath.path', 'pod.volumes[0].hostPath.type']);
  });

  it('that is ephemeral is a claim that is right, and has no name of its own', () => {
    expect(
      violatingFields(
        'volume-sources',
        deployment({
          volumes: [
            {
              name: 'a',
              ephemeral: { volumeClaimTemplate: { metadata: { name: 'x' }, spec: { accessModes: ['ReadWriteOnce'] } } },
            },
          ],
        }),
      ),
    ).toEqual([
      'pod.volumes[0].ephemeral.volumeClaimTemplate.metadata.name',
      'pod.volumes[0].ephemeral.volumeClaimTemplate.spec.resources.requests.storage',
    ]);
  });

  it('says something of the pod in a file', () => {
    expect(
      violatingFields(
        'volume-sources',
        deployment({
          volumes: [
            {
              name: 'a',
              downwardAPI: { items: [{ path: 'a' }, { path: 'b', resourceFieldRef: { resource: 'limits.cpu' } }] },
            },
          ],
        }),
      ),
    ).toEqual([
      'pod.volumes[0].downwardAPI.items[0]',
      'pod.volumes[0].downwardAPI.items[1].resourceFieldRef.containerName',
    ]);
  });

  it('is an image in a Pod; a template is taken without one, and its pods are not', () => {
    const pod = { containers: [container()], volumes: [{ name: 'a', image: { pullPolicy: 'Always' } }] };
    expect(findingsOf('volume-sources', core('Pod', { spec: pod }))).toMatchObject([
      { severity: 'error', field: 'spec.volumes[0].image.reference' },
    ]);
    expect(findingsOf('volume-sources', deployment(pod))).toMatchObject([{ severity: 'warning' }]);
  });
});
