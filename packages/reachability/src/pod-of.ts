import {
  type Fields,
  fieldsOf,
  integerOf,
  isAbsent,
  labelsOf,
  listOf,
  podTemplateOf,
  textOf,
} from '@k8s-blocks/manifest';
import type { ContainerPort, Labels, Pod } from './model.ts';
import { protocolOf } from './protocol.ts';

/** Labels that a controller adds to the pods that it makes, as far as they can be known beforehand. */
const ADDED_LABELS: Readonly<Record<string, (name: string) => Labels>> = {
  'apps/v1 StatefulSet': (name) => ({
    'apps.kubernetes.io/pod-index': '0',
    'statefulset.kubernetes.io/pod-name': `${name}-0`,
  }),
  'batch/v1 Job': (name) => ({ 'batch.kubernetes.io/job-name': name, 'job-name': name }),
};

/**
 * The pod that a manifest makes: a Pod itself, or one that stands for all replicas of a workload (of a StatefulSet,
 * the first). Nothing if the manifest makes no pods.
 *
 * @param type apiVersion and kind: `apps/v1 Deployment`.
 */
export function podOf(type: string, namespace: string, name: string, manifest: Fields): Pod | undefined {
  const made = podTemplateOf(manifest);
  if (made === undefined) return undefined;
  const { template, path } = made;
  if (path.length === 0) return { ...podFields(template), namespace, name };
  const { ips: _none, ...pod } = podFields(template);
  const labels = { ...pod.labels, ...ADDED_LABELS[type]?.(name) };
  return { ...pod, labels, namespace, name, workload: `${textOf(manifest.kind)} ${name}` };
}

function podFields(pod: Fields): Omit<Pod, 'namespace' | 'name'> {
  const spec = fieldsOf(pod.spec);
  const ips = ipsOf(fieldsOf(pod.status));
  return {
    labels: labelsOf(fieldsOf(pod.metadata).labels),
    ports: containersOf(spec).flatMap((container) => listOf(container.ports).flatMap(containerPortOf)),
    ...(ips.length === 0 ? {} : { ips }),
    ...(spec.hostNetwork === true ? { hostNetwork: true } : {}),
  };
}

/** The containers that run as long as the pod does: also init containers that restart, known as sidecars. */
function containersOf(spec: Fields): readonly Fields[] {
  const sidecars = listOf(spec.initContainers)
    .map(fieldsOf)
    .filter((container) => container.restartPolicy === 'Always');
  return [...listOf(spec.containers).map(fieldsOf), ...sidecars];
}

function containerPortOf(value: unknown): readonly ContainerPort[] {
  const fields = fieldsOf(value);
  const port = integerOf(fields.containerPort);
  const protocol = protocolOf(fields.protocol);
  const name = textOf(fields.name);
  if (port === undefined || protocol === undefined) return [];
  return [{ port, protocol, ...(isAbsent(name) || name === '' ? {} : { name }) }];
}

function ipsOf(status: Fields): readonly string[] {
  const all = [status.podIP, ...listOf(status.podIPs).map((entry) => fieldsOf(entry).ip)];
  return [...new Set(all.filter((ip) => typeof ip === 'string'))];
}
