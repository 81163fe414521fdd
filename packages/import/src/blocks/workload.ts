import { type Fields, fieldsOf, isFields } from '@k8s-blocks/manifest';
import {
  type CronJobOptions,
  configMap,
  configMapName,
  cronJob,
  type DaemonSetOptions,
  type DeploymentOptions,
  daemonSet,
  deployment,
  type JobOptions,
  job,
  type StatefulSetOptions,
  statefulSet,
  type WorkloadOptions,
} from '@k8s-blocks/objects';
import { type ServiceEnvironment, type Workload, workloadsOf } from '@k8s-blocks/topology';
import { say } from '../say.ts';
import type { ObjectForms, ServiceForms } from '../service-forms.ts';
import { type Entry, raw, type Spread } from '../typescript/code.ts';
import type { Varying } from '../varying.ts';
import type { Finder } from './block.ts';
import { envCode } from './env-code.ts';
import { isExact } from './exact.ts';
import { configMapBlock } from './simple.ts';
import { workloadOptions } from './workload-options.ts';

/** What a kind has in its own spec besides the pods, as its block takes it. */
interface KindOfWorkload {
  readonly block: string;
  readonly make: (env: ServiceEnvironment, options: unknown) => unknown;
  readonly optionsOf: (spec: Fields) => Fields;
}

/** Whether options name a container with an image: all else is compared with what was read once the block has made it. */
function isComplete<Options extends WorkloadOptions>(options: unknown): options is Options {
  return isFields(options) && typeof fieldsOf(options.container).image === 'string';
}

const KINDS: Readonly<Record<string, KindOfWorkload>> = {
  Deployment: {
    block: 'deployment',
    make: (env, options) => isComplete<DeploymentOptions>(options) && deployment(env, options),
    optionsOf: ({ replicas }) => ({ replicas }),
  },
  StatefulSet: {
    block: 'statefulSet',
    make: (env, options) => isComplete<StatefulSetOptions>(options) && statefulSet(env, options),
    optionsOf: ({ selector: _, template: __, volumeClaimTemplates: claimTemplates, ...others }) => ({
      ...others,
      claimTemplates,
    }),
  },
  DaemonSet: {
    block: 'daemonSet',
    make: (env, options) => isComplete<DaemonSetOptions>(options) && daemonSet(env, options),
    optionsOf: ({ updateStrategy }) => ({
      maxUnavailable: fieldsOf(fieldsOf(updateStrategy).rollingUpdate).maxUnavailable,
    }),
  },
  Job: {
    block: 'job',
    make: (env, options) => isComplete<JobOptions>(options) && job(env, options),
    optionsOf: ({ template, ...others }) => ({ ...others, ...restartOf(template) }),
  },
  CronJob: {
    block: 'cronJob',
    make: (env, options) => isComplete<CronJobOptions>(options) && cronJob(env, options),
    optionsOf: ({ jobTemplate, ...others }) => {
      const { template, ...ofJobs } = fieldsOf(fieldsOf(jobTemplate).spec);
      return { ...others, ...ofJobs, ...restartOf(template) };
    },
  },
};

/** A Job says how its containers are started again, where that is not by another pod. */
function restartOf(template: unknown): Fields {
  const { restartPolicy } = fieldsOf(fieldsOf(template).spec);
  return restartPolicy === 'Never' ? {} : { restartPolicy };
}

/** The block of a workload, with its ConfigMap where it has the checksum of that. */
export const workloadBlock: Finder = (object, forms, contract) => {
  const { kind, name } = object.object.reference;
  const found = workloadsOf(forms.service.contract).find((each) => each.kind === kind && each.objectName === name);
  const block = KINDS[kind];
  if (found === undefined || block === undefined) return undefined;
  const config = configOf(found, forms, contract);
  const workload = found.key === undefined ? undefined : found;
  for (const given of config === undefined ? [undefined] : [config, undefined]) {
    const options = optionsByEnvironment(object, forms, { found, block, withConfig: given !== undefined });
    const isRight = isExact(
      object,
      forms,
      (env, at) => block.make(env, { ...fieldsOf(options.get(at)), ...configIn(given, env, at) }),
      workload,
    );
    if (!isRight) continue;
    return {
      imports: [{ name: block.block, from: '@k8s-blocks/objects' }],
      ...(given === undefined ? {} : { uses: given }),
      code: (saying, nameOf) => {
        const said = say(options, { keys: [] }, saying);
        const entries = 'entries' in said ? said.entries : [];
        return {
          call: block.block,
          args: [envCode(contract, workload), { entries: withConfig(entries, given && nameOf(given)) }],
        };
      },
    };
  }
  return undefined;
};

/** The entries with the ConfigMap before what reads it. */
function withConfig(entries: readonly (Entry | Spread)[], name: string | undefined): readonly (Entry | Spread)[] {
  if (name === undefined) return entries;
  const pods = entries.findIndex((each) => 'key' in each && ['readsSecret', 'token', 'container'].includes(each.key));
  const entry: Entry = { key: 'config', value: raw(name) };
  return [...entries.slice(0, pods), entry, ...entries.slice(pods)];
}

/** The ConfigMap of a workload, if a block makes it. */
function configOf(workload: Workload, forms: ServiceForms, contract: string): ObjectForms | undefined {
  const [env] = forms.envs.values();
  const name = env === undefined ? undefined : configMapName(env.of(workload));
  const object = forms.objects.find(
    ({ object: { reference } }) => reference.kind === 'ConfigMap' && reference.name === name,
  );
  if (object === undefined || [...object.forms.values()].includes(undefined)) return undefined;
  return configMapBlock(object, forms, contract) === undefined ? undefined : object;
}

function configIn(config: ObjectForms | undefined, env: ServiceEnvironment, at: string) {
  if (config === undefined) return {};
  const data = fieldsOf(config.forms.get(at)?.data);
  const texts = Object.entries(data).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as const] : [],
  );
  return { config: configMap(env, Object.fromEntries(texts)) };
}

interface OptionsParts {
  readonly found: Workload;
  readonly block: KindOfWorkload;
  readonly withConfig: boolean;
}

function optionsByEnvironment(
  { forms: own }: ObjectForms,
  { envs }: ServiceForms,
  { found, block, withConfig: given }: OptionsParts,
): Varying {
  const [some = {}] = [...own.values()].filter((form) => form !== undefined);
  return new Map(
    [...own].flatMap(([name, form = some]) => {
      const env = envs.get(name);
      if (env === undefined || !env.has(found)) return [];
      const options = { ...block.optionsOf(fieldsOf(form.spec)), ...workloadOptions(form, env.of(found), given) };
      const present = Object.entries(options).filter(([, value]) => value !== undefined);
      return [[name, Object.fromEntries(present)] as const];
    }),
  );
}
