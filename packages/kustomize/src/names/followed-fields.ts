import { groupBy, groupOf, ownField } from '@k8s-blocks/manifest';
import { isList, isMap, type Plain, type PlainMap } from '../plain-data.ts';
import type { PlainObject } from '../plain-object.ts';

/** Kinds as Kustomize selects them: what is absent matches anything. */
export interface Selector {
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
}

/** A field in which Kustomize replaces the name of an object that it has renamed. */
interface FollowedField {
  readonly of: Selector;
  /** Keys; Kustomize goes through lists by itself. */
  readonly path: readonly string[];
  readonly to: Selector;
}

const CORE = { version: 'v1' } as const;
const RBAC = 'rbac.authorization.k8s.io';
const SERVICE: Selector = { kind: 'Service', ...CORE };
const TEMPLATE = 'spec/template/spec';

/** The kinds in whose pods Kustomize follows ConfigMaps and Secrets, with the path of the pod's spec. */
const DATA_READERS: Readonly<Record<string, string>> = {
  Pod: 'spec',
  PodTemplate: 'template/spec',
  Deployment: TEMPLATE,
  ReplicaSet: TEMPLATE,
  DaemonSet: TEMPLATE,
  StatefulSet: TEMPLATE,
  Job: TEMPLATE,
  CronJob: 'spec/jobTemplate/spec/template/spec',
};

/** The kinds in whose pods it follows accounts, claims and priorities: others than those above. */
const POD_MAKERS: Readonly<Record<string, string>> = {
  Pod: 'spec',
  StatefulSet: TEMPLATE,
  Deployment: TEMPLATE,
  ReplicationController: TEMPLATE,
  CronJob: 'spec/jobTemplate/spec/template/spec',
  Job: TEMPLATE,
  DaemonSet: TEMPLATE,
};

/**
 * The fields in which every Kustomize from 5.0 to 5.8 follows names. What newer ones follow besides is left out: such names are
 * written with their prefix and suffix, which no Kustomize changes.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/kustomize/v5.0.1/api/internal/konfig/builtinpluginconsts/namereference.go
 */
const FOLLOWED_FIELDS: readonly FollowedField[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) =>
    field('HorizontalPodAutoscaler', 'spec/scaleTargetRef/name', { kind }),
  ),
  ...inPods(DATA_READERS, { kind: 'ConfigMap', ...CORE }, [
    'volumes/configMap/name',
    'volumes/projected/sources/configMap/name',
    ...['containers', 'initContainers'].flatMap((list) => [
      `${list}/env/valueFrom/configMapKeyRef/name`,
      `${list}/envFrom/configMapRef/name`,
    ]),
  ]),
  field('Node', 'spec/configSource/configMap', { kind: 'ConfigMap', ...CORE }),
  annotation('nginx.ingress.kubernetes.io/fastcgi-params-configmap', 'ConfigMap'),
  ...inPods(DATA_READERS, { kind: 'Secret', ...CORE }, [
    'volumes/secret/secretName',
    'volumes/projected/sources/secret/name',
    'imagePullSecrets/name',
    ...['containers', 'initContainers'].flatMap((list) => [
      `${list}/env/valueFrom/secretKeyRef/name`,
      `${list}/envFrom/secretRef/name`,
    ]),
  ]),
  ...['ingress.kubernetes.io/auth-secret', 'nginx.ingress.kubernetes.io/auth-secret'].map((key) =>
    annotation(key, 'Secret'),
  ),
  annotation('nginx.ingress.kubernetes.io/auth-tls-secret', 'Secret'),
  field('Ingress', 'spec/tls/secretName', { kind: 'Secret', ...CORE }),
  field('ServiceAccount', 'imagePullSecrets/name', { kind: 'Secret', ...CORE }),
  ...['secretName', 'adminSecretName', 'userSecretName', 'secretRef'].map((key) =>
    field('StorageClass', `parameters/${key}`, { kind: 'Secret', ...CORE }),
  ),
  field('PersistentVolume', 'spec/azureFile/secretName', { kind: 'Secret', ...CORE }),
  field(
    { kind: 'Service', group: 'serving.knative.dev', version: 'v1' },
    `${TEMPLATE}/containers/env/valueFrom/secretKeyRef/name`,
    { kind: 'Secret', ...CORE },
  ),
  ...['Role', 'ClusterRole'].flatMap((role) =>
    ['ConfigMap', 'Secret'].map((kind) => field(role, 'rules/resourceNames', { kind, ...CORE })),
  ),
  field('ClusterRole', 'rules/resourceNames', { kind: 'PersistentVolume', ...CORE }),
  field({ kind: 'StatefulSet', group: 'apps' }, 'spec/serviceName', SERVICE),
  ...[
    'spec/rules/http/paths/backend/serviceName',
    'spec/backend/serviceName',
    'spec/rules/http/paths/backend/service/name',
    'spec/defaultBackend/service/name',
  ].map((path) => field('Ingress', path, SERVICE)),
  field({ kind: 'APIService', group: 'apiregistration.k8s.io' }, 'spec/service/name', SERVICE),
  ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map((kind) =>
    field({ kind, group: 'admissionregistration.k8s.io' }, 'webhooks/clientConfig/service', SERVICE),
  ),
  rbac('RoleBinding', 'roleRef/name', { kind: 'Role', group: RBAC }),
  rbac('RoleBinding', 'roleRef/name', { kind: 'ClusterRole', group: RBAC }),
  rbac('ClusterRoleBinding', 'roleRef/name', { kind: 'ClusterRole', group: RBAC }),
  rbac('RoleBinding', 'subjects', { kind: 'ServiceAccount', ...CORE }),
  rbac('ClusterRoleBinding', 'subjects', { kind: 'ServiceAccount', ...CORE }),
  ...inPods(POD_MAKERS, { kind: 'ServiceAccount', ...CORE }, ['serviceAccountName']),
  ...inPods(POD_MAKERS, { kind: 'PersistentVolumeClaim', ...CORE }, ['volumes/persistentVolumeClaim/claimName']),
  field('PersistentVolumeClaim', 'spec/volumeName', { kind: 'PersistentVolume', ...CORE }),
  ...[
    ['PersistentVolume', 'spec/storageClassName'],
    ['PersistentVolumeClaim', 'spec/storageClassName'],
    ['StatefulSet', 'spec/volumeClaimTemplates/spec/storageClassName'],
  ].map(([kind = '', path = '']) =>
    field(kind, path, { kind: 'StorageClass', group: 'storage.k8s.io', version: 'v1' }),
  ),
  ...inPods(POD_MAKERS, { kind: 'PriorityClass', group: 'scheduling.k8s.io', version: 'v1' }, ['priorityClassName']),
];

const FIELDS_BY_KIND = groupBy(FOLLOWED_FIELDS, ({ of }) => [of.kind]);

/** @param of the kind that has the field, whatever its group; or a selector. */
function field(of: string | Selector, path: string, to: Selector): FollowedField {
  return { of: typeof of === 'string' ? { kind: of } : of, path: path.split('/'), to };
}

function rbac(kind: string, path: string, to: Selector): FollowedField {
  return field({ kind, group: RBAC }, path, to);
}

function annotation(key: string, kind: string): FollowedField {
  return { of: { kind: 'Ingress' }, path: ['metadata', 'annotations', key], to: { kind, ...CORE } };
}

function inPods(
  kinds: Readonly<Record<string, string>>,
  to: Selector,
  paths: readonly string[],
): readonly FollowedField[] {
  return Object.entries(kinds).flatMap(([kind, spec]) => paths.map((path) => field(kind, `${spec}/${path}`, to)));
}

/** A name in an object that Kustomize replaces if it has renamed the object of that name. */
export interface FollowedName {
  readonly path: readonly (string | number)[];
  /** Empty if there is none. */
  readonly name: string;
  readonly to: Selector;
  /** The map that the name is in, where Kustomize also reads and writes its `namespace`: subjects, Services of webhooks. */
  readonly within?: PlainMap;
}

/** The names in an object that Kustomize may replace. */
export function followedNames(object: PlainObject): readonly FollowedName[] {
  const found: FollowedName[] = [];
  for (const { of, path, to } of FIELDS_BY_KIND.get(object.kind) ?? []) {
    if (isSelected(object, of)) collect(object, path, 0, [], to, found);
  }
  return found;
}

/** Whether Kustomize selects an object, or the kind of one, by group, version and kind. */
export function isSelected({ apiVersion, kind }: Pick<PlainObject, 'apiVersion' | 'kind'>, by: Selector): boolean {
  if (kind !== by.kind || (by.group !== undefined && by.group !== groupOf(apiVersion))) return false;
  return by.version === undefined || by.version === apiVersion.slice(apiVersion.indexOf('/') + 1);
}

function collect(
  value: Plain,
  keys: readonly string[],
  depth: number,
  path: readonly (string | number)[],
  to: Selector,
  found: FollowedName[],
): void {
  if (isList(value)) {
    for (const [index, entry] of value.entries()) collect(entry, keys, depth, [...path, index], to, found);
    return;
  }
  const key = keys[depth];
  if (key !== undefined) {
    const next = isMap(value) ? ownField(value, key) : undefined;
    if (next !== undefined) collect(next, keys, depth + 1, [...path, key], to, found);
  } else if (typeof value === 'string') {
    found.push({ path, name: value, to });
  } else if (isMap(value)) {
    found.push({ path: [...path, 'name'], name: typeof value.name === 'string' ? value.name : '', to, within: value });
  }
}
