import { describe, expect, it } from 'vitest';
import { type Format, report } from './index.ts';
import { HOSTILE, hostile } from './report.test-helper.ts';

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
