import { describe, expect, it } from 'vitest';
import { violatingFields } from '../testing.ts';

function asking(rule: object) {
  const webhook = {
    name: 'pods.example.com',
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    clientConfig: { url: 'https://example.com' },
    rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'], ...rule }],
  };
  const object = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'pods' },
    webhooks: [webhook],
  };
  return violatingFields('admission-rules', object).map((field) => field?.replace('webhooks[0].rules[0].', ''));
}

describe('what a webhook is asked about', () => {
  it('is said by "*" alone, or by a list', () => {
    expect(asking({ apiGroups: ['*'], operations: ['*'] })).toEqual([]);
    expect(asking({ apiGroups: ['*', 'apps'], operations: ['*', 'CREATE'] })).toEqual(['apiGroups', 'operations']);
  });

  it('may be of the core group, whose name is empty, and of no empty version', () => {
    expect(asking({ apiVersions: [''] })).toEqual(['apiVersions[0]']);
  });

  it('lists no resource that another entry covers', () => {
    expect(asking({ resources: ['*', 'pods/log', '*/scale'] })).toEqual([]);
    expect(asking({ resources: ['*', 'pods'] })).toEqual(['resources']);
    expect(asking({ resources: ['pods/*', 'pods/log'] })).toEqual(['resources[1]']);
    expect(asking({ resources: ['*/*', 'pods'] })).toEqual(['resources']);
  });
});
