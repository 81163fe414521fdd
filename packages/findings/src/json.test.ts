import { describe, expect, it } from 'vitest';
import { report } from './index.ts';
import { error, hostile, result, warning } from './report.test-helper.ts';

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
