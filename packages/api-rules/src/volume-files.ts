import { type DownwardFile, resourceFieldViolations, volumeFieldViolations } from './downward-api.ts';
import { volumeFilePathProblem } from './formats.ts';
import type { Volume } from './pod.ts';
import { invalid, required, type Violations } from './violation.ts';

export type KeyToPath = NonNullable<NonNullable<Volume['configMap']>['items']>[number];

const MAX_MODE = 0o777;
const PATH_REMEDY = 'Give a relative path that neither begins with ".." nor climbs.';

/** What is wrong with the mode of a file, which YAML holds in decimal or octal. */
export function* fileModeViolations(mode: number | undefined, field: string): Violations {
  if (mode === undefined || (mode >= 0 && mode <= MAX_MODE)) return;
  const problem = `${mode} (octal ${mode.toString(8)}) is not a file mode.`;
  yield { field, problem, remedy: 'Give a mode from 0 to 0777 octal, such as 0444, which is 292.' };
}

/** What is wrong with the path of a file in a volume. */
export function* filePathViolations(path: string, field: string): Violations {
  if (path === '') yield required(field, PATH_REMEDY);
  else yield* invalid(field, volumeFilePathProblem(path), PATH_REMEDY);
}

/** What is wrong with a key that becomes a file. */
export function* keyToPathViolations({ key = '', path: file = '', mode }: KeyToPath, path: string): Violations {
  if (key === '') yield required(`${path}.key`, 'Name the key.');
  yield* filePathViolations(file, `${path}.path`);
  yield* fileModeViolations(mode, `${path}.mode`);
}

/**
 * What is wrong with a file that says something of the pod.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
 */
export function* downwardFileViolations(
  { path: file = '', mode, fieldRef, resourceFieldRef }: DownwardFile,
  path: string,
): Violations {
  yield* filePathViolations(file, `${path}.path`);
  yield* fileModeViolations(mode, `${path}.mode`);
  if ((fieldRef === undefined) === (resourceFieldRef === undefined)) {
    const [code, count] =
      fieldRef === undefined ? (['FieldValueRequired', 'neither'] as const) : (['FieldValueInvalid', 'both'] as const);
    const problem = `The file has ${count} of fieldRef and resourceFieldRef.`;
    yield { code, field: path, problem, remedy: 'Give it one of them.' };
  }
  if (fieldRef !== undefined) yield* volumeFieldViolations(fieldRef, `${path}.fieldRef`);
  else if (resourceFieldRef !== undefined) {
    const childPath = `${path}.resourceFieldRef`;
    if ((resourceFieldRef.containerName ?? '') === '')
      yield required(`${childPath}.containerName`, 'Name the container.');
    yield* resourceFieldViolations(resourceFieldRef, childPath);
  }
}
