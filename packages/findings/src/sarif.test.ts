import { describe, expect, it } from 'vitest';
import { report } from './index.ts';
import { error, result, warning } from './report.test-helper.ts';

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
