import { labelsOf } from '@k8s-blocks/manifest';
import { configMap, configMapName, placeholderSecret } from '@k8s-blocks/objects';
import { type ServiceEnvironment, type Workload, workloadsOf } from '@k8s-blocks/topology';
import { COMPONENT } from '../manifests/common-metadata.ts';
import type { Varying } from '../manifests/varying.ts';
import { say } from '../say/say.ts';
import type { ObjectForms, ServiceForms } from '../stack/service-forms.ts';
import { literal, raw } from '../typescript/code.ts';
import { type Finder, objectBlock } from './block.ts';
import { envCode } from './env-code.ts';
import { isExact } from './exact.ts';
import { componentOf, someForm } from './options.ts';

/** The workload whose ConfigMap it is: that of one of several has the name of the workload. */
function workloadNamed(forms: ServiceForms, isOf: (env: ServiceEnvironment) => boolean): Workload | undefined {
  const [env] = forms.envs.values();
  return workloadsOf(forms.service.contract).find((workload) => env !== undefined && isOf(env.of(workload)));
}

/** The ConfigMap that the containers of a workload read. */
export const configMapBlock: Finder = (object, forms, contract) => {
  const { name } = object.object.reference;
  const found = workloadNamed(forms, (env) => configMapName(env) === name);
  if (found === undefined) return undefined;
  const component = componentOf(object);
  const given = component === found.labels[COMPONENT] ? undefined : component;
  const dataIn = (environment: string) => labelsOf(object.forms.get(environment)?.data);
  if (!isExact(object, forms, (env, at) => configMap(env, dataIn(at), given), found)) return undefined;
  return objectBlock('configMap', (saying) => [
    envCode(contract, found),
    say(fieldIn(object, 'data'), { keys: ['data'] }, saying),
    ...(given === undefined ? [] : [literal(given)]),
  ]);
};

/** A field of the object in each environment; where it is not there, as it is elsewhere. */
function fieldIn(object: ObjectForms, field: string): Varying {
  const some = someForm(object);
  return new Map([...object.forms].map(([name, form]) => [name, (form ?? some)[field] ?? {}]));
}

/** The Secret of the service, with placeholders for its values. */
export const secretBlock: Finder = (object, forms) => {
  if (!isExact(object, forms, placeholderSecret, forms.service.contract.main)) return undefined;
  const isOwn = [...object.forms].every(([name, form]) => {
    return (form === undefined) === (forms.envs.get(name)?.environment.secretsProvided === true);
  });
  return { ...objectBlock('placeholderSecret', () => [raw('env')]), ...(isOwn ? { omits: true as const } : {}) };
};
