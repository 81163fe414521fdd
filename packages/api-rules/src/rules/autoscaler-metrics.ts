/** What is wrong with a metric of a HorizontalPodAutoscaler: for its rule. */
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { Loose } from '../kinds.ts';
import { containerResourceProblem } from '../resources.ts';
import { type FieldViolation, invalid, quote, type Violations } from '../violation.ts';

type Metric = NonNullable<NonNullable<Loose<IHorizontalPodAutoscaler>['spec']>['metrics']>[number];
type Target = NonNullable<NonNullable<Metric['resource']>['target']>;

const SOURCES = ['object', 'external', 'pods', 'resource', 'containerResource'] as const;
type Source = (typeof SOURCES)[number];

/** The one source of a metric is that of its type, and says at what value it aims. */
export function* metricViolations(metric: Metric, path: string): Violations {
  const { type = '' } = metric;
  const source = SOURCES.find((name) => name === type.charAt(0).toLowerCase() + type.slice(1));
  if (source === undefined) return;
  const given = SOURCES.filter((name) => metric[name] !== undefined);
  if (metric[source] === undefined) {
    const problem = `A metric of the type ${quote(type)} needs ${source}, and has none.`;
    const field = `${path}.${source}`;
    yield { code: 'FieldValueRequired', field, problem, remedy: `Give the metric ${source}.` };
  }
  for (const other of given.length > 1 ? given : []) {
    if (other === source) continue;
    const problem = `A metric of the type ${quote(type)} takes no ${other}.`;
    const field = `${path}.${other}`;
    yield { code: 'FieldValueForbidden', field, problem, remedy: 'Make a metric of its own of it.' };
  }
  const { name = '' } = metric.containerResource ?? {};
  if (name !== '') yield* resourceViolations(name, `${path}.containerResource.name`);
  const target = metric[source]?.target;
  if (target !== undefined) yield* targetViolations(source, target, `${path}.${source}.target`);
}

function resourceViolations(name: string, field: string): Violations {
  return invalid(field, containerResourceProblem(name), 'Use a resource of containers, such as "cpu" or "memory".');
}

/** The fields of a target of which each source needs one. The server names the last one of them as missing. */
const AIMS: Readonly<Record<Source, readonly (keyof Target)[]>> = {
  object: ['value', 'averageValue'],
  external: ['value', 'averageValue'],
  pods: ['averageValue'],
  resource: ['averageValue', 'averageUtilization'],
  containerResource: ['averageValue', 'averageUtilization'],
};

function* targetViolations(source: Source, target: Target, path: string): Generator<FieldViolation> {
  const aims = AIMS[source];
  const given = aims.filter((name) => target[name] !== undefined);
  if (given.length === 0) {
    const field = `${path}.${aims.at(-1)}`;
    const problem = `The target has no ${aims.join(' and no ')}.`;
    yield { code: 'FieldValueRequired', field, problem, remedy: 'Give the target what it aims at.' };
  } else if (given.length > 1 && source !== 'object') {
    const field = `${path}.${given[0]}`;
    const problem = `The target has both ${given.join(' and ')}.`;
    yield { code: 'FieldValueForbidden', field, problem, remedy: 'Keep one of them.' };
  }
}
