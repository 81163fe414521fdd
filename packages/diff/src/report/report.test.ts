import { describe, expect, it } from 'vitest';
import { compareBuilds } from '../compare-builds.ts';
import { LONGEST_COMMENT, markdownReport } from './markdown.ts';
import { textReport } from './text.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for.
const COLOUR = /\u001b\[/;

function configMap(name: string, value: string) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { text: value, same: 'same' } };
}

function secret(data: Readonly<Record<string, string>>) {
  const copy = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(data) };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', annotations: copy }, stringData: data };
}

function difference(before: readonly unknown[], after: readonly unknown[]) {
  return [{ environment: 'staging', ...compareBuilds(before, after) }];
}

const reports = [
  ['text', textReport],
  ['Markdown', markdownReport],
] as const;

describe.each(reports)('the report as %s', (_, report) => {
  it('shows what differs of an object, with few lines around it', () => {
    const text = report(difference([configMap('a', 'old')], [configMap('a', 'new')]));
    expect(text).toContain('staging: 1 changed\n');
    expect(text).toContain('@@ -4,4 +4,4 @@\n   name: a\n data:\n-  text: old\n+  text: new\n   same: same');
  });

  it.each([
    ['that changes', { key: 'old-value', same: 'same-value' }, { key: 'new-value', same: 'same-value' }],
    ['that comes', undefined, { key: 'new-value' }],
    ['that goes', { key: 'old-value' }, undefined],
  ])('shows no value of a Secret %s', (_what, before, after) => {
    const objectsOf = (data: typeof before) => (data === undefined ? [] : [secret(data)]);
    const text = report(difference(objectsOf(before), objectsOf(after)));
    expect(text).not.toContain('-value');
    expect(text).toContain('key: (hidden');
  });

  it('says which objects are only written differently, and shows no difference of them', () => {
    const text = report(difference([{ ...configMap('a', 'x'), immutable: null }], [configMap('a', 'x')]));
    expect(text).toContain('staging: nothing differs\n');
    expect(text).toContain('Written differently, and the same to an API server: ConfigMap a.');
    expect(text).not.toContain('@@');
  });

  it('lets no text of a manifest be a command to a terminal or a workflow', () => {
    const text = report(difference([configMap('a', 'x')], [configMap('a', '\u001b[31m\n::error::x\n##[group]\n')]));
    expect(text).not.toMatch(COLOUR);
    expect(text).not.toMatch(/^[-+\s]*::error/m);
    expect(text).not.toContain('##[group]');
  });
});

describe('the report as text', () => {
  it('has colours where they are wanted alone', () => {
    const differences = difference([configMap('a', 'old')], [configMap('a', 'new')]);
    expect(textReport(differences)).not.toMatch(COLOUR);
    expect(textReport(differences, { color: true })).toMatch(COLOUR);
  });
});

describe('the report as Markdown', () => {
  it('folds the differences, in a fence that no text of them ends', () => {
    const text = markdownReport(difference([configMap('a', 'old')], [configMap('a', '```\n</details>')]));
    expect(text).toContain('<details><summary>changed ConfigMap a</summary>\n\n````diff\n');
    expect(text).toContain('\n````\n\n</details>\n');
  });

  it('makes neither markup nor mentions of names', () => {
    const text = markdownReport(difference([], [configMap('@somebody <b> [x](y) `z`', 'x')]));
    expect(text.split('```')[0]).not.toMatch(/@somebody|<b>|\]\(|`z`/);
  });

  it.each([200, 5000])('of %i changed objects fits in a comment, and says what is left out', (count) => {
    const objects = (value: string) => Array.from({ length: count }, (_, index) => configMap(`map-${index}`, value));
    const services = (replicas: number) =>
      Array.from({ length: count }, (_, index) => ({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: `web-${index}` },
        spec: { replicas },
      }));
    const text = markdownReport(
      difference([...objects('x'.repeat(400)), ...services(1)], [...objects('y'.repeat(400)), ...services(2)]),
    );
    expect(text.length).toBeLessThanOrEqual(LONGEST_COMMENT);
    expect(text).toMatch(/\d+ differences of objects do not fit here/);
    if (count > 1000) expect(text).toMatch(/… and \d+ more, which do not fit here/);
  });
});
