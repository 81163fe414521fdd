import { printableMarkdown } from '@k8s-blocks/manifest';
import {
  type Contract,
  type Environment,
  formatCaller,
  formatPort,
  formatPortNumber,
  formatStartOrder,
  type OfferedPort,
  type Stack,
  type Workload,
  workloadOf,
  workloadsIn,
  workloadsOf,
} from '@k8s-blocks/topology';
import { environmentFolder } from './kustomizations.ts';
import { code, fenced, table } from './markdown.ts';
import { notDenied } from './not-denied.ts';
import { picture } from './picture.ts';
import { routes } from './routes.ts';
import { secrets } from './secrets.ts';

/** Options of {@link overview}. */
export interface OverviewOptions {
  /**
   * The command that deploys the stack, without its options: `npx k8s-blocks deploy src/map.ts`. Default: the README says only how to
   * apply it with kubectl.
   */
  readonly deploy?: string;
}

/**
 * The README of a stack as Markdown: its services, who calls whom and why, the hosts by which they are called, the start order, which Secrets to provide, and
 * how to apply each environment.
 *
 * @param root the folder of the emitted trees, as commands name it: `k8s`.
 */
export function overview(stack: Stack, root: string, options: OverviewOptions = {}): string {
  const environments: readonly Environment[] = Object.values(stack.environments);
  return [
    '# The stack',
    `Start order: ${printableMarkdown(formatStartOrder(stack.startOrder))}.`,
    '## Services',
    `In start order. Namespaces and names are those of base; ${otherNames(stack)}`,
    servicesTable(stack),
    '## Who calls whom',
    'Every connection is declared on one map, and everything else is denied. Besides, every workload may resolve names.',
    picture(stack),
    connectionsTable(stack),
    ...routes(stack),
    ...notDenied(stack),
    ...secrets(stack, root),
    '## Apply',
    introduction(options),
    ...environments
      .filter(({ deployed }) => !deployed)
      .map(({ name }) => `${code(name)} is not applied: the overlays of the others are made of it.`),
    ...environments
      .filter(({ name }) => stack.servicesIn(name).length > 0)
      .flatMap((environment) => [
        `### ${environment.name}`,
        ...deployCommand(environment, options),
        fenced('sh', [applyCommand(`${root}/${environmentFolder(environment.name)}`)]),
        'Or one service after the other, in start order, each only when the one before is up:',
        applyCommands(stack, environment, root),
      ]),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function introduction({ deploy }: OverviewOptions): string {
  const together = 'services start together, and one that needs another is ready once that one is.';
  if (deploy === undefined) return `One command applies a whole environment. Its ${together}`;
  return [
    'One command deploys a whole environment to the cluster of a kube context: it says what would change, asks, applies each service',
    'after those that it needs, and waits until all are ready. Plain kubectl applies all at once: then the',
    together,
  ].join('\n');
}

/** The command that deploys an environment, and a sentence that leads to those of kubectl; nothing if there is none. */
function deployCommand({ name }: Environment, { deploy }: OverviewOptions): readonly string[] {
  if (deploy === undefined) return [];
  return [fenced('sh', [`${deploy} --environment ${name} --context <name>`]), 'Or with plain kubectl, all at once:'];
}

/** How names are made in the environments other than base. */
function otherNames({ environments, startOrder }: Stack): string {
  const haveOnlySuffix = Object.values<Environment>(environments).every(
    ({ prefix, suffix, namespaceName }) =>
      prefix === '' && startOrder.every(({ namespace }) => namespaceName(namespace) === `${namespace}${suffix}`),
  );
  if (haveOnlySuffix) return 'other environments add their suffix.';
  return 'other environments make their own of them, which are in their commands below.';
}

function servicesTable({ startOrder }: Stack): string {
  const rows = startOrder.map((service) => [
    `[${service.name}](${service.name})${presence(service)}`,
    workloadsOf(service).map(workloadCell).join('<br>'),
    code(service.namespace),
    Object.values(service.ports)
      .map((port) => portCell(service, port))
      .join('<br>'),
  ]);
  return table(['service', 'workload', 'namespace', 'ports'], rows);
}

/** The kind of a workload, and the name of its object where that is not the service's. */
function workloadCell(workload: Workload): string {
  const { contract, kind, objectName } = workload;
  return `${objectName === contract ? kind : `${kind} ${code(objectName)}`}${presence(workload)}`;
}

/** In which environments a service or workload is, if not in all. */
function presence({ environments }: Pick<Contract, 'environments'>): string {
  return environments === undefined ? '' : ` (${environments.join(', ')} only)`;
}

function portCell(service: Contract, port: OfferedPort): string {
  const services = port.services.length === 0 ? 'no Service' : port.services.map(code).join(', ');
  const owner = port.workload === undefined ? '' : ` of ${code(workloadOf(service, port).name)}`;
  return `${formatPortNumber(port)} ${port.name}${owner} on ${services}`;
}

function connectionsTable({ connections }: Stack): string {
  const rows = connections.map(({ from, to, why, environments }) =>
    [
      formatCaller(from),
      formatPort(to),
      environments === undefined ? why : `${why} (${environments.join(', ')} only)`,
    ].map(printableMarkdown),
  );
  return table(['caller', 'callee', 'why'], rows);
}

function applyCommands(stack: Stack, environment: Environment, root: string): string {
  return fenced(
    'sh',
    stack.servicesIn(environment.name).flatMap((service) => commandsFor(service, environment, root)),
  );
}

function commandsFor(service: Contract, environment: Environment, root: string) {
  const { objectName, namespaceName } = environment;
  const workloads = workloadsIn(service, environment);
  // The others may only come up when the Jobs, such as a migration, are done.
  const jobs = workloads.filter(({ kind }) => kind === 'Job');
  const waits = [...jobs, ...workloads.filter(({ kind }) => kind !== 'Job')].flatMap((workload) =>
    waitFor(workload, objectName(workload.objectName)),
  );
  return [
    applyCommand(`${root}/${service.name}/${environmentFolder(environment.name)}`),
    ...waits.map((command) => `kubectl -n ${namespaceName(service.namespace)} ${command} --timeout=5m`),
  ];
}

/**
 * Server-side: otherwise ports of one number and two protocols are one to kubectl, and objects over 256 KiB are refused.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/
 */
function applyCommand(folder: string): string {
  return `kubectl apply --server-side -k ${folder}`;
}

/** The `kubectl` commands that wait until a workload is up; for a CronJob none. */
function waitFor({ kind }: Workload, name: string): readonly string[] {
  if (kind === 'CronJob') return [];
  if (kind === 'Job') return [`wait --for=condition=complete job/${name}`];
  return [`rollout status ${kind.toLowerCase()}/${name}`];
}
