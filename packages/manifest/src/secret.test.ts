import { describe, expect, it } from 'vitest';
import { holdsSecret, isShownOfSecret, redactSecret, secretsIn } from './index.ts';

const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'payments' }, stringData: { token: 'value' } };

describe('the Secrets in a manifest', () => {
  it('are found as the whole, in Lists of Lists, and as a copy in any field', () => {
    const list = { kind: 'List', items: [{ kind: 'List', items: [secret] }, { spec: { template: { ...secret } } }] };
    expect(secretsIn(secret).map(({ path }) => path)).toEqual([[]]);
    expect(secretsIn(list).map(({ path }) => path)).toEqual([
      ['items', 0, 'items', 0],
      ['items', 1, 'spec', 'template'],
    ]);
  });

  it('are found in a SecretList whose items need not say their kind', () => {
    const items = [{ metadata: { name: 'a' }, data: { key: 'dg==' } }];
    expect(secretsIn({ kind: 'SecretList', items })).toEqual([{ secret: items[0], path: ['items', 0] }]);
  });

  it('are found once where an object contains itself', () => {
    const cyclic: Record<string, unknown> = { kind: 'List', items: [secret] };
    cyclic.self = cyclic;
    expect(secretsIn(cyclic)).toHaveLength(1);
  });

  it.each([
    ['in another case', { ...secret, kind: ' secret' }],
    ['of another version', { ...secret, apiVersion: 'v2' }],
    ['without a name', { kind: 'Secret' }],
  ])('are found %s', (_, value) => {
    expect(secretsIn(value)).toHaveLength(1);
  });
});

describe('a file holds values of Secrets', () => {
  it.each([
    ['as an object', secret],
    ['instead of its version', { apiVersion: ['value'], kind: 'Secret', metadata: { name: 'payments' } }],
    ['in a list of documents', [{ kind: 'ConfigMap' }, secret]],
    ['in a List', { kind: 'List', items: [secret] }],
    ['in a secretGenerator', { secretGenerator: [{ name: 'a', literals: ['token=value'] }] }],
    ['in stringData, whatever the kind', { kind: 'Sceret', stringData: { token: 'value' } }],
    ['in the operations of a JSON patch', [{ op: 'replace', path: '/stringData/token', value: 'value' }]],
    ['in an inline strategic merge patch', { patches: [{ patch: 'kind: Secret\nstringData:\n  token: value\n' }] }],
    [
      'in an inline JSON patch of a Secret',
      { patches: [{ target: { kind: 'Secret' }, patch: '- op: add\n  path: /data/token\n  value: dg==\n' }] },
    ],
    [
      'in an inline JSON patch of any kind',
      { patch: '- op: add\n  path: /data/token\n', target: { name: 'payments' } },
    ],
    ['in a copy within a ConfigMap', { kind: 'ConfigMap', data: { 'secret.yaml': 'apiVersion: v1\nkind: Secret\n' } }],
  ])('%s', (_, value) => {
    expect(holdsSecret(value)).toBe(true);
  });

  it.each([
    [
      'where a pod only refers to a Secret',
      { kind: 'Pod', env: [{ valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }] },
    ],
    ['where a ConfigMap is patched', { target: { kind: 'ConfigMap' }, patch: '- op: add\n  path: /data/HOST\n' }],
    ['where a comment-like word stands in one line', { data: { HINT: 'the secret is elsewhere' } }],
  ])('but not %s', (_, value) => {
    expect(holdsSecret(value)).toBe(false);
  });
});

describe('a Secret as it may be shown', () => {
  it('has its name, labels, type and keys, and no value', () => {
    const labels = { app: 'payments' };
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{"stringData":{"token":"value"}}' };
    const given = { ...secret, type: 'Opaque', metadata: { name: 'payments', labels, annotations } };
    expect(redactSecret(given)).toEqual({
      ...given,
      metadata: {
        name: 'payments',
        labels,
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '(hidden)' },
      },
      stringData: { token: '(hidden)' },
    });
  });

  it.each([
    ['a field that no Secret has', { ...secret, stringdata: { token: 'value' } }],
    ['data that is not a map', { ...secret, data: ['value'] }],
    ['metadata that is not a map', { ...secret, metadata: ['value'] }],
    ['values instead of a name', { ...secret, metadata: { name: { token: 'value' } }, type: { token: 'value' } }],
    ['labels that are not text', { ...secret, metadata: { labels: { token: ['value'] } } }],
    ['other metadata', { ...secret, metadata: { managedFields: [{ value: 'value' }] } }],
  ])('hides %s', (_, value) => {
    expect(JSON.stringify(redactSecret(value))).not.toMatch(/"value"/);
  });

  it.each([
    ['kind', true],
    ['metadata.name', true],
    ['metadata.labels.app', true],
    ['metadata.labels["app.kubernetes.io/name"]', true],
    ['metadata', false],
    ['metadata.uid', false],
    ['metadata.annotations.copy', false],
    ['data.token', false],
    ['stringdata', false],
    ['spec.metadata.name', false],
  ])('says by the path of a field whether its value is shown: %s', (field, isShown) => {
    expect(isShownOfSecret(field)).toBe(isShown);
  });

  it('says of each key what the caller says of it', () => {
    const shown = redactSecret({ kind: 'Secret', data: { a: 'x', b: 'y' } }, (key) => `(hidden ${key})`);
    expect(shown.data).toEqual({ a: '(hidden a)', b: '(hidden b)' });
  });
});
