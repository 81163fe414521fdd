import { describe, expect, it } from 'vitest';
import type { Finding } from './finding.ts';
import { limited } from './limited.ts';
import { judgeObject } from './objects/index.ts';

function findings(count: number, object: string, severity: Finding['severity'] = 'warning'): Finding[] {
  return Array.from({ length: count }, (_, index) => ({ rule: 'a', severity, object, problem: `${index}` }));
}

describe('the findings of one rule', () => {
  it('are all told, up to a hundred in each object', () => {
    const all = [...findings(100, 'A'), ...findings(100, 'B')];
    expect(limited(all)).toEqual(all);
  });

  it('are told no further in an object that has more, and it is said that there are others', () => {
    const told = limited([...findings(500, 'A'), ...findings(1, 'B')]);
    expect(told).toHaveLength(102);
    expect(told.at(-1)).toMatchObject({ object: 'A', problem: expect.stringContaining('more than 100') });
  });

  it.each([0, 250, 399])('are an error if one that is not told is, the one after %i others', (position) => {
    const some = findings(500, 'A');
    some.splice(101 + position, 0, ...findings(1, 'A', 'error'));
    expect(limited(some).at(-1)).toMatchObject({ severity: 'error' });
    expect(limited(findings(500, 'A')).at(-1)).toMatchObject({ severity: 'warning' });
  });

  it('are as many of single objects', () => {
    const data = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k ${index}`, '']));
    expect(judgeObject({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data })).toHaveLength(101);
  });
});
