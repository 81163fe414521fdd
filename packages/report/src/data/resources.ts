import {
  type Fields,
  fieldsOf,
  integerOf,
  listOf,
  parseQuantity,
  podTemplateOf,
  type Quantity,
  textOf,
} from '@k8s-blocks/manifest';
import { formatResource } from './format-resource.ts';
import type { ResourceSum, ResourcesData } from './service-data.ts';

/** How many pods an object makes at the same time, and what has to be said of it. */
interface Pods {
  readonly count: number;
  /** Absent where they are in the sum. */
  readonly apart?: string;
  readonly note?: string;
}

type Amounts = ReadonlyMap<string, Quantity>;

/** What the pods of some objects ask for and may use together. Pods that do not run all the time are said apart. */
export function resourcesOf(objects: readonly unknown[]): ResourcesData {
  const scaled = autoscaled(objects);
  const made = objects.flatMap((object) => {
    const template = podTemplateOf(object);
    if (template === undefined) return [];
    const fields = fieldsOf(object);
    const spec = fieldsOf(template.path.length === 0 ? fields.spec : template.template.spec);
    const title = `${textOf(fields.kind)} ${textOf(fieldsOf(fields.metadata).name)}`;
    return [{ title, pods: podsOf(fields, title, scaled), ofPod: podResources(spec) }];
  });
  const running = made.filter(({ pods }) => pods.apart === undefined);
  const sums = sumsOf(running.map(({ pods, ofPod }) => ({ count: pods.count, ofPod })));
  const notes = made.flatMap(({ title, pods, ofPod }) => {
    if (pods.apart === undefined) return pods.note ?? [];
    return `${title}, ${pods.apart}: ${formatSums(sumsOf([{ count: pods.count, ofPod }]))}`;
  });
  const pods = running.reduce((sum, each) => sum + each.pods.count, 0);
  return { pods, sums, ...(notes.length === 0 ? {} : { notes }) };
}

function podsOf({ kind, spec }: Fields, title: string, scaled: ReadonlyMap<string, Scaled>): Pods {
  const { replicas, parallelism, jobTemplate } = fieldsOf(spec);
  switch (kind) {
    case 'DaemonSet':
      return { count: 1, apart: 'on each node' };
    case 'Job':
      return { count: integerOf(parallelism) ?? 1, apart: 'while it runs' };
    case 'CronJob':
      return { count: integerOf(fieldsOf(fieldsOf(jobTemplate).spec).parallelism) ?? 1, apart: 'while it runs' };
    default: {
      const { least, note } = scaled.get(title) ?? {};
      return { count: least ?? integerOf(replicas) ?? 1, ...(note === undefined ? {} : { note }) };
    }
  }
}

/** A workload that an autoscaler scales. */
interface Scaled {
  readonly least: number;
  readonly note: string;
}

function autoscaled(objects: readonly unknown[]): ReadonlyMap<string, Scaled> {
  return new Map(
    objects.flatMap((object) => {
      const { kind, spec } = fieldsOf(object);
      if (kind !== 'HorizontalPodAutoscaler') return [];
      const { minReplicas, maxReplicas, scaleTargetRef } = fieldsOf(spec);
      const target = `${textOf(fieldsOf(scaleTargetRef).kind)} ${textOf(fieldsOf(scaleTargetRef).name)}`;
      const [least, most] = [integerOf(minReplicas) ?? 1, integerOf(maxReplicas)];
      const note = `${target} is scaled from ${least} to ${most ?? 'any number of'} pods; the least are counted.`;
      return [[target, { least, note }]];
    }),
  );
}

/** What one pod asks for and may use. */
interface PodResources {
  readonly requests: Amounts;
  readonly limits: Amounts;
  /** The resources of which some container has no limit. */
  readonly unlimited: ReadonlySet<string>;
}

/**
 * As the scheduler counts: all containers and sidecars together, or the largest init container with the sidecars that started
 * before it, if that is more; and the overhead of the runtime class.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
function podResources(spec: Fields): PodResources {
  const containers = listOf(spec.containers).map(fieldsOf);
  const initContainers = listOf(spec.initContainers).map(fieldsOf);
  const ofPod = fieldsOf(spec.resources);
  const amounts = (of: 'requests' | 'limits'): Amounts => {
    let [running, peak]: [Amounts, Amounts] = [new Map(), new Map()];
    for (const container of initContainers) {
      const own = amountsOf(fieldsOf(container.resources)[of]);
      peak = larger(peak, plus(running, own));
      if (container.restartPolicy === 'Always') running = plus(running, own);
    }
    for (const container of containers) running = plus(running, amountsOf(fieldsOf(container.resources)[of]));
    const whole = plus(larger(peak, running), amountsOf(spec.overhead));
    return new Map([...whole, ...amountsOf(ofPod[of])]);
  };
  const [requests, limits] = [amounts('requests'), amounts('limits')];
  const names = ['cpu', 'memory', ...requests.keys(), ...limits.keys()];
  const isUnlimited = (name: string) =>
    !amountsOf(ofPod.limits).has(name) &&
    containers.some((each) => !amountsOf(fieldsOf(each.resources).limits).has(name));
  return { requests, limits, unlimited: new Set(names.filter(isUnlimited)) };
}

function amountsOf(quantities: unknown): Amounts {
  return new Map(
    Object.entries(fieldsOf(quantities)).flatMap(([name, value]) => {
      const quantity = parseQuantity(value);
      return quantity === undefined ? [] : [[name, quantity] as const];
    }),
  );
}

function plus(one: Amounts, other: Amounts, times = 1): Amounts {
  const sum = new Map(one);
  for (const [name, value] of other) sum.set(name, (sum.get(name) ?? 0n) + value * BigInt(times));
  return sum;
}

function larger(one: Amounts, other: Amounts): Amounts {
  const most = new Map(one);
  for (const [name, value] of other) if (value > (most.get(name) ?? 0n)) most.set(name, value);
  return most;
}

function sumsOf(pods: readonly { readonly count: number; readonly ofPod: PodResources }[]): ResourceSum[] {
  let [requests, limits]: [Amounts, Amounts] = [new Map(), new Map()];
  for (const { count, ofPod } of pods) {
    requests = plus(requests, ofPod.requests, count);
    limits = plus(limits, ofPod.limits, count);
  }
  const unlimited = new Set(pods.flatMap(({ count, ofPod }) => (count === 0 ? [] : [...ofPod.unlimited])));
  const names = new Set([...['cpu', 'memory'].filter(() => pods.length > 0), ...requests.keys(), ...limits.keys()]);
  return [...names].map((resource) => ({
    resource,
    ...amount('requests', resource, requests),
    ...amount('limits', resource, limits),
    ...(unlimited.has(resource) ? { unlimited: true as const } : {}),
  }));
}

function amount(of: 'requests' | 'limits', resource: string, amounts: Amounts): Partial<ResourceSum> {
  const value = amounts.get(resource);
  return value === undefined ? {} : { [of]: formatResource(resource, value) };
}

function formatSums(sums: readonly ResourceSum[]): string {
  const parts = sums.flatMap(({ resource, requests }) => (requests === undefined ? [] : [`${resource} ${requests}`]));
  return parts.length === 0 ? 'requests nothing' : parts.join(', ');
}
