import { describe, expect, it } from 'vitest';
import { deploymentOf, violatingFields } from '../testing.ts';

describe('the resize policy', () => {
  it('is listed once for each resource that can be resized', () => {
    expect(
      violatingFields(
        'resize-policy',
        deploymentOf({
          resizePolicy: [
            { resourceName: 'cpu', restartPolicy: 'NotRequired' },
            { resourceName: 'cpu', restartPolicy: 'Never' },
            { resourceName: 'disk', restartPolicy: 'NotRequired' },
          ],
        }),
      ),
    ).toEqual([
      'pod.containers[0].resizePolicy[1].restartPolicy',
      'pod.containers[0].resizePolicy[1].resourceName',
      'pod.containers[0].resizePolicy[2].resourceName',
    ]);
  });
});
