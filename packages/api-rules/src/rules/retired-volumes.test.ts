import { describe, expect, it } from 'vitest';
import { deployment, violatingFields } from '../testing.ts';

describe('a volume of a driver that was part of Kubernetes', () => {
  it('is named in full', () => {
    expect(
      violatingFields(
        'retired-volumes',
        deployment({
          volumes: [
            { name: 'a', rbd: { monitors: [], image: 'i' } },
            { name: 'b', fc: {} },
            { name: 'c', azureDisk: { diskName: 'd', diskURI: 'u' } },
          ],
        }),
      ),
    ).toEqual(['pod.volumes[0].rbd.monitors', 'pod.volumes[1].fc.targetWWNs', 'pod.volumes[2].azureDisk.diskURI']);
  });
});
