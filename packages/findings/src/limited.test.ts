import { describe, expect, it } from 'vitest';
import type { Finding } from './finding.ts';
import { limited } from './limited.ts';

function findings(count: number, object: string, severity: Finding['severity'] = 'warning'): Finding[] {
  return Array.from({ length: count }, (_, index) => ({ rule: 'a', code: 'a', severity, object, problem: `${index}` }));
}

describe('the findings of one rule', () => {
  it('are all listed, up to a hundred in each object', () => {
    const all = [...findings(100, 'A'), ...findings(100, 'B')];
    expect(limited(all)).toEqual(all);
  });

  it('are listed up to a hundred of an object, and then one that stands for the others', () => {
    const listed = limited([...findings(500, 'A'), ...findings(1, 'B')]);
    expect(listed).toHaveLength(102);
    expect(listed.at(-1)).toMatchObject({ object: 'A', problem: expect.stringContaining('more than 100') });
  });

  it('are counted for each document, also where two objects have one name', () => {
    const all = [...findings(100, 'A'), ...findings(100, 'A').map((each) => ({ ...each, document: 'other.yaml#0' }))];
    expect(limited(all)).toEqual(all);
  });

  it.each([0, 250, 399])('are an error if one that is not listed is, the one after %i others', (position) => {
    const some = findings(500, 'A');
    some.splice(101 + position, 0, ...findings(1, 'A', 'error'));
    expect(limited(some).at(-1)).toMatchObject({ severity: 'error' });
    expect(limited(findings(500, 'A')).at(-1)).toMatchObject({ severity: 'warning' });
  });
});
