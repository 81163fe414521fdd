import { describe, expect, it } from 'vitest';
import { core, disruptionBudget, violatingFields } from '../testing.ts';

describe('finalizers', () => {
  it('are qualified names, or those of Kubernetes', () => {
    expect(
      violatingFields(
        'finalizers',
        core('ConfigMap', { metadata: { name: 'shop', finalizers: ['orphan', 'example.com/x', 'cleanup', 'a//b'] } }),
      ),
    ).toEqual(['metadata.finalizers[3]', 'metadata.finalizers[2]']);
  });

  it('do not contradict each other', () => {
    expect(
      violatingFields(
        'finalizers',
        core('ConfigMap', { metadata: { name: 'shop', finalizers: ['orphan', 'foregroundDeletion'] } }),
      ),
    ).toEqual(['metadata.finalizers']);
  });

  it('of the spec of a Namespace are judged as well', () => {
    expect(violatingFields('finalizers', core('Namespace', { spec: { finalizers: ['cleanup'] } }))).toEqual([
      'spec.finalizers[0]',
    ]);
  });

  it('of a PodDisruptionBudget need no prefix', () => {
    expect(
      violatingFields('finalizers', { ...disruptionBudget(), metadata: { name: 'shop', finalizers: ['cleanup'] } }),
    ).toEqual([]);
  });
});
