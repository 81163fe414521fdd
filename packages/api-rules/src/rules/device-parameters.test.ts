import { expect, it } from 'vitest';
import { violatingFields } from '../testing.ts';

const fieldsOf = (parameters: unknown) =>
  violatingFields('device-parameters', {
    apiVersion: 'resource.k8s.io/v1',
    kind: 'DeviceClass',
    metadata: { name: 'gpu' },
    spec: { config: [{ opaque: { driver: 'gpu.example.com', parameters } }] },
  });

it('the parameters of a driver are an object that is not too large', () => {
  expect(fieldsOf({ mode: 'fast' })).toEqual([]);
  expect(fieldsOf('fast')).toEqual(['spec.config[0].opaque.parameters']);
  expect(fieldsOf({ text: 'a'.repeat(10_240) })).toEqual(['spec.config[0].opaque.parameters']);
});
