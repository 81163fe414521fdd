import { expect, it } from 'vitest';
import { violatingFields } from '../testing.ts';

it('the claims that a template makes have valid labels and annotations', () => {
  const object = {
    apiVersion: 'resource.k8s.io/v1',
    kind: 'ResourceClaimTemplate',
    metadata: { name: 'gpu' },
    spec: { metadata: { labels: { app: 'my shop' }, annotations: { 'a b': 'c' } }, spec: {} },
  };
  expect(violatingFields('resource-claim-template', object)).toEqual([
    'spec.metadata.labels.app',
    'spec.metadata.annotations["a b"]',
  ]);
});
