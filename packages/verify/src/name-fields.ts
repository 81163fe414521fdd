import { type FieldPath, type Fields, formatPath, kindOf, referencesOf } from '@k8s-blocks/manifest';

/** Maps and lists that hold no names of objects, in any kind of object. */
const WITHOUT_NAMES = new Set([
  ...['labels', 'annotations', 'matchLabels', 'matchExpressions', 'selector', 'nodeSelector', 'commonLabels'],
  ...['args', 'command', 'envVars', 'status'],
]);

/** Fields that hold no name of an object, in any kind of object. */
const NOT_NAMES = new Set([
  ...['apiVersion', 'apiGroup', 'kind', 'type', 'image', 'hostname', 'title', 'description'],
  ...['port', 'portName', 'targetPort', 'sectionName', 'scheme', 'protocol', 'appProtocol'],
  ...['key', 'secretKey', 'property', 'path', 'subPath', 'mountPath', 'topologyKey'],
  ...['database', 'dbname', 'owner', 'user', 'username', 'schema'],
]);

/** Lists whose entries have names of their own, also in custom resources that hold pods. */
const NAMED_ENTRIES = new Set([
  ...['containers', 'initContainers', 'ephemeralContainers', 'sidecars', 'env', 'ports', 'volumes', 'volumeMounts'],
  ...['volumeDevices', 'volumeClaimTemplates', 'listeners', 'endpoints', 'servers', 'steps', 'tasks', 'params'],
]);

/**
 * Whether a field of an object may hold the name of another object. Of a custom resource it is not known which do, so all may
 * but for some that are called alike everywhere.
 */
export function mayHoldName(object: Fields, path: FieldPath): boolean {
  const [root, ...rest] = path;
  if (root === 'metadata') return isServiceOfSlice(object, path);
  if (HOLDS_DATA.has(String(object.kind)) && rest.length > 0) return false;
  const last = path.at(-1);
  if (path.some((step) => WITHOUT_NAMES.has(String(step))) || rest.includes('metadata')) return false;
  if ([last, path.at(-2)].some((step) => typeof step === 'string' && NOT_NAMES.has(step))) return false;
  const [list, index] = path.slice(-3, -1);
  if (typeof index !== 'number') return path.length > 1;
  if (NAMED_ENTRIES.has(String(list)) && (last === 'name' || (list === 'env' && last === 'value'))) return false;
  return last !== 'name' || kindOf(object) === undefined || isReference(object, path);
}

const HOLDS_DATA = new Set(['ConfigMap', 'Secret']);

/** The label by which an EndpointSlice names its Service. */
function isServiceOfSlice({ kind }: Fields, path: FieldPath): boolean {
  return kind === 'EndpointSlice' && path[1] === 'labels' && path[2] === 'kubernetes.io/service-name';
}

/** Whether an entry of a list of one of Kubernetes' own kinds is named like the object that it refers to. */
function isReference(object: Fields, path: FieldPath): boolean {
  const field = formatPath(path);
  return referencesOf(object).some((each) => formatPath(each.path) === field);
}
