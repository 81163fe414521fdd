import { type Fields, fieldsOf, integerOf, labelsOf, textOf } from '@k8s-blocks/manifest';
import {
  configMap,
  configMapName,
  keepOneUp,
  namespace,
  placeholderSecret,
  podDisruptionBudget,
  serviceAccount,
} from '@k8s-blocks/objects';
import type { PodSecurityLevel } from '@k8s-blocks/security-context';
import { type ServiceEnvironment, type Workload, workloadsOf } from '@k8s-blocks/topology';
import { isSame, type Varying } from '../manifests/varying.ts';
import { say } from '../say/say.ts';
import type { Saying } from '../say/saying.ts';
import type { ObjectForms, ServiceForms } from '../stack/service-forms.ts';
import { type Code, type Entry, literal, raw } from '../typescript/code.ts';
import type { Block, Finder } from './block.ts';
import { envCode } from './env-code.ts';
import { isExact, type Make } from './exact.ts';
import { argumentsCode, entriesOf, metadataOptions, optionsByEnvironment, someForm } from './options.ts';

const OBJECTS = '@k8s-blocks/objects';
const COMPONENT = 'app.kubernetes.io/component';

function componentOf(object: ObjectForms): string | undefined {
  return labelsOf(fieldsOf(someForm(object).metadata).labels)[COMPONENT];
}

function call(name: string, args: (saying: Saying) => readonly Code[]): Block {
  return { imports: [{ name, from: OBJECTS }], code: (saying) => ({ call: name, args: args(saying) }) };
}

/** Options that are given, as the last argument; none if there are none. */
function optionsCode(options: Readonly<Record<string, unknown>>): readonly Code[] {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return entriesCode(given.map(([key, value]): Entry => ({ key, value: literal(value) })));
}

function entriesCode(entries: ReturnType<typeof entriesOf>): readonly Code[] {
  return entries.length === 0 ? [] : [{ entries }];
}

/** The workload whose ConfigMap it is: that of one of several has the name of the workload. */
function workloadNamed(forms: ServiceForms, isOf: (env: ServiceEnvironment) => boolean): Workload | undefined {
  const [env] = forms.envs.values();
  return workloadsOf(forms.service.contract).find((workload) => env !== undefined && isOf(env.of(workload)));
}

export const configMapBlock: Finder = (object, forms, contract) => {
  const { name } = object.object.reference;
  const found = workloadNamed(forms, (env) => configMapName(env) === name);
  if (found === undefined) return undefined;
  const workload = found.key === undefined ? undefined : found;
  const component = componentOf(object);
  const given = component === found.labels[COMPONENT] ? undefined : component;
  const dataIn = (environment: string) => labelsOf(object.forms.get(environment)?.data);
  if (!isExact(object, forms, (env, at) => configMap(env, dataIn(at), given), workload)) return undefined;
  return call('configMap', (saying) => [
    envCode(contract, workload),
    say(fieldIn(object, 'data'), { keys: ['data'] }, saying),
    ...(given === undefined ? [] : [literal(given)]),
  ]);
};

/** A field of the object in each environment; where it is not there, as it is elsewhere. */
function fieldIn(object: ObjectForms, field: string): Varying {
  const some = someForm(object);
  return new Map([...object.forms].map(([name, form]) => [name, (form ?? some)[field] ?? {}]));
}

export const secretBlock: Finder = (object, forms) => {
  if (!isExact(object, forms, placeholderSecret)) return undefined;
  const isOwn = [...object.forms].every(([name, form]) => {
    return (form === undefined) === (forms.envs.get(name)?.environment.secretsProvided === true);
  });
  return { ...call('placeholderSecret', () => [raw('env')]), ...(isOwn ? { omits: true as const } : {}) };
};

/** The ServiceAccount of the service; with the default of its block, or without it. */
export const accountBlock: Finder = (object, forms, contract) => {
  const { main, labels } = forms.service.contract;
  const metadataOf = metadataOptions(object, labels, forms);
  const ways = [undefined, true, false].flatMap((defaults) => {
    const optionsOf = (form: Fields) => ({
      ...(defaults === false ? { defaults } : {}),
      ...(defaults === true ? { token: form.automountServiceAccountToken } : {}),
      ...metadataOf(form),
    });
    return [optionsByEnvironment(object, forms, main, optionsOf)];
  });
  const found = ways.find((options) =>
    isExact(object, forms, (env, at) => serviceAccount(env, fieldsOf(options.get(at)))),
  );
  return found && call('serviceAccount', (saying) => argumentsCode(contract, undefined, entriesOf(found, saying)));
};

/** The levels of the Pod Security Standards, the strictest first. */
const LEVELS: readonly PodSecurityLevel[] = ['restricted', 'baseline', 'privileged'];

export const namespaceBlock: Finder = (object, forms) => {
  const component = componentOf(object);
  const given = component === undefined ? {} : { component };
  const options = LEVELS.map((podSecurity) => ({ podSecurity, ...given })).find((each) =>
    isExact(object, forms, (env) => namespace(env, each)),
  );
  return options && call('namespace', () => [raw('env'), ...optionsCode(options)]);
};

export const budgetBlock: Finder = (object, forms, contract) => {
  const { name } = object.object.reference;
  const selected = fieldsOf(fieldsOf(fieldsOf(someForm(object).spec).selector).matchLabels);
  const workloads = workloadsOf(forms.service.contract);
  const found =
    workloads.find((each) => each.name === name) ?? workloads.find(({ selector }) => isSame(selector, selected));
  if (found === undefined) return undefined;
  const workload = found.key === undefined ? undefined : found;
  const replicas = replicasOf(found, forms);
  const keeps: Make = (env, at) => keepOneUp(env, integerOf(replicas.get(at)));
  if (isExact(object, forms, keeps, workload)) {
    return call('keepOneUp', (saying) => [
      envCode(contract, workload),
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
  const ways = [{}, { defaults: false }].map((way) =>
    optionsByEnvironment(object, forms, found, (form) => ({
      ...(name === found.name ? {} : { name }),
      ...way,
      ...metadataOf(form),
    })),
  );
  const options = ways.find((each) =>
    isExact(object, forms, (env, at) => podDisruptionBudget(env, limitIn(at), fieldsOf(each.get(at))), workload),
  );
  if (options === undefined) return undefined;
  return call('podDisruptionBudget', (saying) => [
    envCode(contract, workload),
    say(limits, { keys: ['minAvailable'] }, saying),
    ...entriesCode(entriesOf(options, saying)),
  ]);
};

/** How many pods a workload says to have, by environment. */
function replicasOf({ kind, objectName }: Workload, { objects, environments }: ServiceForms): Varying {
  const found = objects.find(({ object: { reference } }) => reference.kind === kind && reference.name === objectName);
  return new Map(environments.map((name) => [name, integerOf(fieldsOf(found?.forms.get(name)?.spec).replicas)]));
}
