import { describe, expect, it } from 'vitest';
import { found, messagesOf, object, shop, shopWith, shopWithout } from '../testing.ts';

describe('a namespace', () => {
  it('that is renamed is missed by all that is in it', () => {
    const objects = shopWith('Namespace bank', 'metadata.name', 'banks');
    expect(found('missing-namespace', objects)).toContain('StatefulSet ledger in bank › metadata.namespace');
  });
  it('is missed by an object that names another', () => {
    const objects = shopWith('Service shop', 'metadata.namespace', 'malls');
    expect(found('missing-namespace', objects)).toEqual(['Service shop in malls › metadata.namespace']);
  });
  it('may be one that the cluster has, where no map says so', () => {
    const severities = (namespace: string) =>
      messagesOf('missing-namespace', shopWith('Service shop', 'metadata.namespace', namespace), {
        connections: undefined,
      } as object).map((each) => each.split(':')[0]);
    expect(severities('monitoring')).toEqual(['notice']);
    expect(severities('malls')).toEqual(['error']);
  });
  it('may be one that every cluster has', () => {
    const objects = [...shop, object('v1', 'ConfigMap', 'kube-system', 'dns')];
    expect(found('missing-namespace', objects)).toEqual([]);
  });
  it('may be made elsewhere if the build makes none', () => {
    expect(
      found(
        'missing-namespace',
        shopWithout('Namespace mall').filter(({ kind }) => kind !== 'Namespace'),
      ),
    ).toEqual([]);
  });
});
