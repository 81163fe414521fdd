import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeObject } from '@k8s-blocks/api-rules';
import { compareBuilds, markdownReport, textReport } from '@k8s-blocks/diff';
import { locate, report } from '@k8s-blocks/findings';
import { isLong } from '@k8s-blocks/test-runs';
import { verifyStack } from '@k8s-blocks/verify';
import { afterAll, describe, it } from 'vitest';
import { LARGE_FILES, LARGE_TEXTS } from './large.ts';
import { someOf } from './long.ts';
import { expectSafe } from './printed.ts';
import { printedBy } from './printed-by.ts';
import { POSITIONS, type Sample, type TextPosition, withTextAlone } from './sample.ts';

/** A megabyte costs seconds. What grows with the square of it takes minutes, and fails by this, in milliseconds. */
const timeout = 100_000;

const folder = mkdtempSync(join(tmpdir(), 'hostile-large-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('verify of a file of a megabyte', { timeout }, () => {
  it.each(someOf(Object.entries(LARGE_FILES), 12))('%s', async (name, text) => {
    const file = join(folder, `${name.replaceAll(/\W/g, '-')}.yaml`);
    writeFileSync(file, text);
    const formats = isLong ? (['text', 'json', 'sarif', 'github'] as const) : (['text'] as const);
    for (const format of formats) {
      const { printed } = await printedBy(['verify', file, '--format', format]);
      expectSafe(printed, format);
    }
  });
});

describe('verify and diff of a text of a megabyte, in every field that can contain a text', () => {
  const positions = isLong
    ? fieldsOnce()
    : POSITIONS.filter(({ sample: { kind }, position }) => isUsual(kind, position));

  it.each(someOf(Object.entries(LARGE_TEXTS), 6))('%s', async (_, text) => {
    for (const { sample, position } of positions) {
      const [before, after] = [withTextAlone(sample, position, 'text'), withTextAlone(sample, position, text)];
      const findings = locate([after]).flatMap((each) => [...judgeObject(each), ...verifyStack({ objects: [each] })]);
      report({ findings, waived: [] }, 'text');
      difference([before], [after]);
    }
  });

  it.each(someOf(Object.entries(LARGE_TEXTS), 6))('%s, and something like it before', async (_, text) => {
    const configMap = (data: string) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: { a: data },
    });
    const reversed = text.split('\n').reverse().join('\n');
    for (const other of isLong ? [reversed, `a${text}`, text.slice(1), text.slice(0, -1)] : [reversed, `a${text}`]) {
      difference([configMap(other)], [configMap(text)]);
    }
  });
});

/** One position of each field: the same field in the pod template of another kind tests nothing new. */
function fieldsOnce(): typeof POSITIONS {
  const seen = new Set<string>();
  return POSITIONS.filter(({ position: { path, as } }) => {
    const field = `${as} ${path
      .filter((step) => typeof step === 'string')
      .slice(-2)
      .join('.')}`;
    if (seen.has(field)) return false;
    seen.add(field);
    return true;
  });
}

/** The positions of the short form: those whose texts are read most often. */
function isUsual(kind: Sample['kind'], { path, as }: TextPosition): boolean {
  if (as === 'key') return false;
  const field = path.slice(-2).join('.');
  if (kind === 'ConfigMap') return field === 'data.key';
  if (kind === 'NetworkPolicy') return field === 'ipBlock.cidr' && path.includes('ingress');
  return (
    kind === 'Deployment' &&
    path.includes('containers') &&
    (path.at(-1) === 'image' || path.includes('env')) &&
    path.at(-1) !== 'name'
  );
}

function difference(before: readonly unknown[], after: readonly unknown[]): void {
  const differences = [{ environment: 'staging', ...compareBuilds(before, after) }];
  textReport(differences);
  markdownReport(differences);
}
