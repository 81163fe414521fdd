import { formatNames, nearest, type Problem, Refusal } from '@k8s-blocks/refusal';
import { WORKLOAD_KINDS, type WorkloadKind } from '@k8s-blocks/topology';
import { identifierOf } from './identifier.ts';
import { PROTOCOLS, type Service, type ServicePort } from './service.ts';

/** The options of the generator, as its schema has them. */
export interface ServiceOptions {
  readonly name: string;
  readonly workload?: WorkloadKind;
  readonly kind?: ServicePort['name'] | 'none';
  readonly port?: number;
  readonly expose?: string;
  readonly namespace?: string;
  readonly skipInstall: boolean;
}

const DEFAULT_PORTS: Readonly<Record<ServicePort['name'], number>> = { http: 8080, grpc: 9090, tcp: 8000 };

/** Pods that run to their end are not called. */
const ENDING: readonly WorkloadKind[] = ['Job', 'CronJob'];

/**
 * The service that is asked for, with the defaults filled in.
 *
 * @throws Refusal if an option is unknown, or excluded by another.
 */
export function serviceOf(options: ServiceOptions): Service {
  const { name, workload = 'Deployment', port, expose, namespace = name } = options;
  const { kind = ENDING.includes(workload) ? 'none' : 'http' } = options;
  const problems = [
    ...unknownProblems('workload', workload, WORKLOAD_KINDS),
    ...unknownProblems('kind', kind, [...PROTOCOLS, 'none']),
    ...excludedProblems(workload, kind, options),
  ];
  if (problems.length > 0) throw new Refusal(problems).within({ service: name });
  return {
    name,
    namespace,
    identifier: identifierOf(name),
    workload,
    ...(kind === 'none' ? {} : { port: { name: kind, number: port ?? DEFAULT_PORTS[kind] } }),
    ...(expose === undefined ? {} : { host: expose }),
  };
}

/** Nx does not hold the answer to a prompt against the schema's list. */
function unknownProblems(field: string, value: string, known: readonly string[]): Problem[] {
  if (known.includes(value)) return [];
  const meant = nearest(value, known);
  const remedy = meant === undefined ? `Give one of ${formatNames(known)}.` : `Did you mean "${meant}"?`;
  return [{ field, problem: `There is no ${field} "${value}".`, remedy }];
}

function excludedProblems(
  workload: WorkloadKind,
  kind: NonNullable<ServiceOptions['kind']>,
  { port, expose }: ServiceOptions,
): Problem[] {
  const problems: Problem[] = [];
  if (kind !== 'none' && ENDING.includes(workload)) {
    problems.push({ field: 'kind', problem: `A ${workload} serves nothing.`, remedy: 'Leave it out.' });
  }
  if (kind === 'none' && workload === 'StatefulSet') {
    const problem = 'The pods of a StatefulSet are named by a Service, which needs a port.';
    problems.push({ field: 'kind', problem, remedy: `Give one of ${formatNames(PROTOCOLS)}.` });
  }
  if (kind === 'none' && port !== undefined) {
    problems.push({ field: 'port', problem: 'It serves nothing, and so has no port.', remedy: 'Leave it out.' });
  }
  if (kind !== 'http' && expose !== undefined) {
    const problem = 'The internet comes by HTTP alone.';
    problems.push({ field: 'expose', problem, remedy: 'Leave it out, or let the service serve HTTP: --kind http.' });
  }
  return problems;
}
