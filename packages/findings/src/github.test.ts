import { describe, expect, it } from 'vitest';
import { type Finding, report } from './index.ts';
import { error, result, warning } from './report.test-helper.ts';

describe('a report as commands of a GitHub workflow', () => {
  it('is a line for each finding, with its location', () => {
    expect(report(result, 'github').split('\n').slice(0, 2)).toEqual([
      '::error file=k8s/pay ments/deployment.yaml,line=12,col=3,title=container-ports%3A Deployment payments::' +
        'payments › staging › Deployment payments › spec.replicas%0A"x" is not a number.%0AThe server refuses it.%0AWrite a number.',
      '::warning title=probes::There is no probe.',
    ]);
  });

  it('has what matters most first, one of several environments, and the number of those that follow', () => {
    const cause = { ...error, rule: 'cause', breaks: [{ key: 'x' }] };
    const findings: Finding[] = [
      warning,
      { ...error, rule: 'effect', dueTo: [{ key: 'x' }] },
      cause,
      { ...cause, environment: 'production', file: 'k8s/payments/overlays/production/kustomization.yaml' },
    ];
    expect(report({ findings, waived: [] }, 'github').split('\n').slice(0, -1)).toEqual([
      expect.stringMatching(
        /^::error .*::payments › in staging and production › Deployment payments › spec\.replicas%0A.*%0AAnd 1 that follows: effect\.$/,
      ),
      '::warning title=probes::There is no probe.',
      '3 errors, 1 warning, 0 waived',
    ]);
  });

  it('has one for each file of a finding that is the same in several', () => {
    const { environment: _, ...foreign } = error;
    const findings = [foreign, { ...foreign, file: 'b.yaml' }];
    expect(report({ findings, waived: [] }, 'github').match(/^::error file=/gm)).toHaveLength(2);
  });

  it('has a notice of what was not judged in full, and none where all was', () => {
    const kind = { group: 'example.com', kind: 'Widget', objects: 1 };
    const reported = (extent: 'full' | 'metadata') =>
      report({ findings: [], waived: [], kinds: [{ ...kind, extent }] }, 'github');
    expect(reported('metadata')).toMatch(
      /^::notice title=judged::Judged .*%0AJudged by their metadata alone, .*: 1 Widget\.\n/,
    );
    expect(reported('full')).not.toContain('::');
  });

  it('escapes what would end a property, a message or a line', () => {
    const finding: Finding = {
      ...warning,
      file: 'a,b:c%.yaml',
      line: 1,
      object: 'A b,c',
      problem: '50%\r\n::x',
    };
    expect(report({ findings: [finding], waived: [] }, 'github').split('\n')[0]).toBe(
      '::warning file=a%2Cb%3Ac%25.yaml,line=1,title=probes%3A A b%2Cc::A b,c%0A50%25%0A: :x',
    );
  });
});
