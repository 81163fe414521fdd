import { describe, expect, it } from 'vitest';
import { deployment, violatingFields } from '../testing.ts';

describe('the volumes of a pod', () => {
  it('have names of their own', () => {
    expect(violatingFields('volumes', deployment({ volumes: [{ name: 'a' }, { name: 'a' }, {}] }))).toEqual([
      'pod.volumes[1].name',
      'pod.volumes[2].name',
    ]);
  });

  it('have one source, or none', () => {
    expect(
      violatingFields('volumes', deployment({ volumes: [{ name: 'a', emptyDir: {}, secret: { secretName: 's' } }] })),
    ).toEqual(['pod.volumes[0].secret']);
  });
});
