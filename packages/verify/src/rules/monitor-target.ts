import type { Severity } from '@k8s-blocks/findings';
import { fieldsOf, labelsOf, listOf, nonEmptyTextOf, shortName } from '@k8s-blocks/manifest';
import { formatNames } from '@k8s-blocks/refusal';
import type { BuiltObject } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import { podMakerIn } from '../pod-makers.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import { selectorOf } from '../selector.ts';

type Code = 'nothing-selected' | 'port-missing';

const WHY = 'Prometheus reads nothing there, and says nothing about it.';

/**
 * A ServiceMonitor selects a Service, and a PodMonitor pods, that have the ports of its endpoints by name. One that looks into
 * namespaces outside of the build is not judged. Without a map, it is a warning where the build has no Service or pod in its namespaces.
 *
 * Why: Prometheus reads nothing there, and says nothing about it.
 *
 * @example
 * apiVersion: monitoring.coreos.com/v1
 * kind: ServiceMonitor
 * spec:
 *   selector: { matchLabels: { app: shop } }
 *   endpoints: [{ port: metric }] # the Service has the port metrics
 *
 * @see https://prometheus-operator.dev/docs/developer/getting-started/
 */
export const monitorTarget: StackRule<Code> = {
  name: 'monitor-target',
  severity: 'error',
  *check(stack) {
    for (const object of stack.objects) {
      const { group, kind } = object.reference;
      const target = group === 'monitoring.coreos.com' ? TARGETS.get(kind) : undefined;
      if (target !== undefined) yield* violationsOf(stack, object, target);
    }
  },
};

/** What the monitors of a kind select. */
interface Target {
  readonly noun: string;
  /** The field of its endpoints. */
  readonly endpoints: string;
  /** The names of the ports of each that a selector selects in a namespace. */
  readonly portsIn: (
    stack: BuiltStack,
    namespace: string,
    matches: ReturnType<typeof selectorOf>,
  ) => readonly (readonly string[])[];
}

const TARGETS: ReadonlyMap<string, Target> = new Map<string, Target>([
  ['ServiceMonitor', { noun: 'Service', endpoints: 'endpoints', portsIn: portsOfServices }],
  ['PodMonitor', { noun: 'pod', endpoints: 'podMetricsEndpoints', portsIn: portsOfPods }],
]);

function portsOfServices({ cluster, find }: BuiltStack, namespace: string, matches: ReturnType<typeof selectorOf>) {
  return cluster.services
    .filter((service) => service.namespace === namespace)
    .filter(({ name }) => matches(labelsOf(fieldsOf(find('v1 Service', namespace, name)?.fields.metadata).labels)))
    .map(({ ports }) => ports.flatMap(({ name }) => name ?? []));
}

function portsOfPods({ workloadsIn }: BuiltStack, namespace: string, matches: ReturnType<typeof selectorOf>) {
  return workloadsIn(namespace)
    .filter(({ pod }) => matches(pod.labels))
    .map(({ pod }) => pod.ports.flatMap(({ name }) => name ?? []));
}

/** Without a map, others may have what is selected: where the build has none in the namespaces, or an operator may make the pods. */
function severityOf(stack: BuiltStack, namespaces: readonly string[], noun: string): { readonly severity?: Severity } {
  if (stack.connections !== undefined) return {};
  if (noun === 'pod' && namespaces.some((each) => podMakerIn(stack, each) !== undefined)) return { severity: 'notice' };
  const those = noun === 'pod' ? stack.cluster.pods : stack.cluster.services;
  return those.some(({ namespace }) => namespaces.includes(namespace)) ? {} : { severity: 'warning' };
}

function* violationsOf(
  stack: BuiltStack,
  object: BuiltObject,
  { noun, endpoints, portsIn }: Target,
): Generator<StackViolation<Code>> {
  const spec = fieldsOf(object.fields.spec);
  const { any, matchNames } = fieldsOf(spec.namespaceSelector);
  const named = listOf(matchNames).flatMap((each) => nonEmptyTextOf(each) ?? []);
  const namespaces = named.length > 0 ? named : [object.namespace ?? 'default'];
  if (any === true || namespaces.some((each) => !stack.namespaces.has(each))) return;
  const matches = selectorOf(spec.selector);
  const selected = namespaces.flatMap((namespace) => portsIn(stack, namespace, matches));
  if (selected.length === 0) {
    const problem = `It selects no ${noun} of ${formatNames(namespaces)}.`;
    const remedy = `Select labels that the ${noun} has.`;
    const violation: StackViolation<Code> = {
      code: 'nothing-selected',
      object,
      field: 'spec.selector',
      problem,
      why: WHY,
      remedy,
    };
    yield { ...violation, ...severityOf(stack, namespaces, noun) };
    return;
  }
  for (const [index, endpoint] of listOf(spec[endpoints]).entries()) {
    const port = nonEmptyTextOf(fieldsOf(endpoint).port);
    if (port === undefined || selected.some((ports) => ports.includes(port))) continue;
    yield {
      code: 'port-missing',
      object,
      field: `spec.${endpoints}[${index}].port`,
      problem: `No ${noun} that it selects has a port named "${shortName(port)}".`,
      why: WHY,
      remedy: `Use one of ${formatNames(new Set(selected.flat()))}.`,
    };
  }
}
