/** The parameters that a class hands on to the driver of its volumes. */
import type { StringMap } from './kinds.ts';
import type { FieldViolation } from './violation.ts';

const MAX_COUNT = 512;
const MAX_BYTES = 256 * 1024;

/** What is wrong with the parameters of a class. Absent is right. */
export function* parameterViolations(parameters: StringMap | undefined, field: string): Generator<FieldViolation> {
  const entries = Object.entries(parameters ?? {});
  const bytes = entries.reduce((sum, [key, value = '']) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  if (entries.length > MAX_COUNT || bytes > MAX_BYTES) {
    const problem = `There are ${entries.length} parameters of ${bytes} bytes: ${MAX_COUNT} of ${MAX_BYTES} are the most.`;
    yield { code: 'FieldValueTooLong', field, problem, remedy: 'Give fewer or shorter ones.' };
  }
  if (entries.some(([key]) => key === '')) {
    yield { field, problem: 'A parameter has no name.', remedy: 'Name it, or remove it.' };
  }
}
