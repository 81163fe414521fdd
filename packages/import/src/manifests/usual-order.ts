import { type Fields, isFields } from '@k8s-blocks/manifest';

/** The keys of objects in the order in which people write them; Kustomize sorts them by the alphabet. */
const ORDER = (
  'apiVersion kind metadata name namespace labels annotations ' +
  'schedule replicas serviceName podManagementPolicy minReadySeconds revisionHistoryLimit strategy updateStrategy selector ' +
  'template jobTemplate type clusterIP image imagePullPolicy command args ports port targetPort containerPort protocol envFrom ' +
  'env key value valueFrom resources requests limits securityContext httpGet path tcpSocket grpc exec initialDelaySeconds ' +
  'periodSeconds timeoutSeconds failureThreshold startupProbe livenessProbe readinessProbe lifecycle volumeMounts mountPath ' +
  'podSelector policyTypes ingress from namespaceSelector egress to serviceAccountName automountServiceAccountToken ' +
  'initContainers containers volumes'
).split(' ');

const RANKS = new Map(ORDER.map((key, index) => [key, index]));

/** Maps whose keys are data. */
const DATA = new Set([
  'data',
  'stringData',
  'binaryData',
  'labels',
  'annotations',
  'matchLabels',
  'nodeSelector',
  'properties',
]);

/** An object with its keys in the order in which people write them; others stay where they are, after these. */
export function inUsualOrder(object: Fields): Fields {
  const entries = Object.entries(object).map(([key, value]) => [key, DATA.has(key) ? value : within(value)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => rankOf(one) - rankOf(other)));
}

function within(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(within);
  return isFields(value) ? inUsualOrder(value) : value;
}

function rankOf(key: string): number {
  return RANKS.get(key) ?? ORDER.length;
}
