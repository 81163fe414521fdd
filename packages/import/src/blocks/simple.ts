import { fieldsOf, integerOf, labelsOf, textOf } from '@k8s-blocks/manifest';
import {
  configMap,
  configMapName,
  keepOneUp,
  namespace,
  networkPolicy,
  placeholderSecret,
  podDisruptionBudget,
  service,
  serviceAccount,
} from '@k8s-blocks/objects';
import type { PodSecurityLevel } from '@k8s-blocks/security-context';
import { type ServiceEnvironment, type Workload, workloadsOf } from '@k8s-blocks/topology';
import { say } from '../say.ts';
import type { Saying } from '../saying.ts';
import type { ObjectForms, ServiceForms } from '../service-forms.ts';
import { type Code, type Entry, literal, raw } from '../typescript/code.ts';
import type { Varying } from '../varying.ts';
import type { Block, Finder } from './block.ts';
import { envCode } from './env-code.ts';
import { isExact, type Make } from './exact.ts';

const OBJECTS = '@k8s-blocks/objects';
const COMPONENT = 'app.kubernetes.io/component';

/** A form of the object that it has somewhere: options of blocks are taken from it where they do not vary. */
function someForm({ forms }: ObjectForms) {
  const [some = {}] = [...forms.values()].filter((form) => form !== undefined);
  return some;
}

function componentOf(object: ObjectForms): string | undefined {
  return labelsOf(fieldsOf(someForm(object).metadata).labels)[COMPONENT];
}

function call(name: string, args: (saying: Saying) => readonly Code[]): Block {
  return { imports: [{ name, from: OBJECTS }], code: (saying) => ({ call: name, args: args(saying) }) };
}

/** Options that are given, as the last argument; none if there are none. */
function optionsCode(options: Readonly<Record<string, unknown>>): readonly Code[] {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return given.length === 0 ? [] : [{ entries: given.map(([key, value]): Entry => ({ key, value: literal(value) })) }];
}

/** The first of several ways in which a block may be called that gives exactly what was read. */
function firstExact<Options>(
  candidates: readonly Options[],
  isRight: (options: Options) => boolean,
): Options | undefined {
  return candidates.find(isRight);
}

export const serviceBlock: Finder = (object, forms, contract) => {
  const { name } = object.object.reference;
  const { ports } = forms.service.contract;
  const port = Object.values(ports).find(({ services }) => services.includes(name));
  if (port === undefined) return undefined;
  const workload = port.workload === undefined ? undefined : forms.service.contract.workloads[port.workload];
  const own = workload ?? forms.service.contract.main;
  const spec = fieldsOf(someForm(object).spec);
  const component = componentOf(object);
  const options = {
    ...(name === own.name ? {} : { name }),
    ...(component === undefined || component === own.identity.component ? {} : { component }),
    ...(spec.clusterIP === 'None' ? { headless: true } : {}),
    ...(spec.publishNotReadyAddresses === true ? { publishNotReadyAddresses: true } : {}),
  };
  if (!isExact(object, forms, (env) => service(env, options), workload)) return undefined;
  return call('service', () => [envCode(contract, workload), ...optionsCode(options)]);
};

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
  const given = component === found.identity.component ? undefined : component;
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

export const accountBlock: Finder = (object, forms) => {
  const token = someForm(object).automountServiceAccountToken === true;
  const options = firstExact([{}, { token }], (each) => isExact(object, forms, (env) => serviceAccount(env, each)));
  return options && call('serviceAccount', () => [raw('env'), ...optionsCode(options)]);
};

/** The levels of the Pod Security Standards, the strictest first. */
const LEVELS: readonly PodSecurityLevel[] = ['restricted', 'baseline', 'privileged'];

export const namespaceBlock: Finder = (object, forms) => {
  const component = componentOf(object);
  const given = component === undefined ? {} : { component };
  const options = firstExact(
    LEVELS.map((podSecurity) => ({ podSecurity, ...given })),
    (each) => isExact(object, forms, (env) => namespace(env, each)),
  );
  return options && call('namespace', () => [raw('env'), ...optionsCode(options)]);
};

export const policyBlock: Finder = (object, forms, contract) => {
  const found = workloadsOf(forms.service.contract).find(({ name }) => name === object.object.reference.name);
  if (found === undefined || found.hostNetwork) return undefined;
  const workload = found.key === undefined ? undefined : found;
  if (!isExact(object, forms, (env) => networkPolicy(env), workload)) return undefined;
  return call('networkPolicy', () => [envCode(contract, workload)]);
};

export const budgetBlock: Finder = (object, forms, contract) => {
  const found = workloadsOf(forms.service.contract).find(({ name }) => name === object.object.reference.name);
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
  if (!isExact(object, forms, (env, at) => podDisruptionBudget(env, limitIn(at)), workload)) return undefined;
  const limits: Varying = new Map([...object.forms.keys()].map((name) => [name, limitIn(name)]));
  return call('podDisruptionBudget', (saying) => [
    envCode(contract, workload),
    say(limits, { keys: ['minAvailable'] }, saying),
  ]);
};

/** How many pods a workload says to have, by environment. */
function replicasOf({ kind, objectName }: Workload, { objects, environments }: ServiceForms): Varying {
  const found = objects.find(({ object: { reference } }) => reference.kind === kind && reference.name === objectName);
  return new Map(environments.map((name) => [name, integerOf(fieldsOf(found?.forms.get(name)?.spec).replicas)]));
}
