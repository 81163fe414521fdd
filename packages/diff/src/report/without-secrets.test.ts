import type { Fields } from '@k8s-blocks/manifest';
import { describe, expect, it } from 'vitest';
import { compareBuilds } from '../compare-builds.ts';
import { markdownReport } from './markdown.ts';
import { textReport } from './text.ts';

const OLD = 'c4n4ry-of-the-old-side';
const NEW = 'c4n4ry-of-the-new-side';
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Both reports of a change, and its consequences, as one text. */
function reportOf(before: readonly unknown[], after: readonly unknown[]): string {
  const differences = [{ environment: 'staging', ...compareBuilds(before, after) }];
  return [
    textReport(differences),
    textReport(differences, { color: true }),
    markdownReport(differences),
    JSON.stringify(differences.map(({ consequences, notes }) => ({ consequences, notes }))),
  ].join('\n');
}

function expectNoValue(text: string): void {
  expect(text).not.toMatch(/c4n4ry/);
  for (const value of [OLD, NEW]) expect(text).not.toContain(base64(value).slice(0, 16));
}

function secret(fields: Fields, metadata: Fields = {}, kind = 'Secret'): Fields {
  return { apiVersion: 'v1', kind, metadata: { name: 'keys', namespace: 'shop', ...metadata }, ...fields };
}

const FORMS: readonly (readonly [where: string, object: (value: string) => Fields])[] = [
  ['stringData', (value) => secret({ stringData: { KEY: value } })],
  ['data', (value) => secret({ data: { KEY: base64(value) } })],
  ['a misspelt field', (value) => secret({ stringdata: { KEY: value } })],
  ['an unknown field of maps and lists', (value) => secret({ extra: { deep: [{ list: [value] }] } })],
  ['an annotation', (value) => secret({}, { annotations: { copy: JSON.stringify({ KEY: value }) } })],
  ['annotations that are a list', (value) => secret({}, { annotations: [value] })],
  ['a label that is a map', (value) => secret({}, { labels: { a: { b: value } } })],
  ['managed fields', (value) => secret({}, { managedFields: [{ fieldsV1: value }] })],
  ['data that is text', (value) => secret({ data: value })],
  ['data that is a list', (value) => secret({ data: [value] })],
  ['stringData that is text', (value) => secret({ stringData: value })],
  ['a value that is a map', (value) => secret({ data: { KEY: { [value]: value } } })],
  ['a value that is a list', (value) => secret({ stringData: { KEY: [value, 1] } })],
  ['a type that is a map', (value) => secret({ type: { a: value } })],
  ['immutable data', (value) => secret({ immutable: true, data: { KEY: { [value]: 1 } } })],
  ['a kind in lower case', (value) => secret({ stringData: { KEY: value } }, {}, 'secret')],
  ['a kind with spaces', (value) => secret({ stringData: { KEY: value } }, {}, ' Secret ')],
  ['another API version', (value) => ({ ...secret({ stringData: { KEY: value } }), apiVersion: 'v2beta1' })],
  ['a List', (value) => ({ apiVersion: 'v1', kind: 'List', items: [secret({ data: { KEY: value } })] })],
  [
    'a SecretList of items without kind',
    (value) => ({ apiVersion: 'v1', kind: 'SecretList', items: [{ metadata: { name: 'a' }, data: { KEY: value } }] }),
  ],
  [
    'a Secret in another object',
    (value) => ({ apiVersion: 'x/v1', kind: 'Bundle', metadata: { name: 'b' }, spec: { all: [secret({ x: value })] } }),
  ],
  [
    'a SecretList in another object',
    (value) => ({
      apiVersion: 'x/v1',
      kind: 'Bundle',
      metadata: { name: 'b' },
      spec: { kind: 'SecretList', items: [{ data: { KEY: value } }] },
    }),
  ],
  [
    'the manifest of a Secret as text',
    (value) => configMap({ 'secret.yaml': `apiVersion: v1\nkind: Secret\nstringData:\n  KEY: ${value}\n` }),
  ],
  ['the same with a tag', (value) => configMap({ manifest: `kind:  !!str "Secret"\ndata: { KEY: ${value} }\n` })],
  ['a patch of a Secret as text', (value) => configMap({ patch: `stringData: { KEY: ${value} }` })],
  ['the same as JSON', (value) => configMap({ manifest: JSON.stringify(secret({ data: { KEY: value } })) })],
  [
    'the same as JSON in JSON',
    (value) => configMap({ manifest: JSON.stringify({ text: JSON.stringify(secret({ data: { KEY: value } })) }) }),
  ],
];

function configMap(data: Fields, name = 'keys'): Fields {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data };
}

describe.each(FORMS)('a value of a Secret in %s', (_, object) => {
  it('does not show where it changes, and that it changes does', () => {
    const text = reportOf([object(OLD)], [object(NEW)]);
    expectNoValue(text);
    expect(text).toContain('(hidden; the old value)');
    expect(text).toContain('(hidden; the new value)');
  });

  it('does not show where it comes, goes, or has another name', () => {
    const renamed = JSON.parse(JSON.stringify(object(OLD)).replaceAll('"keys"', '"other"'));
    for (const [before, after] of [
      [[], [object(NEW)]],
      [[object(OLD)], []],
      [[object(OLD)], [renamed]],
    ] as const) {
      expectNoValue(reportOf(before, after));
    }
  });
});

describe('a value that moves', () => {
  const moved = [
    ['from a ConfigMap', configMap({ KEY: OLD, OTHER: 'short' })],
    ['from a ConfigMap of another name', configMap({ KEY: OLD }, 'settings')],
    [
      'from a variable',
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web' },
        spec: { template: { spec: { containers: [{ name: 'web', env: [{ name: 'KEY', value: OLD }] }] } } },
      },
    ],
    ['from a Secret of another kind', secret({ type: 'Opaque', data: { KEY: base64(OLD) } }, {}, 'secret')],
  ] as const;

  it.each(moved)('into a Secret does not show where it was, nor on the way back: %s', (_, source) => {
    for (const target of [secret({ stringData: { KEY: OLD } }), secret({ data: { KEY: base64(OLD) } })]) {
      expectNoValue(reportOf([source], [target]));
      expectNoValue(reportOf([target], [source]));
    }
  });

  it('with another value into a Secret of the ConfigMap’s name does not show either', () => {
    expectNoValue(reportOf([configMap({ KEY: OLD })], [secret({ stringData: { KEY: NEW } })]));
    expectNoValue(reportOf([secret({ stringData: { KEY: OLD } })], [configMap({ KEY: NEW })]));
    const vault = { ...configMap({ KEY: NEW }), apiVersion: 'vault.example.com/v1', kind: 'VaultEntry' };
    expectNoValue(reportOf([secret({ data: { KEY: base64(OLD) } })], [vault]));
  });

  it('hides nothing of a ConfigMap that stays beside a Secret of its name', () => {
    const text = reportOf(
      [configMap({ level: 'info-level' }), secret({ stringData: { KEY: OLD } })],
      [configMap({ level: 'debug-level' }), secret({ stringData: { KEY: NEW } })],
    );
    expectNoValue(text);
    expect(text).toContain('+  level: debug-level');
  });

  it('from stringData to data is not shown as another value', () => {
    const text = reportOf(
      [secret({ stringData: { KEY: OLD, MORE: 'a' } })],
      [secret({ data: { KEY: base64(OLD) }, stringData: { MORE: 'b' } })],
    );
    expect(text).toContain('+data:\n   KEY: (hidden)\n');
    expect(text).toContain('+  MORE: (hidden; the new value)');
  });
});

describe('what a Secret shows', () => {
  it('is its name, its labels, its type and its keys', () => {
    const text = reportOf(
      [],
      [secret({ type: 'Opaque', stringData: { KEY: NEW, __proto__x: NEW } }, { labels: { app: 'shop' } })],
    );
    for (const line of ['+  name: keys', '+    app: shop', '+type: Opaque', '+  KEY: (hidden)'])
      expect(text).toContain(line);
  });

  it('is a key, and not what is below it, where an API server refuses that it changes', () => {
    const of = (value: string) => secret({ immutable: true, data: { KEY: { [value]: value } } });
    const { consequences } = compareBuilds([of(OLD)], [of(NEW)]);
    expect(consequences.map(({ field }) => field)).toEqual(['data.KEY']);
  });
});
