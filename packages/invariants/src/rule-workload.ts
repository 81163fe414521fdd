import { type Fields, textOf } from '@k8s-blocks/manifest';
import type { Labels, Pod } from '@k8s-blocks/reachability';
import type { BuiltStack, BuiltWorkload } from '@k8s-blocks/verify';
import type { RuleObject } from './rule-object.ts';

/** An object that makes pods, or a pod, for rules. */
export interface RuleWorkload {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** The name of the service that it is of, where that is known. */
  readonly service?: string;
  /** The labels of its pods. */
  readonly labels: Labels;
  readonly object: RuleObject;
  /** The spec of its pods. */
  readonly podSpec: Fields;
  readonly containers: readonly RuleContainer[];
}

/** A container of a workload, an init container too. */
export interface RuleContainer {
  readonly name: string;
  readonly image: string;
  /** Its path in the object: `spec.template.spec.containers[0]`. */
  readonly path: string;
  readonly fields: Fields;
}

/** A workload of a rule, and the pod that stands for its replicas. */
export interface LocatedWorkload {
  readonly workload: RuleWorkload;
  readonly pod: Pod;
}

/** The workloads of a build as rules see them. */
export function ruleWorkloads(
  { workloads }: BuiltStack,
  objectOf: (workload: BuiltWorkload) => RuleObject,
): LocatedWorkload[] {
  return workloads.map((each) => {
    const { pod, object, namespace, spec, containers } = each;
    const { service } = object.located;
    const workload = {
      kind: object.kind,
      name: object.name,
      namespace,
      ...(service === undefined ? {} : { service }),
      labels: pod.labels,
      object: objectOf(each),
      podSpec: spec,
      containers: containers.map(containerOf),
    };
    return { workload, pod };
  });
}

function containerOf({ fields, path }: BuiltWorkload['containers'][number]): RuleContainer {
  return { name: textOf(fields.name) ?? '', image: textOf(fields.image) ?? '', path, fields };
}
