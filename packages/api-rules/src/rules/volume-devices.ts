import { backstepProblem } from '../formats.ts';
import type { LocatedContainer, Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { invalid, quote, required, type Violations } from '../violation.ts';

/**
 * A volume device of a container is a claim of the pod, at a path of its own, and is not mounted as well.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support
 */
export const volumeDevices = podRule('volume-devices', function* ({ containers, volumes }): Violations {
  for (const located of containers) yield* containerViolations(located, volumes);
});

function* containerViolations({ container, path }: LocatedContainer, volumes: Pod['volumes']): Violations {
  const { volumeDevices: devices = [], volumeMounts: mounts = [] } = container;
  if (devices.length === 0) return;
  const names = new Set(mounts.map(({ name }) => name));
  const paths = new Set(mounts.map(({ mountPath }) => mountPath));
  for (const [index, { name = '', devicePath = '' }] of devices.entries()) {
    const childPath = `${path}.volumeDevices[${index}]`;
    const volume = volumes.get(name);
    if (name === '') yield required(`${childPath}.name`, 'Name a volume of the pod.');
    else if (volume?.persistentVolumeClaim === undefined && volume?.ephemeral === undefined) {
      const problem = `${quote(name)} is not a claim of the pod.`;
      const code = volume === undefined ? 'FieldValueNotFound' : 'FieldValueInvalid';
      yield {
        code,
        field: `${childPath}.name`,
        problem,
        remedy: 'Name a volume with persistentVolumeClaim or ephemeral.',
      };
    } else if (names.has(name)) {
      const problem = `${quote(name)} is mounted, or a device, already.`;
      yield { field: `${childPath}.name`, problem, remedy: 'Use each volume once.' };
    }
    if (devicePath === '') yield required(`${childPath}.devicePath`, 'Give the path in the container.');
    else if (paths.has(devicePath)) {
      const problem = `Something is mounted at ${quote(devicePath)} already.`;
      yield { field: `${childPath}.devicePath`, problem, remedy: 'Give each its own path.' };
    }
    yield* invalid(`${childPath}.devicePath`, backstepProblem(devicePath), 'Give a path without "..".');
    names.add(name);
    paths.add(devicePath);
  }
}
