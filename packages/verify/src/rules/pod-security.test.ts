import { describe, expect, it } from 'vitest';
import { found, shopWith } from '../testing.ts';

describe('a namespace', () => {
  it('enforces no level that its pods do not meet', () => {
    expect(found('pod-security', shopWith('Deployment shop', 'pod.hostNetwork', true))).toContain(
      'Deployment shop in mall › pod',
    );
  });
  it('warns of no level that its pods do not meet', () => {
    const labels = {
      'pod-security.kubernetes.io/enforce': 'baseline',
      'pod-security.kubernetes.io/warn': 'restricted',
    };
    const objects = shopWith('Namespace mall', 'metadata.labels', labels);
    expect(found('pod-security', shopWith('Deployment shop', 'pod.securityContext', {}, objects))).toEqual([
      'Deployment shop in mall › pod',
    ]);
  });
  it.each([[{}], [{ 'pod-security.kubernetes.io/enforce': 'baseline' }]])(
    'enforces the strictest level that they meet, and not %j',
    (labels) => {
      expect(found('pod-security', shopWith('Namespace mall', 'metadata.labels', labels))).toEqual([
        'Namespace mall › metadata.labels["pod-security.kubernetes.io/enforce"]',
      ]);
    },
  );
});
