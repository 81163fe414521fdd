import { describe, expect, it } from 'vitest';
import { type Finding, type Format, type JudgedKind, type Result, report } from './index.ts';

const error: Finding = {
  rule: 'container-ports',
  severity: 'error',
  code: 'FieldValueTypeInvalid',
  service: 'payments',
  environment: 'staging',
  file: 'k8s/pay ments/deployment.yaml',
  line: 12,
  column: 3,
  object: 'Deployment payments',
  reference: { group: 'apps', kind: 'Deployment', name: 'payments' },
  field: 'spec.replicas',
  problem: '"x" is not a number.',
  why: 'The server refuses it.',
  remedy: 'Write a number.',
};
const warning: Finding = { rule: 'probes', severity: 'warning', code: 'probes', problem: 'There is no probe.' };
const result: Result = {
  findings: [error, warning],
  waived: [{ finding: { ...error, rule: 'host-ports' }, reason: 'The old host needs it.' }],
  sources: [{ file: 'k8s/payments/deployment.yaml', kind: 'file', objects: 2 }],
};

/** What a hostile manifest would like to have printed. */
const HOSTILE =
  '\u001b[2J\u009b1m\r\n::error file=x::owned\n ##[error]owned ##vso[task]\u202e[a](http://evil) {0} 100%';
const hostile: Finding = {
  rule: 'unreadable',
  severity: 'error',
  code: HOSTILE,
  service: HOSTILE,
  environment: HOSTILE,
  file: HOSTILE,
  line: 1,
  object: HOSTILE,
  field: HOSTILE,
  problem: HOSTILE,
  why: HOSTILE,
  remedy: HOSTILE,
};
const formats: Format[] = ['text', 'json', 'sarif', 'github'];

describe('a report', () => {
  it.each(formats)('as %s shows every character of a hostile manifest, and gives no command', (format) => {
    const text = report({ findings: [hostile], waived: [{ finding: hostile, reason: HOSTILE }] }, format);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(text).not.toMatch(/##(\[|vso)/);
    const commands = text.split('\n').filter((line) => line.trimStart().startsWith('::'));
    expect(commands).toHaveLength(format === 'github' ? 1 : 0);
  });

  it('as text does so too of what is folded, follows or is waived', () => {
    const alike = Array.from({ length: 6 }, (_, index) => {
      return { ...hostile, object: `${HOSTILE} ${index}`, problem: `${HOSTILE} ${index}`, file: `${HOSTILE}${index}` };
    });
    const cause = { ...hostile, object: 'A b', breaks: [{ key: 'x' }] };
    const following = { ...hostile, rule: HOSTILE, dueTo: [{ key: 'x' }] };
    const findings = [...alike, ...alike.map((each) => ({ ...each, file: HOSTILE })), cause, following];
    const kinds = [{ group: '', kind: HOSTILE, extent: 'metadata' as const, objects: 1 }];
    const notJudged = [{ subject: HOSTILE, reason: HOSTILE }];
    for (const verbose of [false, true]) {
      const waived = [{ finding: hostile, reason: HOSTILE }];
      const text = report({ findings, waived, kinds, notJudged }, 'text', { verbose });
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
      expect(text).not.toMatch(/##(\[|vso)/);
      expect(text.split('\n').filter((line) => line.trimStart().startsWith('::'))).toEqual([]);
    }
  });

  it.each(formats)('as %s of nothing tells that nothing was found', (format) => {
    expect(report({ findings: [], waived: [] }, format)).toMatch(/\n$/);
  });
});

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

describe('a report as JSON', () => {
  it('has the documented fields, and reads back as what was found, whatever its characters', () => {
    const findings = [error, hostile, { ...warning, extra: 1 }];
    expect(JSON.parse(report({ ...result, findings }, 'json'))).toEqual({
      version: 1,
      counts: { errors: 2, warnings: 1, notices: 0, waived: 1 },
      findings: [error, hostile, warning],
      waived: result.waived,
      sources: result.sources,
    });
  });

  it('says how far the objects were judged, where that is known', () => {
    const judged = {
      kinds: [{ group: 'example.com', kind: 'Widget', extent: 'metadata' as const, objects: 1 }],
      notJudged: [{ subject: 'base', reason: 'which is not deployed' }],
    };
    expect(JSON.parse(report({ ...result, ...judged }, 'json'))).toMatchObject(judged);
  });
});

describe('a report as SARIF', () => {
  it('places a result in a file that is relative to the root, and in the object', () => {
    const log = JSON.parse(report(result, 'sarif'));
    expect(log.version).toBe('2.1.0');
    expect(log.runs[0].tool.driver.rules).toEqual([{ id: 'container-ports' }, { id: 'host-ports' }, { id: 'probes' }]);
    expect(log.runs[0].results[0]).toEqual({
      ruleId: 'container-ports',
      ruleIndex: 0,
      level: 'error',
      properties: { code: 'FieldValueTypeInvalid' },
      message: { text: '"x" is not a number.\nThe server refuses it.\nWrite a number.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'k8s/pay%20ments/deployment.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 12, startColumn: 3 },
          },
          logicalLocations: [
            { fullyQualifiedName: 'payments › staging › Deployment payments › spec.replicas', kind: 'object' },
          ],
        },
      ],
      suppressions: [],
    });
    expect(log.runs[0].results[1]).toMatchObject({ level: 'warning', locations: [] });
  });

  it('has notes of what was judged, where that is known', () => {
    const kinds = [{ group: 'example.com', kind: 'Widget', extent: 'metadata' as const, objects: 1 }];
    const [run] = JSON.parse(report({ findings: [], waived: [], kinds }, 'sarif')).runs;
    expect(run.invocations).toMatchObject([{ executionSuccessful: true }]);
    const notes = run.invocations[0].toolExecutionNotifications.map((each: { message: object }) => each.message);
    expect(notes).toContainEqual({
      text: 'Judged by their metadata alone, since no definition of them is at hand: 1 Widget.',
    });
    expect(JSON.parse(report(result, 'sarif')).runs[0]).not.toHaveProperty('invocations');
  });

  it('has a note for a notice', () => {
    const log = JSON.parse(report({ findings: [{ ...warning, severity: 'notice' }], waived: [] }, 'sarif'));
    expect(log.runs[0].results[0].level).toBe('note');
  });

  it('suppresses what is waived, with the reason', () => {
    const { results } = JSON.parse(report(result, 'sarif')).runs[0];
    expect(results[2].suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'The old host needs it.' },
    ]);
  });

  it('names files from the given root', () => {
    const finding = { ...error, file: '/repository/k8s/a.yaml' };
    const log = JSON.parse(report({ findings: [finding], waived: [] }, 'sarif', { root: '/repository' }));
    expect(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('k8s/a.yaml');
  });

  it('has no place for an argument, and no link, in a message', () => {
    const findings = [{ ...warning, problem: '{0} {a} [a](http://evil) ![b](c)' }];
    const log = JSON.parse(report({ findings, waived: [] }, 'sarif'));
    expect(log.runs[0].results[0].message.text).toBe('{{0}} {a} [a] (http://evil) ![b] (c)');
  });
});

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
