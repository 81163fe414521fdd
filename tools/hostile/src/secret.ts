import { CANARY } from './texts.ts';

const BASE64 = Buffer.from(CANARY).toString('base64');

/**
 * Secrets with values in every possible way: valid and malformed, in lists, as a copy. The fields that are shown (name,
 * namespace, labels, type) contain the given text, and all others the canary.
 */
export function secretsWith(text: string): readonly object[] {
  const metadata = { name: text, namespace: text, labels: { [text]: text } };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, type: text };
  const copy = JSON.stringify({ ...secret, stringData: { token: CANARY } });
  return [
    { ...secret, data: { [text]: BASE64 }, stringData: { [text]: `${CANARY}${text}` } },
    { ...secret, data: { token: CANARY, tokens: [CANARY], nested: { token: CANARY } } },
    { ...secret, data: [CANARY], stringData: CANARY },
    { ...secret, stringdata: { token: CANARY }, immutable: CANARY, value: CANARY },
    { ...secret, metadata: { ...metadata, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': copy } } },
    { ...secret, metadata: { ...metadata, annotations: { [text]: CANARY }, finalizers: [CANARY] } },
    { ...secret, metadata: { name: 'a', annotations: [CANARY], ownerReferences: [{ name: CANARY }] } },
    { ...secret, apiVersion: 'constructor', stringData: { token: CANARY } },
    { ...secret, type: 'kubernetes.io/tls', data: { 'tls.crt': CANARY } },
    { ...secret, type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': BASE64 } },
    {
      apiVersion: 'v1',
      kind: 'List',
      metadata: { name: 'secrets' },
      items: [{ ...secret, stringData: { token: CANARY } }],
    },
    {
      apiVersion: 'v1',
      kind: 'SecretList',
      metadata: { name: 'secrets' },
      items: [{ metadata, data: { token: CANARY } }],
    },
  ];
}
