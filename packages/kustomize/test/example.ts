import type { KubernetesObject, Layer } from '../src/index.ts';

export const configMap = (data: Record<string, unknown>, name = 'settings'): KubernetesObject =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data }) as KubernetesObject;

export const deployment = (...images: string[]): KubernetesObject =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'payments' },
    spec: { template: { spec: { containers: images.map((image, index) => ({ name: `c${index}`, image })) } } },
  }) as KubernetesObject;

/** A layer of one file for each object. */
export const layer = (objects: readonly KubernetesObject[], more: Partial<Layer> = {}): Layer => ({
  namespace: 'payments',
  files: Object.fromEntries(objects.map((object, index) => [`f${index}.yaml`, { objects: [object] }])),
  ...more,
});

/** Keys and values on which a locale or a time zone could have an influence. */
export const LAYERS = {
  base: layer([configMap({ i: '1', I: '2', ı: '3', ä: '4', z: '5', at: '2001-01-01' }), deployment('web:1')]),
  overlays: {
    staging: layer([configMap({ i: '1', I: '3', ä: '5', İ: '6' }), deployment('web:2')], { nameSuffix: '-staging' }),
  },
};
