import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeObject } from '@k8s-blocks/api-rules';
import { locate, report } from '@k8s-blocks/findings';
import { isLong } from '@k8s-blocks/test-runs';
import { verifyStack } from '@k8s-blocks/verify';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { someOf } from './long.ts';
import { expectSafe, type Medium } from './printed.ts';
import { printedBy } from './printed-by.ts';
import { POSITIONS, samples, withTextAlone, withTextEverywhere } from './sample.ts';
import { secretsWith } from './secret.ts';
import { TEXTS } from './texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'hostile-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The formats in which `verify` reports. */
const REPORTS: readonly (readonly [Medium, readonly string[]])[] = [
  ['text', []],
  ['json', ['--format', 'json']],
  ['sarif', ['--format', 'sarif']],
  ['github', ['--format', 'github']],
  ['text', ['--verbose']],
  ['text', ['--matrix', 'text']],
  ['markdown', ['--matrix', 'markdown']],
];

describe('verify, by every report, of every kind and of Secrets with a harmful text in every field', () => {
  const cases = Object.keys(TEXTS).flatMap((harmed) => REPORTS.map((each) => [harmed, ...each] as const));
  // Of each text one report, in turn; in the long form all of them.
  const some = isLong
    ? cases
    : cases.filter((_, index) => index % REPORTS.length === Math.floor(index / REPORTS.length) % REPORTS.length);

  it.each(some)('%s: %s %j', async (harmed, medium, options) => {
    const text = TEXTS[harmed] ?? '';
    const file = join(folder, `${Object.keys(TEXTS).indexOf(harmed)}.yaml`);
    // Of each text some kinds, in turn, so that all are reported with some.
    const some = someOf(samples, 15, Object.keys(TEXTS).indexOf(harmed));
    const objects = [...some.map((sample) => withTextEverywhere(sample, text)), ...secretsWith(text)];
    writeFileSync(file, objects.map((object) => stringify(object)).join('---\n'));
    const { code, printed } = await printedBy(['verify', file, ...options]);
    expect(code).toBe(1);
    if (medium !== 'markdown') return expectSafe(printed, medium);
    // The matrix alone is Markdown; the report below it is text.
    const matrix = printed.split('\n').filter((line) => /^(?:\||## )/.test(line));
    expectSafe(matrix.join('\n'), medium);
    expectSafe(printed, 'text');
  });
});

describe('verify, of one text in one field', () => {
  it.each(Object.entries(TEXTS).map(([harmed, text], index) => ({ harmed, text, index })))(
    '$harmed',
    ({ text, index }) => {
      for (const { sample, position } of someOf(POSITIONS, 15, index * 31)) {
        const object = withTextAlone(sample, position, text);
        const findings = locate([object]).flatMap((each) => [
          ...judgeObject(each),
          ...verifyStack({ objects: [each] }),
        ]);
        for (const verbose of [false, true]) {
          expectSafe(report({ findings, waived: [] }, 'text', { verbose }), 'text');
        }
      }
    },
  );
});
