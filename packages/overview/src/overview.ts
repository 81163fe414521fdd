import { printableMarkdown } from '@k8s-blocks/manifest';
import {
  type Contract,
  type Environment,
  formatCaller,
  formatPort,
  formatPortNumber,
  type OfferedPort,
  type Stack,
  type WorkloadKind,
} from '@k8s-blocks/topology';
import { environmentFolder } from './kustomizations.ts';
import { code, fenced, table } from './markdown.ts';
import { notDenied } from './not-denied.ts';
import { picture } from './picture.ts';
import { secrets } from './secrets.ts';

/**
 * The README of a stack as Markdown: its services, who calls whom and why, the start order, which Secrets to provide, and
 * how to apply each environment.
 *
 * @param root the folder of the emitted trees, as commands name it: `k8s`.
 */
export function overview(stack: Stack, root: string): string {
  const environments: readonly Environment[] = Object.values(stack.environments);
  return [
    '# The stack',
    `Start order: ${printableMarkdown(stack.startOrderText)}.`,
    '## Services',
    'In start order. Namespaces and names are those of base; other environments add their suffix.',
    servicesTable(stack),
    '## Who calls whom',
    'Every connection is declared on one map, and everything else is denied. Besides, every workload may resolve names.',
    picture(stack),
    connectionsTable(stack),
    ...notDenied(stack),
    ...secrets(stack, root),
    '## Apply',
    'One command applies a whole environment. Its services start together: one that needs another is ready once that one is.',
    ...environments
      .filter(({ name }) => stack.servicesIn(name).length > 0)
      .flatMap((environment) => [
        `### ${environment.name}`,
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

function servicesTable({ startOrder }: Stack): string {
  const rows = startOrder.map(({ name, workload, namespace, ports, environments }) => [
    `[${name}](${name})${environments === undefined ? '' : ` (${environments.join(', ')} only)`}`,
    workload,
    code(namespace),
    Object.values(ports).map(portCell).join('<br>'),
  ]);
  return table(['service', 'workload', 'namespace', 'ports'], rows);
}

function portCell(port: OfferedPort): string {
  const services = port.services.length === 0 ? 'no Service' : port.services.map(code).join(', ');
  return `${formatPortNumber(port)} ${port.name} on ${services}`;
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

function commandsFor(
  { name, namespace, workload }: Contract,
  { name: environment, suffix }: Environment,
  root: string,
) {
  return [
    applyCommand(`${root}/${name}/${environmentFolder(environment)}`),
    ...waitFor(workload, name + suffix).map((command) => `kubectl -n ${namespace}${suffix} ${command} --timeout=5m`),
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
function waitFor(workload: WorkloadKind, name: string): readonly string[] {
  if (workload === 'CronJob') return [];
  if (workload === 'Job') return [`wait --for=condition=complete job/${name}`];
  return [`rollout status ${workload.toLowerCase()}/${name}`];
}
