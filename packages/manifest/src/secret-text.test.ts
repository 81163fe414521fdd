import { describe, expect, it } from 'vitest';
import { mayHoldSecret, parseYaml } from './secret-text.ts';

const patches = (patch: string, target = '') => `patches:\n- patch: |-\n${patch.replace(/^/gm, '    ')}\n${target}`;

describe('a file may hold values of Secrets', () => {
  it.each([
    ['as a Secret', 'apiVersion: v1\nkind: Secret\ndata: { token: dg== }\n'],
    ['in the second document', 'kind: ConfigMap\n---\nkind: Secret\ndata: {}\n'],
    ['in flow style', '{kind: Secret, stringData: {token: value}}'],
    ['as JSON', '{"kind":"Secret","data":{"token":"dg=="}}'],
    ['with a tag', 'kind: !!str Secret\ndata: {}\n'],
    ['with a tag that the parser does not know', 'kind: !text Secret\ndata: {}\n'],
    ['with a kind in base64', 'kind: !!binary U2VjcmV0\ndata: {}\n'],
    ['with escapes', '"k\\u0069nd": "\\u0053ecret"\ndata: {}\n'],
    ['with the kind at the end of long lines', `data: {}\nkind:${' '.repeat(200)}Secret\n`],
    ['with the kind behind an anchor', 'a: &kind Secret\nb:\n  kind: *kind\n  data: {}\n'],
    ['with a key written as a question', '? kind\n: Secret\n? data\n: {}\n'],
    ['with line ends of Windows', '\ufeffkind: Secret\r\ndata:\r\n  token: dg==\r\n'],
    ['in a List in a List', 'kind: List\nitems:\n- kind: List\n  items:\n  - kind: Secret\n    data: {}\n'],
    ['as literals of a generator', 'secretGenerator:\n- name: a\n  literals: [token=value]\n'],
    ['as a generator of its own', 'apiVersion: builtin\nkind: SecretGenerator\nliterals: [token=value]\n'],
    ['in an inline strategic merge patch', patches('kind: Secret\nstringData:\n  token: value')],
    ['in an inline patch whose kind is escaped', patches('kind: "\\u0053ecret"\ndata:\n  token: dg==')],
    ['in an inline patch in one line', 'patches:\n- patch: \'{"kind":"Secret","data":{"token":"dg=="}}\'\n'],
    ['in an inline patch that cannot be parsed', patches('kind: "\\u0053ecret\ndata: [')],
    ['in a patchesStrategicMerge', 'patchesStrategicMerge:\n- |-\n  kind: Secret\n  data: {token: dg==}\n'],
    [
      'in a JSON patch of a Secret, of its metadata',
      patches('- op: add\n  path: /metadata/annotations/a\n  value: v', '  target: {kind: Secret}'),
    ],
    [
      'in a JSON patch whose target is an expression',
      patches('- op: add\n  path: /metadata/a\n  value: v', '  target: {kind: Se.*}'),
    ],
    ['in a JSON patch of any kind', patches('- op: add\n  path: /data/a\n  value: v', '  target: {name: a}')],
    [
      'in what a JSON patch of something else adds',
      patches('- op: add\n  path: /items\n  value: {kind: Secret, data: {a: v}}', '  target: {kind: List}'),
    ],
    ['in a copy in a ConfigMap', 'kind: ConfigMap\ndata:\n  a: |\n    kind: Secret\n    data: {a: v}\n'],
    ['in a copy in an annotation', 'metadata:\n  annotations:\n    a: \'{"kind":"Secret","data":{"a":"dg=="}}\'\n'],
    ['in a script', 'data:\n  run: |\n    kubectl create secret generic a --from-literal=token=value; [\n'],
    ['in a comment', 'kind: ConfigMap\n# kind: Secret\n# data: {token: dg==}\n'],
    ['in a comment behind a value', 'kind: ConfigMap # stringData: {token: value}\n'],
    ['where it cannot be parsed', 'kind: ConfigMap\n<<<<<<< HEAD\ndata: {}\n'],
    ['where a key is duplicate', 'kind: ConfigMap\nkind: Secret\n'],
    ['where it is nested too deep to look', `a: ${'['.repeat(500)}${']'.repeat(500)}\n`],
  ])('%s', (_, text) => {
    expect(mayHoldSecret(text)).toBe(true);
  });

  it.each([
    ['a ConfigMap', 'kind: ConfigMap\n# The token is in the Secret.\ndata:\n  run: |\n    if [ -f a ]; then :; fi\n'],
    [
      'a Deployment that refers to one',
      'kind: Deployment\nspec:\n  envFrom:\n  - secretRef: {name: payments-secret}\n',
    ],
    ['the patch that removes one', patches('$patch: delete\napiVersion: v1\nkind: Secret\nmetadata:\n  name: a')],
    [
      'a JSON patch of a ConfigMap',
      patches('- op: add\n  path: /data/HOST\n  value: a', '  target: {kind: ConfigMap}'),
    ],
    ['nothing', ''],
  ])('but not %s', (_, text) => {
    expect(mayHoldSecret(text)).toBe(false);
  });

  it.each([
    ['different keys', Array.from({ length: 100_000 }, (_, index) => `k${index}: 1`).join('\n')],
    ['one key', 'a: 1\n'.repeat(200_000)],
    ['aliases', `a: &a 1\nb:\n${'- *a\n'.repeat(200_000)}`],
    ['open brackets', '['.repeat(1_000_000)],
    ['blank lines in a block', `a: |\n${'\n'.repeat(1_000_000)}b: 1\n`],
    ['carriage returns', `a: |\n  ${'\r'.repeat(1_000_000)}`],
    ['comments', `${'#kind '.repeat(150_000)}\n`],
    ['manifests in manifests', Array.from({ length: 1200 }, (_, index) => `${' '.repeat(index)}a: |`).join('\n')],
  ])(
    'is said of 1 MB of %s',
    (_, text) => {
      expect(typeof mayHoldSecret(text)).toBe('boolean');
    },
    20_000,
  );
});

it('a text that cannot be parsed has no documents', () => {
  expect(parseYaml('a: 1\n---\nb: 2\n')).toEqual([{ a: 1 }, { b: 2 }]);
  expect(parseYaml('a: [')).toBeUndefined();
});
