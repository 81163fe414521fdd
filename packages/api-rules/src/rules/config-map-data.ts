import { dataKeyProblem, formatStep } from '@k8s-blocks/manifest';
import { decodedLength } from '../base64.ts';
import { ruleFor } from '../rule.ts';
import { invalid, quote, type Violations } from '../violation.ts';

const MAX_BYTES = 1024 * 1024;
const KEY_REMEDY = 'Use letters, digits, "-", "_" and ".", at most 253.';

/**
 * The keys of a ConfigMap are valid file names (letters, digits, "-", "_" and "."), none is in both `data` and
 * `binaryData`, and the values have at most 1 MiB.
 *
 * @example
 * data: { "a b": "" } # a space
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object
 */
export const configMapData = ruleFor('config-map-data', 'ConfigMap', function* ({ data, binaryData }): Violations {
  let size = 0;
  for (const key in data) {
    size += Buffer.byteLength(data[key] ?? '');
    yield* invalid(`data${formatStep(key)}`, dataKeyProblem(key), KEY_REMEDY);
    if (binaryData !== undefined && Object.hasOwn(binaryData, key)) {
      yield {
        field: `data${formatStep(key)}`,
        problem: `${quote(key)} is in both data and binaryData.`,
        remedy: 'Keep one of them.',
      };
    }
  }
  for (const key in binaryData) {
    size += decodedLength(binaryData[key] ?? '');
    yield* invalid(`binaryData${formatStep(key)}`, dataKeyProblem(key), KEY_REMEDY);
  }
  if (size > MAX_BYTES) {
    const problem = `The values have ${size} bytes, at most ${MAX_BYTES} are allowed.`;
    yield { code: 'FieldValueTooLong', field: 'data', problem, remedy: 'Split it, or mount a volume.' };
  }
});
