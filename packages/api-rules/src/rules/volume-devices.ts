import { backstepProblem } from '../formats.ts';
import type { PlacedContainer, Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { invalid, quote, required, type Violations } from '../violation.ts';

/**
 * A block device comes from a claim, and is not mounted as well.
 * See https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support.
 */
export const volumeDevices = podRule('volume-devices', function* ({ containers, volumes }): Violations {
  for (const placed of containers) yield* containerViolations(placed, volumes);
});

function* containerViolations({ container, path }: PlacedContainer, volumes: Pod['volumes']): Violations {
  const { volumeDevices: devices = [], volumeMounts: mounts = [] } = container;
  if (devices.length === 0) return;
  const names = new Set(mounts.map(({ name }) => name));
  const paths = new Set(mounts.map(({ mountPath }) => mountPath));
  for (const [index, { name = '', devicePath = '' }] of devices.entries()) {
    const place = `${path}.volumeDevices[${index}]`;
    const { persistentVolumeClaim, ephemeral } = volumes.get(name) ?? {};
    if (name === '') yield required(`${place}.name`, 'Name a volume of the pod.');
    else if (persistentVolumeClaim === undefined && ephemeral === undefined) {
      const problem = `${quote(name)} is no claim of the pod.`;
      yield { field: `${place}.name`, problem, remedy: 'Name a volume with persistentVolumeClaim or ephemeral.' };
    } else if (names.has(name)) {
      const problem = `${quote(name)} is mounted, or a device, already.`;
      yield { field: `${place}.name`, problem, remedy: 'Use each volume once.' };
    }
    if (devicePath === '') yield required(`${place}.devicePath`, 'Give the path in the container.');
    else if (paths.has(devicePath)) {
      const problem = `Something stands at ${quote(devicePath)} already.`;
      yield { field: `${place}.devicePath`, problem, remedy: 'Give each its own path.' };
    }
    yield* invalid(`${place}.devicePath`, backstepProblem(devicePath), 'Give a path without "..".');
    names.add(name);
    paths.add(devicePath);
  }
}
