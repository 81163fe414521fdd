import { type Fields, fieldsOf, integerOf, isAbsent, labelsOf, listOf, textOf } from '@k8s-blocks/manifest';
import type { ContainerPort, Labels, Pod } from './model.ts';
import { protocolOf } from './protocol.ts';

/** Where each kind of workload keeps the template of its pods. */
const TEMPLATES: Readonly<Record<string, (spec: Fields) => unknown>> = {
  'apps/v1 Deployment': (spec) => spec.template,
  'apps/v1 StatefulSet': (spec) => spec.template,
  'apps/v1 DaemonSet': (spec) => spec.template,
  'apps/v1 ReplicaSet': (spec) => spec.template,
  'v1 ReplicationController': (spec) => spec.template,
  'batch/v1 Job': (spec) => spec.template,
  'batch/v1 CronJob': (spec) => fieldsOf(fieldsOf(spec.jobTemplate).spec).template,
};

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
  if (type === 'v1 Pod') return { ...podFields(manifest), namespace, name };
  if (!Object.hasOwn(TEMPLATES, type)) return undefined;
  const template = fieldsOf(TEMPLATES[type]?.(fieldsOf(manifest.spec)));
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
