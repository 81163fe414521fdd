import type { KubernetesObject } from '@k8s-blocks/kustomize';
import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { realSecrets } from './real-secrets.ts';

const REAL = 'hunter2-correct-horse';
const BASE64 = Buffer.from(REAL).toString('base64');
const head = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'payments' } };
const placeholders = { ...head, stringData: { TOKEN: 'REPLACE_WITH_TOKEN' } };
const real = { ...head, stringData: { TOKEN: REAL } };
const annotated = (annotations: object) => ({ ...placeholders, metadata: { name: 'payments', annotations } });
const configMap = (text: string) => ({ ...head, kind: 'ConfigMap', data: { text } });

async function problemsOf(object: object) {
  const problems = await realSecrets(object as KubernetesObject);
  const message = problems.length === 0 ? '' : new Refusal(problems).message;
  for (const text of [REAL, BASE64]) expect(message).not.toContain(text.slice(0, 8));
  return problems;
}

describe('a real value is found, and not repeated,', () => {
  it.each<[string, object, string]>([
    ['in a List', { kind: 'List', items: [real] }, 'items[0].stringData.TOKEN'],
    [
      'in a List in a List',
      { kind: 'List', items: [{ kind: 'List', items: [real] }] },
      'items[0].items[0].stringData.TOKEN',
    ],
    [
      'in a SecretList whose items have no kind',
      { kind: 'SecretList', items: [{ data: { TOKEN: BASE64 } }] },
      'items[0].data.TOKEN',
    ],
    ['in a field of a custom resource', { kind: 'Template', spec: { secret: real } }, 'spec.secret.stringData.TOKEN'],
    ['in a Secret whose kind is written otherwise', { ...real, kind: 'secret ' }, 'stringData.TOKEN'],
    ['in a key with a dot', { ...head, stringData: { 'a.txt': REAL } }, 'stringData["a.txt"]'],
    [
      'in a list, instead of a placeholder',
      { ...head, stringData: { TOKEN: ['REPLACE_WITH_TOKEN'] } },
      'stringData.TOKEN',
    ],
    ['in a map, instead of a text', { ...head, stringData: { TOKEN: { a: REAL } } }, 'stringData.TOKEN'],
    ['as the name of a Secret in a field', { spec: { secret: { kind: 'Secret', name: [REAL] } } }, 'spec.secret.name'],
    ['in stringData that is a text', { ...head, stringData: REAL }, 'stringData'],
    ['in data that is a list', { ...head, data: [BASE64] }, 'data'],
    ['in a field that is misspelt', { ...head, stringdata: { TOKEN: REAL } }, 'stringdata'],
    ['in a field that no Secret has', { ...head, spec: { TOKEN: REAL } }, 'spec'],
    ['in a type that is a map', { ...head, type: { TOKEN: REAL } }, 'type'],
    ['in metadata that is a text', { ...head, metadata: REAL }, 'metadata'],
    [
      'in a field that no metadata has',
      { ...head, metadata: { name: 'a', stringData: { TOKEN: REAL } } },
      'metadata.stringData',
    ],
    ['in a name that is a map', { ...head, metadata: { name: { TOKEN: REAL } } }, 'metadata.name'],
    ['in a label that is a list', { ...head, metadata: { name: 'a', labels: { TOKEN: [REAL] } } }, 'metadata.labels'],
    ['in annotations that are a text', { ...head, metadata: { name: 'a', annotations: REAL } }, 'metadata.annotations'],
    [
      'in the copy that kubectl keeps',
      annotated({ 'kubectl.kubernetes.io/last-applied-configuration': '{}' }),
      'metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]',
    ],
    [
      'in a copy as JSON in an annotation',
      annotated({ a: JSON.stringify({ data: { TOKEN: BASE64 } }) }),
      'metadata.annotations.a',
    ],
    [
      'in a copy as YAML in an annotation',
      annotated({ a: `stringData:\n  TOKEN: ${REAL}\n` }),
      'metadata.annotations.a',
    ],
    [
      'in a copy in flow style in an annotation',
      annotated({ a: `stringData: {TOKEN: ${REAL}}` }),
      'metadata.annotations.a',
    ],
    [
      'in a copy of a List in an annotation',
      annotated({ a: JSON.stringify({ items: [{ data: {} }] }) }),
      'metadata.annotations.a',
    ],
    [
      'in a copy with escapes in an annotation',
      annotated({ a: `{"\\u0064ata": {"TOKEN": "${BASE64}"}}` }),
      'metadata.annotations.a',
    ],
    [
      'in a copy that is not valid YAML',
      annotated({ a: `kind: Secret\nstringData: {TOKEN: ${REAL}` }),
      'metadata.annotations.a',
    ],
    ['in an annotation that is a map', annotated({ a: { data: { TOKEN: REAL } } }), 'metadata.annotations.a'],
    [
      'in a manifest in a ConfigMap',
      configMap(`a: 1\n---\nkind: Secret\nstringData:\n  TOKEN: ${REAL}\n`),
      'data.text',
    ],
    ['in a manifest as JSON in a ConfigMap', configMap(JSON.stringify(real)), 'data.text'],
    ['in a manifest with escapes', configMap(`{"kind": "\\u0053ecret", "data": {"TOKEN": "${BASE64}"}}`), 'data.text'],
    ['in a manifest in a manifest', configMap(JSON.stringify(configMap(JSON.stringify(real)))), 'data.text'],
    [
      'in an annotation of something else',
      { ...configMap(''), metadata: { annotations: { a: JSON.stringify(real) } } },
      'metadata.annotations.a',
    ],
  ])('%s', async (_, object, field) => {
    const problems = await problemsOf(object);
    expect(problems.map((problem) => problem.field)).toEqual([field]);
    expect(problems[0]?.remedy).toBeDefined();
  });
});

it('a real value beside the name of a Secret is found, too', async () => {
  const secret = { kind: 'Secret', name: 'payments', stringData: { TOKEN: REAL } };
  expect(await problemsOf({ kind: 'Template', spec: { secret } })).toContainEqual(
    expect.objectContaining({ field: 'spec.secret.stringData.TOKEN' }),
  );
});

describe('nothing is found in', () => {
  it.each<[string, object]>([
    ['a Secret with placeholders', placeholders],
    [
      'a Secret with labels, a type and words in annotations',
      { ...annotated({ why: 'The data is rotated.' }), type: 'Opaque', immutable: true },
    ],
    ['a List of Secrets with placeholders', { kind: 'List', items: [placeholders] }],
    ['a manifest with placeholders in a ConfigMap', configMap(JSON.stringify(placeholders))],
    [
      'a Deployment that refers to a Secret',
      { kind: 'Deployment', spec: { envFrom: [{ secretRef: { name: 'payments' } }] } },
    ],
    [
      'a Gateway, a release of Flux and a ServiceAccount that name a Secret by its kind',
      {
        kind: 'Gateway',
        spec: { listeners: [{ tls: { certificateRefs: [{ group: '', kind: 'Secret', name: 'tls' }] } }] },
        valuesFrom: [{ kind: 'Secret', name: 'values', valuesKey: 'values.yaml', optional: true }],
        secrets: [{ apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'token', uid: 'a' }],
      },
    ],
    ['a script about secrets', configMap('echo "the secret is elsewhere: {"\nkind create cluster\n')],
    [
      'an annotation with data of something that is not a Secret',
      { ...configMap(''), metadata: { annotations: { a: '{"data": {"a": "b"}}' } } },
    ],
  ])('%s', async (_, object) => {
    expect(await problemsOf(object)).toEqual([]);
  });
});
