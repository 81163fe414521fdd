import { shortName } from '@k8s-blocks/manifest';
import { offeredPorts, type Pod, type Target } from '@k8s-blocks/reachability';
import { type BuiltStack, INTERNET, OTHER_POD, verdictBetween } from '@k8s-blocks/verify';
import type { MatrixCallee, MatrixCaller } from './declared-outsides.ts';
import type { EnvironmentReasons } from './reason-list.ts';
import type { MatrixData, MatrixSource, MatrixTarget } from './report-data.ts';
import { verdictOnAll } from './traffic-verdict.ts';

/** Callers that the map does not declare: a pod of another namespace, and an address of the internet. */
const STRANGERS: readonly MatrixCaller[] = [
  { data: { title: 'any other pod' }, callers: [[OTHER_POD]] },
  { data: { title: 'any other address' }, callers: [[INTERNET]] },
];

/** What is known of pods from the map. */
export interface PodNames {
  /** The service and the workload of a pod. */
  readonly ownerOf: (pod: Pod) => Pick<MatrixSource, 'service' | 'workload'>;
  /** What the contract calls a port. */
  readonly portNameOf: (target: Target & { readonly to: Pod }) => string | undefined;
}

/**
 * Who reaches whom in one environment, with the reasons.
 *
 * @param outsides who calls from outside of the stack, and what is called there, as the map declares.
 */
export function matrixData(
  stack: BuiltStack,
  outsides: { readonly callers: readonly MatrixCaller[]; readonly callees: readonly MatrixCallee[] },
  { positionOf }: EnvironmentReasons,
  names: PodNames,
): MatrixData {
  const pods = [...stack.cluster.pods].sort((one, other) => rankOf(one, names) - rankOf(other, names));
  const callers = pods.map((pod) => ({ callers: [[pod]], data: sourceData(pod, names) }));
  const sources = [...callers, ...outsides.callers, ...STRANGERS];
  const targets = [...pods.flatMap((pod) => calleesOf(pod, names)), ...outsides.callees];
  const egress = sources.map(() => new Uint32Array(targets.length));
  const ingress = targets.map(() => new Uint32Array(sources.length));
  for (const [source, { callers }] of sources.entries()) {
    for (const [target, { callees, ports }] of targets.entries()) {
      const found = verdictOnAll(ports, (called) => verdictBetween(stack, callers, callees, called));
      // Both ends of a cell have endpoints.
      if (found === undefined) continue;
      egress[source]?.fill(positionOf(found.egress), target, target + 1);
      ingress[target]?.fill(positionOf(found.ingress), source, source + 1);
    }
  }
  const egressUsual = egress.map(mostFrequent);
  const ingressUsual = ingress.map(mostFrequent);
  return {
    sources: sources.map(({ data }) => data),
    targets: targets.map(({ data }) => data),
    egress: egressUsual,
    ingress: ingressUsual,
    egressExceptions: exceptions(egress, egressUsual),
    ingressExceptions: exceptions(ingress, ingressUsual).flatMap((_, index, all) =>
      // Cells are named by source and target, in this order.
      index % 3 === 0 ? [all[index + 1] ?? 0, all[index] ?? 0, all[index + 2] ?? 0] : [],
    ),
  };
}

/** Pods stand in the order of their services; those of none come last. */
function rankOf(pod: Pod, { ownerOf }: PodNames): number {
  return ownerOf(pod).service ?? Number.MAX_SAFE_INTEGER;
}

function sourceData(pod: Pod, { ownerOf }: PodNames): MatrixSource {
  return { title: `${shortName(pod.namespace)}/${shortName(pod.name)}`, ...ownerOf(pod) };
}

function calleesOf(to: Pod, names: PodNames): readonly MatrixCallee[] {
  return offeredPorts({ pods: [to] }).map((target) => {
    return { callees: [[to]], ports: [target], data: targetData({ ...target, to }, names) };
  });
}

function targetData(target: Target & { readonly to: Pod }, names: PodNames): MatrixTarget {
  const { to, port, protocol } = target;
  const name = names.portNameOf(target);
  const data = { ...sourceData(to, names), port: protocol === 'TCP' ? String(port) : `${port}/${protocol}` };
  return name === undefined ? data : { ...data, name };
}

/** The value that occurs most often, the first of several. */
function mostFrequent(values: Uint32Array): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first = [0, 0] as const, ...others] = counts;
  return others.reduce<readonly [number, number]>((best, each) => (each[1] > best[1] ? each : best), first)[0];
}

/** The cells of rows that do not have the usual value of their row: row, column, value; one after the other. */
function exceptions(rows: readonly Uint32Array[], usual: readonly number[]): number[] {
  const found: number[] = [];
  rows.forEach((row, index) => {
    row.forEach((value, column) => {
      if (value !== usual[index]) found.push(index, column, value);
    });
  });
  return found;
}
