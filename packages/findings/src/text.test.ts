import { describe, expect, it } from 'vitest';
import { type Finding, type JudgedKind, report } from './index.ts';
import { error, result, warning } from './report.test-helper.ts';

describe('a report as text', () => {
  it('gives location, problem, reason and remedy of each finding, and the counts in its last line', () => {
    expect(report(result, 'text')).toBe(
      [
        'error container-ports',
        '  payments › staging › k8s/pay ments/deployment.yaml:12:3 › Deployment payments › spec.replicas',
        '  "x" is not a number.',
        '  Why: The server refuses it.',
        '  Remedy: Write a number.',
        '',
        'warning probes',
        '  There is no probe.',
        '',
        'waived host-ports › payments › staging › Deployment payments: The old host needs it.',
        '',
        '1 error, 1 warning, 1 waived',
        '',
      ].join('\n'),
    );
  });

  it('has a line for each object, rule and reason that is waived, and is verbose of each finding', () => {
    const waived = ['spec.a', 'spec.b', 'spec.c'].map((field, index) => {
      const reason = index === 2 ? 'Another\nreason.' : 'The old host needs it.';
      return { finding: { ...error, field }, reason };
    });
    expect(report({ findings: [], waived }, 'text')).toBe(
      [
        'waived container-ports › payments › staging › Deployment payments: The old host needs it.',
        'waived container-ports › payments › staging › Deployment payments: Another reason.',
        '',
        '0 errors, 0 warnings, 3 waived',
        '',
      ].join('\n'),
    );
    const verbose = report({ findings: [], waived }, 'text', { verbose: true });
    expect(verbose.match(/^waived container-ports$/gm)).toHaveLength(3);
    expect(verbose).toContain(
      '  "x" is not a number.\n  Why: The server refuses it.\n  Remedy: Write a number.\n  Waived: Another\n    reason.\n',
    );
  });

  it('counts in words that fit the number', () => {
    const findings = [error, error, warning, warning];
    expect(report({ findings, waived: [] }, 'text')).toMatch(/\n2 errors, 2 warnings, 0 waived\n$/);
    const notice: Finding = { ...warning, severity: 'notice' };
    expect(report({ findings: [notice], waived: [] }, 'text')).toMatch(/\n0 errors, 0 warnings, 1 notice, 0 waived\n$/);
  });

  it('ends in what was judged, where that is known', () => {
    const kinds: readonly JudgedKind[] = [
      { group: '', kind: 'Service', extent: 'full', objects: 2 },
      { group: 'apps', kind: 'Deployment', extent: 'full', objects: 1 },
      { group: 'cilium.io', kind: 'CiliumNetworkPolicy', extent: 'part', objects: 1 },
      { group: 'example.com', kind: 'Widget', extent: 'metadata', objects: 1 },
      { group: 'example.org', kind: 'Widget', extent: 'metadata', objects: 3 },
      { group: '', kind: '', extent: 'none', objects: 1 },
    ];
    const notJudged = [{ subject: 'base', reason: 'which is not deployed' }];
    expect(report({ findings: [], waived: [], sources: result.sources ?? [], kinds, notJudged }, 'text')).toBe(
      [
        '0 errors, 0 warnings, 0 waived; 6 of 9 objects not judged in full',
        'Judged 2 objects of 0 kustomizations and 1 file.',
        'Judged in full: 3 objects of 2 kinds.',
        'Judged in part, by some rules of their kinds: 1 CiliumNetworkPolicy.',
        'Judged by their metadata alone, since no definition of them is at hand: 3 Widget.example.org, 1 Widget.example.com.',
        'Not judged, since their kinds do not exist: 1 without a kind.',
        'Not judged: base, which is not deployed.',
        '',
      ].join('\n'),
    );
  });

  it('does not end in a plain "0 errors" where nothing was judged in full', () => {
    const kinds: readonly JudgedKind[] = [{ group: 'example.com', kind: 'Widget', extent: 'metadata', objects: 1 }];
    for (const format of ['text', 'github'] as const)
      expect(report({ findings: [], waived: [], kinds }, format)).toContain(
        '0 errors, 0 warnings, 0 waived; nothing was judged in full\n',
      );
  });

  it('names some of many kinds and of many things that were not judged, and counts the others', () => {
    const kinds = Array.from({ length: 30 }, (_, index) => {
      return { group: 'example.com', kind: `Widget${index}`, extent: 'metadata' as const, objects: 1 };
    });
    const notJudged = Array.from({ length: 30 }, (_, index) => ({
      subject: `${index}.yaml`,
      reason: 'which is broken',
    }));
    const text = report({ findings: [], waived: [], kinds, notJudged }, 'text');
    expect(text).toContain('1 Widget19, and 10 other kinds.\n');
    expect(text).toMatch(
      /Not judged: 4\.yaml, which is broken\.\nNot judged: 25 more of files, services or environments\.\n$/,
    );
  });

  it('has colours only if they are asked for', () => {
    expect(report(result, 'text', { color: true })).toContain('\u001b[31m');
    expect(report(result, 'text')).not.toContain('\u001b');
  });

  it('lets no value of a manifest look like a block of its own', () => {
    const text = report({ findings: [{ ...warning, problem: 'a\nerror fake\n\n0 errors' }], waived: [] }, 'text');
    expect(text.split('\n').filter((line) => /^\S/.test(line))).toEqual([
      'warning probes',
      '0 errors, 1 warning, 0 waived',
    ]);
  });
});
