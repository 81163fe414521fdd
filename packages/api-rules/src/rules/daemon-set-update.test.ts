import { describe, expect, it } from 'vitest';
import { daemonSet, violatingFields } from '../testing.ts';

const fields = (rollingUpdate: unknown, type?: string) =>
  violatingFields('daemon-set-update', daemonSet({ updateStrategy: { type, rollingUpdate } })).map((field) =>
    field?.replace('spec.updateStrategy.', ''),
  );

describe('the update of a DaemonSet', () => {
  it('takes pods away first, or adds new ones first', () => {
    expect(fields({ maxUnavailable: 1 })).toEqual([]);
    expect(fields({ maxUnavailable: 0, maxSurge: '10%' })).toEqual([]);
  });

  it('does not do both, also not by default', () => {
    expect(fields({ maxUnavailable: 1, maxSurge: 1 })).toEqual(['rollingUpdate.maxSurge']);
    expect(fields({ maxSurge: 1 })).toEqual(['rollingUpdate.maxSurge']);
  });

  it('does one of them', () => {
    expect(fields({ maxUnavailable: 0 })).toEqual(['rollingUpdate.maxUnavailable']);
  });

  it('is of a number of pods, or a percentage of at most 100', () => {
    expect(fields({ maxUnavailable: '101%' })).toEqual(['rollingUpdate.maxUnavailable']);
    expect(fields({ maxUnavailable: -1 })).toEqual(['rollingUpdate.maxUnavailable']);
    expect(fields({ maxUnavailable: '80' })).toEqual(['rollingUpdate.maxUnavailable']);
  });

  it('is of one of two types', () => {
    expect(fields(undefined, 'Recreate')).toEqual(['type']);
    expect(fields({ maxSurge: 1 }, 'OnDelete')).toEqual([]);
  });
});
