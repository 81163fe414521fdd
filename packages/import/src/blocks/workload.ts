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
import { podLabels, type ServiceEnvironment, type Workload, workloadsOf } from '@k8s-blocks/topology';
import { podLabelsOf } from '../manifests/pods.ts';
import { isSame, type Varying } from '../manifests/varying.ts';
import type { ObjectForms, ServiceForms } from '../stack/service-forms.ts';
import { type Entry, raw, type Spread } from '../typescript/code.ts';
import type { Block, Finder } from './block.ts';
import { configMapBlock } from './configuration.ts';
import { isExact } from './exact.ts';
import { areEverywhere, argumentsCode, entriesOf, metadataOptions, optionsByEnvironment } from './options.ts';
import { workloadOptions } from './workload-options.ts';

/** What a kind has in its own spec besides the pods, as its block takes it. */
interface KindOfWorkload {
  readonly block: string;
  readonly make: (env: ServiceEnvironment, options: unknown) => unknown;
  /** The fields of its spec as options, but for those that the block makes of the workload and by its defaults. */
  readonly optionsOf: (spec: Fields, defaults: boolean) => Fields;
}

/** How a Deployment with the defaults of its block is updated. */
const STRATEGY = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } };

/** Whether options name a container with an image: all else is compared with what was read once the block has made it. */
function isComplete<Options extends WorkloadOptions>(options: unknown): options is Options {
  return isFields(options) && typeof fieldsOf(options.container).image === 'string';
}

const KINDS: Readonly<Record<string, KindOfWorkload>> = {
  Deployment: {
    block: 'deployment',
    make: (env, options) => isComplete<DeploymentOptions>(options) && deployment(env, options),
    optionsOf: ({ selector: _, template: __, strategy, ...others }, defaults) => ({
      ...others,
      strategy: defaults && isSame(strategy, STRATEGY) ? undefined : strategy,
    }),
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
    optionsOf: ({ selector: _, template: __, updateStrategy, ...others }) => {
      const { maxUnavailable } = fieldsOf(fieldsOf(updateStrategy).rollingUpdate);
      const isRolling = isSame(updateStrategy, { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } });
      return { ...others, ...(isRolling ? { maxUnavailable } : { updateStrategy }) };
    },
  },
  Job: {
    block: 'job',
    make: (env, options) => isComplete<JobOptions>(options) && job(env, options),
    optionsOf: ({ template, ...others }, defaults) => ({ ...others, ...restartOf(template, defaults) }),
  },
  CronJob: {
    block: 'cronJob',
    make: (env, options) => isComplete<CronJobOptions>(options) && cronJob(env, options),
    optionsOf: ({ jobTemplate, ...others }, defaults) => {
      const { template, ...ofJobs } = fieldsOf(fieldsOf(jobTemplate).spec);
      return { ...others, ...ofJobs, ...restartOf(template, defaults) };
    },
  },
};

/** A Job says how its containers are started again, where that is not by another pod. */
function restartOf(template: unknown, defaults: boolean): Fields {
  const { restartPolicy } = fieldsOf(fieldsOf(template).spec);
  return defaults && restartPolicy === 'Never' ? {} : { restartPolicy };
}

/** How the block of a workload is called. */
interface BlockCall {
  /** The ConfigMap that it is given, and adds the checksum of. */
  readonly config?: ObjectForms | undefined;
  readonly defaults: boolean;
}

/** The block of a workload: with its ConfigMap where it has the checksum of that, and without defaults where it has none of them. */
export const workloadBlock: Finder = (object, forms, contract) => {
  const { kind, name } = object.object.reference;
  const found = workloadsOf(forms.service.contract).find((each) => each.kind === kind && each.objectName === name);
  const block = KINDS[kind];
  if (found === undefined || block === undefined) return undefined;
  const config = configOf(found, forms, contract);
  const metadataOf = metadataOptions(object, found.labels, forms);
  const hasOwnPodLabels = areEverywhere(object.forms, podLabelsOf, podLabels(found));
  const calls: BlockCall[] = [{ defaults: true }, { defaults: false }];
  for (const call of config === undefined ? calls : [{ config, defaults: true }, ...calls]) {
    const options = optionsByEnvironment(object, forms, found, (form, env) => ({
      ...(call.defaults ? {} : { defaults: false }),
      ...metadataOf(form),
      ...block.optionsOf(fieldsOf(form.spec), call.defaults),
      ...workloadOptions(form, env, {
        withConfig: call.config !== undefined,
        defaults: call.defaults,
        hasOwnPodLabels,
      }),
    }));
    const isRight = isExact(
      object,
      forms,
      (env, at) => block.make(env, { ...fieldsOf(options.get(at)), ...configIn(call.config, env, at) }),
      found,
    );
    if (isRight) return blockCode(block.block, { contract, workload: found, options, config: call.config });
  }
  return undefined;
};

interface BlockParts {
  readonly contract: string;
  readonly workload: Workload;
  readonly options: Varying;
  readonly config: ObjectForms | undefined;
}

function blockCode(name: string, { contract, workload, options, config }: BlockParts): Block {
  return {
    imports: [{ name, from: '@k8s-blocks/objects' }],
    ...(config === undefined ? {} : { uses: config }),
    code: (saying, nameOf) => {
      const entries = withConfig(entriesOf(options, saying), config && nameOf(config));
      return { call: name, args: argumentsCode(contract, workload, entries) };
    },
  };
}

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
