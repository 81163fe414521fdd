import { dataKeyProblem, dnsLabelProblem, dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { environmentFieldViolations, resourceFieldViolations } from '../downward-api.ts';
import { backstepProblem, environmentVariableNameProblem } from '../formats.ts';
import type { Container, Volume } from '../pod.ts';
import { podRule } from '../rule.ts';
import { type FieldViolation, invalid, quote, required, type Violations } from '../violation.ts';

type Variable = NonNullable<Container['env']>[number];
type ValueFrom = NonNullable<Variable['valueFrom']>;
type KeyRef = NonNullable<ValueFrom['configMapKeyRef']>;

/**
 * An environment variable has a valid name, and its value from one source at most.
 *
 * @example
 * env:
 *   - name: TOKEN
 *     value: x # besides valueFrom
 *     valueFrom: { secretKeyRef: { name: keys, key: TOKEN } }
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
 */
export const environmentVariables = podRule('environment-variables', function* ({ containers, volumes }): Violations {
  for (const { container, path } of containers) {
    for (const [index, variable] of (container.env ?? []).entries()) {
      const childPath = `${path}.env[${index}]`;
      const { name = '', valueFrom } = variable;
      if (name === '') yield required(`${childPath}.name`, 'Name the variable.');
      else yield* invalid(`${childPath}.name`, environmentVariableNameProblem(name), 'Use letters, digits and "_".');
      if (valueFrom === undefined) continue;
      yield* countViolations(variable, valueFrom, `${childPath}.valueFrom`);
      yield* sourceViolations(valueFrom, `${childPath}.valueFrom`);
      yield* fileViolations(valueFrom.fileKeyRef, `${childPath}.valueFrom.fileKeyRef`, volumes);
    }
  }
});

function* countViolations({ value = '' }: Variable, valueFrom: ValueFrom, field: string): Generator<FieldViolation> {
  const sources = Object.keys(valueFrom);
  const remedy = 'Keep one source.';
  if (sources.length === 0) {
    yield { field, problem: 'valueFrom names no source.', remedy: 'Use configMapKeyRef, secretKeyRef or fieldRef.' };
  } else if (value !== '') {
    const problem = `The variable has both the value ${quote(value)} and valueFrom.`;
    yield { field, problem, remedy: 'Keep one of them.' };
  } else if (sources.length > 1) {
    yield { field, problem: `valueFrom has more than one source: ${quote(sources)}.`, remedy };
  }
}

function* sourceViolations(from: ValueFrom, path: string): Violations {
  if (from.fieldRef !== undefined) yield* environmentFieldViolations(from.fieldRef, `${path}.fieldRef`);
  if (from.resourceFieldRef !== undefined) {
    yield* resourceFieldViolations(from.resourceFieldRef, `${path}.resourceFieldRef`);
  }
  for (const ref of ['configMapKeyRef', 'secretKeyRef'] as const) {
    const selector = from[ref];
    if (selector !== undefined) yield* keyViolations(selector, `${path}.${ref}`);
  }
}

function* keyViolations({ name = '', key = '' }: KeyRef, path: string): Violations {
  yield* invalid(`${path}.name`, dnsSubdomainProblem(name), 'Name the object that holds the key.');
  if (key === '') yield required(`${path}.key`, 'Name the key.');
  else yield* invalid(`${path}.key`, dataKeyProblem(key), 'Use letters, digits, "-", "_" and ".", at most 253.');
}

function* fileViolations(ref: ValueFrom['fileKeyRef'], path: string, volumes: ReadonlyMap<string, Volume>): Violations {
  if (ref === undefined) return;
  const { volumeName = '', path: file = '', key = '' } = ref;
  if (key === '') yield required(`${path}.key`, 'Name the key.');
  else yield* invalid(`${path}.key`, environmentVariableNameProblem(key), 'Use letters, digits and "_".');
  if (file === '') yield required(`${path}.path`, 'Give the path of the file in the volume.');
  else yield* invalid(`${path}.path`, backstepProblem(file), 'Give a path without "..".');
  const childPath = `${path}.volumeName`;
  if (volumeName === '') yield required(childPath, 'Name the volume.');
  else yield* invalid(childPath, dnsLabelProblem(volumeName), 'Name the volume.');
  const volume = volumes.get(volumeName);
  if (volumeName !== '' && (volume === undefined || !isEmptyDir(volume))) {
    const code = volume === undefined ? 'FieldValueNotFound' : 'FieldValueInvalid';
    const problem = `${quote(volumeName)} is not a volume of type emptyDir.`;
    yield { code, field: childPath, problem, remedy: 'Name an emptyDir of the pod.' };
  }
}

/** A volume without a source becomes an emptyDir. */
function isEmptyDir(volume: Volume): boolean {
  return Object.keys(volume).every((key) => key === 'name' || key === 'emptyDir');
}
