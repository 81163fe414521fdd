import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBuilds } from '../compare-builds.ts';
import { MAX_COMMENT_LENGTH, markdownReport } from './markdown.ts';
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
    expect(text).toContain('Written differently, and the same to an API server: ConfigMap a in default.');
    expect(text).not.toContain('@@');
  });

  it('lets no text of a manifest be a command to a terminal or a workflow', () => {
    const text = report(difference([configMap('a', 'x')], [configMap('a', '\u001b[31m\n::error::x\n##[group]\n')]));
    expect(text).not.toMatch(COLOUR);
    expect(text).not.toMatch(/^[-+\s]*::error/m);
    expect(text).not.toContain('##[group]');
  });
});

describe.each(reports)('the report as %s', (_, report) => {
  const hostile = 'a\u001b[31m\n::error::x\r\n##vso[task]\u2028\u202e\u0000@team <b>|`';
  const object = (name: string, value: string) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: name, labels: { [value]: value } },
    spec: { replicas: value.length, selector: { [value]: value }, template: { spec: { [value]: value } } },
  });

  it('has names, keys, values, notes and environments that neither steer a terminal nor command a workflow', () => {
    const [before, after] = [[object(hostile, 'old'), object('gone', hostile)], [object(hostile, hostile)]];
    const text = report([{ environment: hostile, ...compareBuilds(before, after), notes: [hostile] }]);
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028\u202e]/u);
    expect(text).not.toMatch(/^[-+\s]*::|##vso\[/m);
  });

  it('does not say that nothing differs where not all, or nothing, was compared', () => {
    const nothing = { environment: 'staging', ...compareBuilds([], []), notes: ['shop is not compared'] };
    expect(report([{ ...nothing, compared: 'part' }])).toContain(
      'staging: nothing differs in what could be compared\n',
    );
    expect(report([{ ...nothing, compared: 'nothing' }])).toContain('staging: nothing could be compared\n');
    expect(report([{ ...nothing, compared: 'nothing' }])).not.toContain('differs');
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
    expect(text).toContain('<details><summary>changed ConfigMap a in default</summary>\n\n````diff\n');
    expect(text).toContain('\n````\n\n</details>\n');
  });

  it('makes neither markup nor mentions of names', () => {
    const text = markdownReport(difference([], [configMap('@team <b> [x](y) `z`', 'x')]));
    expect(text.split('```')[0]).not.toMatch(/@team|<b>|\]\(|`z`/);
  });

  it('tells no team of a name, a key or a note', () => {
    const before = [configMap('@team/x', 'x'), secret({ '@team': 'x' })];
    const differences = [{ environment: '@team', ...compareBuilds(before, []), notes: ['@team <img src=x>'] }];
    const outside = markdownReport(differences).replaceAll(/^(`{3,})diff\n[\s\S]*?\n\1$/gm, '');
    expect(outside).toContain('&#64;team');
    expect(outside).not.toMatch(/@team|<img/);
  });

  it('is never longer than it may be, and closes whatever it opens', () => {
    const names = fc.string({ maxLength: 300 });
    const long = fc.constantFrom('', '`'.repeat(700), 'x\n'.repeat(300), '<details>', '|*_'.repeat(200));
    const sides = fc.array(fc.tuple(names, long), { maxLength: 8 });
    const environments = fc.array(fc.tuple(names, sides, sides, fc.array(fc.oneof(names, long))), { maxLength: 30 });
    const objects = (side: readonly [string, string][]) => side.map(([name, value]) => configMap(name, value));
    fc.assert(
      fc.property(environments, fc.integer({ min: 1000, max: 5000 }), (all, maxLength) => {
        const differences = all.map(([environment, before, after, notes]) => {
          return { environment, ...compareBuilds(objects(before), objects(after)), notes };
        });
        const text = markdownReport(differences, { maxLength });
        expect(text.length).toBeLessThanOrEqual(maxLength);
        const outside = text.replaceAll(/^(`{3,})diff\n[\s\S]*?\n\1$/gm, '');
        expect(outside).not.toContain('```');
        expect(outside.split('<details>')).toHaveLength(outside.split('</details>').length);
      }),
    );
  });

  it('of thousands of environments says how many do not fit', () => {
    const [one] = difference([], [configMap('a', 'x')]);
    const differences = Array.from({ length: 3000 }, (_, index) => ({ ...one, environment: `e${index}` }));
    const text = markdownReport(differences as Parameters<typeof markdownReport>[0]);
    expect(text.length).toBeLessThanOrEqual(MAX_COMMENT_LENGTH);
    expect(text).toMatch(/\*\d+ environments do not fit here\. Run the command for them\.\*/);
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
    expect(text.length).toBeLessThanOrEqual(MAX_COMMENT_LENGTH);
    expect(text).toMatch(/\d+ differences of objects do not fit here/);
    if (count > 1000) expect(text).toMatch(/… and \d+ more, which do not fit here/);
  });
});
