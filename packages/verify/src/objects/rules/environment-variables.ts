import { dnsLabelFault, dnsSubdomainFault } from '@k8s-blocks/labels';
import { environmentFieldFaults, resourceFieldFaults } from '../downward-api.ts';
import { type Fault, type Faults, formed, missing, quote } from '../fault.ts';
import { backstepFault, dataKeyFault, environmentVariableNameFault } from '../formats.ts';
import type { Container, Volume } from '../pod.ts';
import { podRule } from '../rule.ts';

type Variable = NonNullable<Container['env']>[number];
type ValueFrom = NonNullable<Variable['valueFrom']>;
type KeyRef = NonNullable<ValueFrom['configMapKeyRef']>;

/**
 * A variable has a name, and its value from at most one place.
 * See https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/.
 */
export const environmentVariables = podRule('environment-variables', function* ({ containers, volumes }): Faults {
  for (const { container, path } of containers) {
    for (const [index, variable] of (container.env ?? []).entries()) {
      const place = `${path}.env[${index}]`;
      const { name = '', valueFrom } = variable;
      if (name === '') yield missing(`${place}.name`, 'Name the variable.');
      else yield* formed(`${place}.name`, environmentVariableNameFault(name), 'Use letters, digits and "_".');
      if (valueFrom === undefined) continue;
      yield* countFaults(variable, valueFrom, `${place}.valueFrom`);
      yield* sourceFaults(valueFrom, `${place}.valueFrom`);
      yield* fileFaults(valueFrom.fileKeyRef, `${place}.valueFrom.fileKeyRef`, volumes);
    }
  }
});

function* countFaults({ value = '' }: Variable, valueFrom: ValueFrom, field: string): Generator<Fault> {
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

function* sourceFaults(from: ValueFrom, path: string): Faults {
  if (from.fieldRef !== undefined) yield* environmentFieldFaults(from.fieldRef, `${path}.fieldRef`);
  if (from.resourceFieldRef !== undefined) {
    yield* resourceFieldFaults(from.resourceFieldRef, `${path}.resourceFieldRef`);
  }
  for (const ref of ['configMapKeyRef', 'secretKeyRef'] as const) {
    const selector = from[ref];
    if (selector !== undefined) yield* keyFaults(selector, `${path}.${ref}`);
  }
}

function* keyFaults({ name = '', key = '' }: KeyRef, path: string): Faults {
  yield* formed(`${path}.name`, dnsSubdomainFault(name), 'Name the object that holds the key.');
  if (key === '') yield missing(`${path}.key`, 'Name the key.');
  else yield* formed(`${path}.key`, dataKeyFault(key), 'Use letters, digits, "-", "_" and ".", at most 253.');
}

function* fileFaults(ref: ValueFrom['fileKeyRef'], path: string, volumes: ReadonlyMap<string, Volume>): Faults {
  if (ref === undefined) return;
  const { volumeName = '', path: file = '', key = '' } = ref;
  if (key === '') yield missing(`${path}.key`, 'Name the key.');
  else yield* formed(`${path}.key`, environmentVariableNameFault(key), 'Use letters, digits and "_".');
  if (file === '') yield missing(`${path}.path`, 'Give the path of the file in the volume.');
  else yield* formed(`${path}.path`, backstepFault(file), 'Give a path without "..".');
  const place = `${path}.volumeName`;
  if (volumeName === '') yield missing(place, 'Name the volume.');
  else yield* formed(place, dnsLabelFault(volumeName), 'Name the volume.');
  const volume = volumes.get(volumeName);
  if (volumeName !== '' && (volume === undefined || !isEmptyDir(volume))) {
    const problem = `${quote(volumeName)} is no volume of type emptyDir.`;
    yield { field: place, problem, remedy: 'Name an emptyDir of the pod.' };
  }
}

/** A volume without a source becomes an emptyDir. */
function isEmptyDir(volume: Volume): boolean {
  return Object.keys(volume).every((key) => key === 'name' || key === 'emptyDir');
}
