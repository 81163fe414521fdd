import { describe, expect, it } from 'vitest';
import { container, deployment, deploymentOf, statefulSet, violatingFields } from '../testing.ts';

describe('a mount', () => {
  it('is of a volume of the pod', () => {
    expect(
      violatingFields('volume-mounts', deploymentOf({ volumeMounts: [{ name: 'data', mountPath: '/a' }] })),
    ).toEqual(['pod.containers[0].volumeMounts[0].name']);
  });

  it('of a StatefulSet may be of a claim', () => {
    expect(
      violatingFields(
        'volume-mounts',
        statefulSet(
          { volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
          { containers: [container({ volumeMounts: [{ name: 'data', mountPath: '/a' }] })] },
        ),
      ),
    ).toEqual([]);
  });

  it('has a path of its own', () => {
    expect(
      violatingFields(
        'volume-mounts',
        deployment({
          volumes: [{ name: 'a' }],
          containers: [
            container({
              volumeMounts: [{ name: 'a', mountPath: '/a' }, { name: 'a', mountPath: '/a' }, { name: 'a' }],
            }),
          ],
        }),
      ),
    ).toEqual(['pod.containers[0].volumeMounts[1].mountPath', 'pod.containers[0].volumeMounts[2].mountPath']);
  });

  it('stays within the volume', () => {
    expect(
      violatingFields(
        'volume-mounts',
        deployment({
          volumes: [{ name: 'a' }],
          containers: [container({ volumeMounts: [{ name: 'a', mountPath: '/a', subPath: '../x' }] })],
        }),
      ),
    ).toEqual(['pod.containers[0].volumeMounts[0].subPath']);
  });

  it('goes both ways only with privileges', () => {
    expect(
      violatingFields(
        'volume-mounts',
        deployment({
          volumes: [{ name: 'a' }],
          containers: [
            container({ volumeMounts: [{ name: 'a', mountPath: '/a', mountPropagation: 'Bidirectional' }] }),
          ],
        }),
      ),
    ).toEqual(['pod.containers[0].volumeMounts[0].mountPropagation']);
  });

  it('is read-only all the way down only if it is read-only', () => {
    expect(
      violatingFields(
        'volume-mounts',
        deployment({
          volumes: [{ name: 'a' }],
          containers: [container({ volumeMounts: [{ name: 'a', mountPath: '/a', recursiveReadOnly: 'Enabled' }] })],
        }),
      ),
    ).toEqual(['pod.containers[0].volumeMounts[0].recursiveReadOnly']);
  });
});
