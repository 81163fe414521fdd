import { describe, expect, it } from 'vitest';
import { container, core, deployment, violatingFields } from '../testing.ts';

describe('labels', () => {
  it('have keys of their form', () => {
    expect(
      violatingFields('object-labels', core('ConfigMap', { metadata: { name: 'shop', labels: { 'a/b/c': '' } } })),
    ).toEqual(['metadata.labels["a/b/c"]']);
  });

  it('have values of their form', () => {
    expect(
      violatingFields('object-labels', core('ConfigMap', { metadata: { name: 'shop', labels: { app: '-' } } })),
    ).toEqual(['metadata.labels.app']);
  });

  it('have them in a template as well', () => {
    expect(
      violatingFields(
        'object-labels',
        deployment(
          {},
          { template: { metadata: { labels: { app: 'shop', b: 'c d' } }, spec: { containers: [container()] } } },
        ),
      ),
    ).toEqual(['spec.template.metadata.labels.b']);
  });
});
