import { isFields } from '@k8s-blocks/manifest';
import type { IOpaqueDeviceConfiguration } from 'kubernetes-models/resource.k8s.io/v1/OpaqueDeviceConfiguration';
import { typeRule } from '../type-rule.ts';
import { quote } from '../violation.ts';

const MAX_BYTES = 10 * 1024;

/**
 * The parameters of a driver of devices are an object, of 10 KiB at most.
 *
 * @example
 * spec:
 *   config: [{ opaque: { driver: gpu.example.com, parameters: fast } }] # { mode: fast }
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
 */
export const deviceParameters = typeRule<IOpaqueDeviceConfiguration>(
  'device-parameters',
  'resource/v1.OpaqueDeviceConfiguration',
  function* (configuration, { path }) {
    const parameters: unknown = configuration.parameters;
    const field = `${path}.parameters`;
    if (parameters === undefined || parameters === '') return;
    if (!isFields(parameters)) {
      const problem = `${quote(parameters)} is not an object.`;
      yield { field, problem, remedy: 'Write its fields as keys.' };
    } else if (Buffer.byteLength(JSON.stringify(parameters)) > MAX_BYTES) {
      yield {
        code: 'FieldValueTooLong',
        field,
        problem: `It has more than ${MAX_BYTES} bytes.`,
        remedy: 'Shorten it.',
      };
    }
  },
);
