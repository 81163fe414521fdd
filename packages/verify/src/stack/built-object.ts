import { isSecret, redactSecret } from '@k8s-blocks/manifest';
import { shortName } from '@k8s-blocks/refusal';
import { type Fields, fieldsOf, isFields, textOf } from '../reachability/manifest.ts';

/** An object as it was built, and what to call it. */
export interface BuiltObject {
  /** apiVersion and kind: `apps/v1 Deployment`. */
  readonly type: string;
  readonly kind: string;
  readonly name: string;
  /** Absent for objects of the whole cluster. */
  readonly namespace?: string;
  /** As findings name it: `Deployment connector in agent-runtime`. */
  readonly title: string;
  /** Its fields; of a Secret as they may be shown, so that no rule can quote a value. */
  readonly fields: Fields;
  /** Of a Secret, its fields with their values: to be asked about, and never quoted. */
  readonly secret?: Fields;
}

/** Kinds whose objects are in `default` where they name no namespace. Others may be objects of the whole cluster. */
const NAMESPACED_KINDS = new Set([
  'ConfigMap',
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'NetworkPolicy',
  'PersistentVolumeClaim',
  'Pod',
  'PodDisruptionBudget',
  'ReplicaSet',
  'ReplicationController',
  'Secret',
  'Service',
  'ServiceAccount',
  'StatefulSet',
]);

/** The objects of what was built, those in Lists too. What is no object with a kind and a name is passed over. */
export function builtObjects(values: readonly unknown[]): BuiltObject[] {
  return values.filter(isFields).flatMap((fields) => {
    const kind = textOf(fields.kind) ?? '';
    if (kind.endsWith('List') && Array.isArray(fields.items)) return builtObjects(fields.items);
    const metadata = fieldsOf(fields.metadata);
    const name = textOf(metadata.name) ?? '';
    if (kind === '' || name === '') return [];
    const namespace = textOf(metadata.namespace) || (NAMESPACED_KINDS.has(kind) ? 'default' : undefined);
    const type = `${textOf(fields.apiVersion) ?? ''} ${kind}`;
    const shown = isSecret(fields) ? { fields: redactSecret(fields), secret: fields } : { fields };
    return [{ type, kind, name, title: titleOf(kind, name, namespace), ...shown, ...(namespace ? { namespace } : {}) }];
  });
}

/** What findings call an object, also one that is not there. */
export function titleOf(kind: string, name: string, namespace?: string): string {
  const title = `${shortName(kind)} ${shortName(name)}`;
  return namespace === undefined ? title : `${title} in ${shortName(namespace)}`;
}

/** What findings call a value that is an object; nothing for any other. */
export function titleOfValue(value: unknown): string | undefined {
  return builtObjects([value])[0]?.title;
}

/** What makes two objects one and the same in a cluster: the group and kind, the namespace and the name. */
export function identityOf({ type, namespace = '', name }: BuiltObject): string {
  const [apiVersion = '', kind] = type.split(' ');
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return JSON.stringify([group, kind, namespace, name]);
}
