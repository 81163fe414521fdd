import { fieldsOf, textOf } from '@k8s-blocks/manifest';
import { addressesIn, LISTENING_HOST } from '../address.ts';
import type { BuiltStack } from '../built-stack.ts';
import { INTERNET } from '../party.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import type { Workload } from '../workload.ts';

type Code = 'port-unknown' | 'port-of-another-name';

/**
 * A setting that is named after a port (`PORT`, `HTTP_PORT`) has the number of a port that the pod lists, or of one
 * that it may call; and among those of the pod, that of the one it is named after (`ADMIN_PORT`, of `admin`). So has
 * the annotation by which Prometheus finds the port, and an address that it listens on, `0.0.0.0:8080`.
 *
 * Why: connections to the port fail, or two ports are the same.
 *
 * @example
 * containers:
 *   - name: main
 *     ports: [{ name: http, containerPort: 8080 }]
 *     env: [{ name: HTTP_PORT, value: '8000' }]
 */
export const portSetting: StackRule<Code> = {
  name: 'port-setting',
  severity: 'warning',
  *check(stack) {
    for (const { object, field, key = '', text, users } of stack.texts) {
      const isSetting = /(^|_)PORT$/i.test(key) && /^\d{1,5}$/.test(text);
      for (const user of users) {
        if (isSetting && !offers(user, Number(text)) && !mayCall(stack, user, Number(text))) {
          yield { ...unknownPort(user, text), object, field };
        }
        if (isSetting)
          for (const violation of otherPortViolations(user, key, Number(text))) yield { ...violation, object, field };
        for (const { host, port } of addressesIn(text)) {
          if (host !== LISTENING_HOST || port === undefined || offers(user, port)) continue;
          yield { ...unknownPort(user, `${port}`), object, field };
        }
      }
    }
    for (const workload of stack.workloads) yield* scrapeViolations(workload);
  },
};

function unknownPort({ object }: Workload, port: string): StackViolation<Code> {
  return {
    code: 'port-unknown',
    object,
    problem: `The pods of ${object.title} neither offer nor may call port ${port}.`,
    why: 'Connections to the port fail.',
    remedy: 'Correct the number, or list the port on the container.',
  };
}

/** A setting that is named after a port of the pod, and has the number of another one. */
function otherPortViolations({ object, pod }: Workload, key: string, port: number): StackViolation<Code>[] {
  const words = key.toLowerCase().split('_');
  const meant = pod.ports.filter(({ name }) => name?.split('-').every((word) => words.includes(word)));
  const other = pod.ports.find((each) => each.port === port);
  const [first] = meant;
  if (other === undefined || first === undefined || meant.some((each) => each.port === port)) return [];
  const otherName = other.name === undefined ? '' : `, which is "${other.name}"`;
  return [
    {
      code: 'port-of-another-name',
      object,
      problem: `It is named after the port "${first.name}" of ${object.title}, and has the number ${port}${otherName}.`,
      why: 'Two of the ports are then the same, or nothing listens on the port that the pod lists.',
      remedy: `Write ${first.port}, or another name.`,
    },
  ];
}

/** What the annotations `prometheus.io/scrape` and `prometheus.io/port` ask for, where they do. */
function* scrapeViolations(workload: Workload): Generator<StackViolation<Code>> {
  const annotations = fieldsOf(workload.metadata.annotations);
  const port = textOf(annotations['prometheus.io/port']);
  if (annotations['prometheus.io/scrape'] !== 'true' || port === undefined || offers(workload, Number(port))) return;
  yield { ...unknownPort(workload, port), field: `${workload.metadataPath}.annotations["prometheus.io/port"]` };
}

function offers({ pod }: Workload, port: number): boolean {
  return pod.ports.length === 0 || pod.ports.some((each) => each.port === port);
}

/** Whether egress lets the port through to any pod or address that policies can select. */
function mayCall({ evaluator, cluster }: BuiltStack, { pod }: Workload, port: number): boolean {
  const callees = [INTERNET, ...cluster.pods];
  if (callees.some((callee) => evaluator.verdict(pod, callee, port, 'TCP').egress.allowed)) return true;
  return cluster.policies
    .filter(({ namespace }) => namespace === pod.namespace)
    .some(({ egress }) => egress.some(({ ports }) => ports.some((each) => each.port === port)));
}
