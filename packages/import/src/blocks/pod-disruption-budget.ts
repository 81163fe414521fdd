import { fieldsOf, integerOf, textOf } from '@k8s-blocks/manifest';
import { keepOneUp, podDisruptionBudget } from '@k8s-blocks/objects';
import { type Workload, workloadsOf } from '@k8s-blocks/topology';
import { isSame, type Varying } from '../manifests/varying.ts';
import { say } from '../say/say.ts';
import type { ServiceForms } from '../stack/service-forms.ts';
import { raw } from '../typescript/code.ts';
import { type Finder, objectBlock } from './block.ts';
import { envCode } from './env-code.ts';
import { isExact, type Make } from './exact.ts';
import { entriesOf, metadataOptions, optionsByEnvironment, optionsCode, someForm } from './options.ts';

/** The PodDisruptionBudget of a workload: one that keeps a pod up, or one with a limit. */
export const budgetBlock: Finder = (object, forms, contract) => {
  const { name } = object.object.reference;
  const selected = fieldsOf(fieldsOf(fieldsOf(someForm(object).spec).selector).matchLabels);
  const workloads = workloadsOf(forms.service.contract);
  const found =
    workloads.find((each) => each.name === name) ?? workloads.find(({ selector }) => isSame(selector, selected));
  if (found === undefined) return undefined;
  const replicas = replicasOf(found, forms);
  const keeps: Make = (env, at) => keepOneUp(env, integerOf(replicas.get(at)));
  if (isExact(object, forms, keeps, found)) {
    return objectBlock('keepOneUp', (saying) => [
      envCode(contract, found),
      [...replicas.values()].every((each) => each === undefined)
        ? raw('undefined')
        : say(replicas, { keys: ['spec', 'replicas'] }, saying),
    ]);
  }
  const limitIn = (at: string) => {
    const { minAvailable, maxUnavailable } = fieldsOf((object.forms.get(at) ?? someForm(object)).spec);
    const limit = minAvailable ?? maxUnavailable;
    const amount = integerOf(limit) ?? textOf(limit) ?? 0;
    return minAvailable === undefined ? { maxUnavailable: amount } : amount;
  };
  const limits: Varying = new Map([...object.forms.keys()].map((name) => [name, limitIn(name)]));
  const metadataOf = metadataOptions(object, found.labels, forms);
  const options = [{}, { defaults: false }]
    .map((given) =>
      optionsByEnvironment(object, forms, found, (form) => ({
        ...(name === found.name ? {} : { name }),
        ...given,
        ...metadataOf(form),
      })),
    )
    .find((each) =>
      isExact(object, forms, (env, at) => podDisruptionBudget(env, limitIn(at), fieldsOf(each.get(at))), found),
    );
  if (options === undefined) return undefined;
  return objectBlock('podDisruptionBudget', (saying) => [
    envCode(contract, found),
    say(limits, { keys: ['minAvailable'] }, saying),
    ...optionsCode(entriesOf(options, saying)),
  ]);
};

/** How many pods a workload says to have, by environment. */
function replicasOf({ kind, objectName }: Workload, { objects, environments }: ServiceForms): Varying {
  const found = objects.find(({ object: { reference } }) => reference.kind === kind && reference.name === objectName);
  return new Map(environments.map((name) => [name, integerOf(fieldsOf(found?.forms.get(name)?.spec).replicas)]));
}
