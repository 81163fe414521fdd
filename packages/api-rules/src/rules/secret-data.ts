import { dataKeyProblem, formatStep } from '@k8s-blocks/manifest';
import { decodedLength } from '../base64.ts';
import { ruleFor } from '../rule.ts';
import { invalid, type Violations } from '../violation.ts';

const MAX_BYTES = 1024 * 1024;
const KEY_REMEDY = 'Use letters, digits, "-", "_" and ".", at most 253.';

/**
 * The keys of a Secret are valid file names, and the values have at most 1 MiB. (A key of `stringData` replaces that
 * of `data`.)
 *
 * @example
 * stringData: { "a/b": "" }
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data
 */
export const secretData = ruleFor('secret-data', 'Secret', function* ({ data = {}, stringData = {} }): Violations {
  let size = 0;
  for (const key in data) {
    if (!Object.hasOwn(stringData, key)) size += decodedLength(data[key] ?? '');
    yield* invalid(`data${formatStep(key)}`, dataKeyProblem(key), KEY_REMEDY);
  }
  for (const key in stringData) {
    size += Buffer.byteLength(stringData[key] ?? '');
    yield* invalid(`stringData${formatStep(key)}`, dataKeyProblem(key), KEY_REMEDY);
  }
  if (size > MAX_BYTES) {
    const problem = `The values have ${size} bytes, at most ${MAX_BYTES} are allowed.`;
    yield { code: 'FieldValueTooLong', field: 'data', problem, remedy: 'Split the Secret.' };
  }
});
