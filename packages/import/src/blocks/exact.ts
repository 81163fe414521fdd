import { omissionReason } from '@k8s-blocks/comments';
import { type Fields, fieldsOf, isFields, keyOf, referencesOf } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { ServiceEnvironment, Workload } from '@k8s-blocks/topology';
import { isSame } from '../manifests/varying.ts';
import { withValueAt } from '../stack/bare-object.ts';
import type { ObjectForms, ServiceForms } from '../stack/service-forms.ts';

/** What a block makes in one environment. */
export type Make = (env: ServiceEnvironment, name: string) => unknown;

/**
 * Whether a block makes exactly what was read, in every environment that has it. A block that refuses what it is given does not.
 *
 * @param workload the workload whose object it is.
 */
export function isExact(object: ObjectForms, service: ServiceForms, make: Make, workload: Workload): boolean {
  return [...object.forms].every(([name, form]) => {
    const env = service.envs.get(name);
    if (form === undefined) return true;
    if (env === undefined) return false;
    const at = workload.key === undefined ? env : env.of(workload);
    return isSame(madeIn(at, service, make), withLabels(form, service));
  });
}

/** Whether what was made in an environment is what was read: one object, or nothing where there was none. */
export function isMadeAs(
  made: readonly unknown[],
  form: Fields | undefined,
  env: ServiceEnvironment,
  service: ServiceForms,
): boolean {
  const objects = made.filter(isFields).filter((each) => omissionReason(each) === undefined);
  const [object, ...others] = objects;
  if (object === undefined || form === undefined) return object === undefined && form === undefined;
  if (others.length > 0) return false;
  return isSame(withLabels(withBareNames(plain(object), env, service), service), withLabels(form, service));
}

/** What a block makes, in the form of what was read; undefined where it refuses or makes nothing. */
function madeIn(env: ServiceEnvironment, service: ServiceForms, make: Make): Fields | undefined {
  try {
    const made = make(env, env.name);
    if (!isFields(made) || omissionReason(made) !== undefined) return undefined;
    return withLabels(withBareNames(plain(made), env, service), service);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Data without fields that are undefined, which are not written. */
export function plain(value: object): Fields {
  const data: unknown = JSON.parse(JSON.stringify(value));
  return fieldsOf(data);
}

/** Names that a block gives as the environment has them, as base has them: Kustomize makes them the same. */
function withBareNames(made: Fields, env: ServiceEnvironment, { service }: ServiceForms): Fields {
  if (env.environment.prefix + env.environment.suffix === '') return made;
  const own = new Set(service.objects.map(({ reference }) => keyOf(reference)));
  const namespace = service.namespace;
  const located = { ...made, metadata: { ...fieldsOf(made.metadata), namespace } };
  return referencesOf(located).reduce((each, { path, to }) => {
    const bare = service.objects.find(
      ({ reference }) =>
        reference.kind === to.kind && env.nameOf(reference.name) === to.name && own.has(keyOf(reference)),
    );
    return bare === undefined ? each : withValueAt(each, path, bare.reference.name);
  }, made);
}

/** An object with the labels that all objects of the stack get. */
function withLabels(object: Fields, { labels }: ServiceForms): Fields {
  const metadata = fieldsOf(object.metadata);
  const { namespace, ...others } = metadata;
  const named = object.kind === 'Namespace' || namespace === undefined ? others : metadata;
  if (Object.keys(labels).length === 0) return { ...object, metadata: named };
  return { ...object, metadata: { ...named, labels: { ...fieldsOf(named.labels), ...labels } } };
}
