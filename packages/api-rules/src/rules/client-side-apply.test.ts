import { describe, expect, it } from 'vitest';
import { core, findingsOf } from '../testing.ts';

describe('an object that kubectl notes in an annotation', () => {
  const ofSize = (size: number) =>
    findingsOf('client-side-apply', core('ConfigMap', { data: { a: 'x'.repeat(size) } }));

  it('may have 256 KiB in all', () => {
    expect(ofSize(261_900)).toEqual([]);
    expect(ofSize(262_144)).toMatchObject([{ severity: 'warning', field: 'metadata.annotations' }]);
  });

  it('may be of any kind', () => {
    const data = { a: 'x'.repeat(300_000) };
    const custom = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' }, data };
    expect(findingsOf('client-side-apply', custom)).toHaveLength(1);
    const secret = core('Secret', { stringData: data });
    expect(findingsOf('client-side-apply', secret)).toHaveLength(1);
  });
});
