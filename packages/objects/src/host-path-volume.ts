import { Refusal } from '@k8s-blocks/refusal';
import type { IHostPathVolumeSource } from 'kubernetes-models/v1/HostPathVolumeSource';
import type { IVolume } from 'kubernetes-models/v1/Volume';

/**
 * A volume that is a path of the node, which is a deviation: its pods do not meet the Pod Security Standard `baseline`, so
 * that their namespace is `privileged`. Containers that only read it mount it with `readOnly: true`.
 *
 * @param name the volume's name, by which containers mount it.
 * @param path an absolute path of the node.
 * @param type what must be there, so that a path that is not there is not made as a folder. Default of the API: anything.
 * @throws Refusal if the path is not absolute, or contains `..`.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
 */
export function hostPathVolume(name: string, path: string, type?: IHostPathVolumeSource['type']): IVolume {
  if (!path.startsWith('/') || path.split('/').includes('..')) {
    throw new Refusal({
      object: `volume ${name}`,
      field: 'hostPath.path',
      problem: `"${path}" is not an absolute path of a node.`,
      remedy: 'Give a path that begins with "/" and is without "..", like "/var/log".',
    });
  }
  return { name, hostPath: { path, ...(type === undefined ? {} : { type }) } };
}
