import { fieldsOf, listOf, textOf } from '@k8s-blocks/manifest';
import type { StackRule } from '../rule.ts';
import type { Workload } from '../workload.ts';

/**
 * A volume of a pod, or a claim of a StatefulSet, is mounted by a container or an init container.
 *
 * Why: what is written to its path is lost with the container, or what it holds is not found.
 *
 * @example
 * spec:
 *   volumes: [{ name: data, emptyDir: {} }]
 *   containers:
 *     - name: main # without volumeMounts
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export const unmountedVolume: StackRule = {
  name: 'unmounted-volume',
  severity: 'warning',
  *check({ workloads }) {
    for (const workload of workloads) {
      const mounted = mountedNames(workload);
      for (const { name, field } of volumes(workload)) {
        if (name === undefined || mounted.has(name)) continue;
        yield {
          object: workload.object,
          field,
          problem: `No container mounts the volume "${name}".`,
          why: 'What is written to its path is lost with the container, or what it holds is not found.',
          remedy: 'Mount it, or remove it.',
        };
      }
    }
  },
};

/** The volumes that containers mount as folders, or have as devices. An init container may be all that reads a template. */
function mountedNames({ containers }: Workload): ReadonlySet<unknown> {
  const uses = containers.flatMap(({ fields }) => [...listOf(fields.volumeMounts), ...listOf(fields.volumeDevices)]);
  return new Set(uses.map((use) => fieldsOf(use).name));
}

function volumes({ object, spec, specPath }: Workload) {
  const { volumeClaimTemplates } = fieldsOf(object.fields.spec);
  return [
    ...listOf(spec.volumes).map((volume, index) => ({
      name: textOf(fieldsOf(volume).name),
      field: `${specPath}.volumes[${index}]`,
    })),
    ...listOf(volumeClaimTemplates).map((claim, index) => ({
      name: textOf(fieldsOf(fieldsOf(claim).metadata).name),
      field: `spec.volumeClaimTemplates[${index}]`,
    })),
  ];
}
