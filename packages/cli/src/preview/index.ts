import { relative, resolve, sep } from 'node:path';
import type { App } from '@k8s-blocks/app';
import { report } from '@k8s-blocks/findings';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import { previewStack, providedSecrets, type Stack } from '@k8s-blocks/topology';
import { loadApp } from '../app-module.ts';
import type { Command } from '../command.ts';
import type { OptionsOf } from '../commands.ts';
import { UsageError } from '../usage-error.ts';
import { judgePreview } from './judge-preview.ts';
import { removalCommands } from './removal-commands.ts';
import { type WrittenPreview, writePreview } from './write-preview.ts';

/**
 * Writes an environment of some services and of what they need, with names of its own, below the folder of what is built; judges
 * what Kustomize makes of it; and says how it is applied and taken away.
 */
export const preview: Command<'preview'> = async (targets, options, output) => {
  const { service: services, name, from } = options;
  if (services.length === 0)
    throw new UsageError('preview needs the service that is changed: --service <name>', 'preview');
  if (name === undefined)
    throw new UsageError('preview needs a name, such as that of the change: --name pr-42', 'preview');
  refuseTrees(options);
  const apps = await Promise.all(targets.map(loadApp));
  const stack = previewStack(stackOf(apps), { name, services, from });
  const written = await writePreview(appsOf(stack, name, apps), { stack, name, services }, options);
  const result = await judgePreview(stack, name, written);
  if (result.findings.some(({ severity }) => severity !== 'notice')) {
    output.printReport(report(result, 'text', { color: output.hasColors === true }).trimEnd());
  }
  output.print([...whatItIs(stack, name, written), ...secretsOf(stack, name), ...whatToDo(written)].join('\n'));
  return result.findings.every(({ severity }) => severity !== 'error');
};

/** Refuses to write where the trees are, which are committed. */
function refuseTrees({ out, root }: OptionsOf<'preview'>): void {
  const path = relative(resolve(root), resolve(out));
  if (path === '..' || path.startsWith(`..${sep}`)) return;
  const problem = 'The trees of all apps are emitted to this folder, or above it, and committed; a preview is not.';
  throw new Refusal({ file: out, problem, remedy: 'Give another folder with --out.' });
}

function stackOf(apps: readonly App[]): Stack {
  const [stack, ...others] = new Set(apps.map((app) => app.stack));
  if (stack !== undefined && others.length === 0) return stack;
  const remedy = 'Give the modules of the apps of one stack: k8s-blocks preview … apps/*/src/app.ts';
  throw new Refusal({ problem: 'The apps are of several stacks, which have several maps.', remedy });
}

/** The apps of the services of a preview, in start order. */
function appsOf(stack: Stack, name: string, apps: readonly App[]): readonly App[] {
  const needed = stack.servicesIn(name);
  const found = needed.flatMap((service) => apps.find(({ contract }) => contract === service) ?? []);
  const missing = needed.filter((service) => !found.some(({ contract }) => contract === service));
  if (missing.length === 0) return found;
  throw new Refusal({
    environment: name,
    problem: `What is previewed needs ${formatNames(missing.map((service) => service.name))}, whose apps are not given.`,
    remedy: 'Give the modules of all apps: k8s-blocks preview … apps/*/src/app.ts',
  });
}

function whatItIs(stack: Stack, name: string, { report: { written, removed, unchanged } }: WrittenPreview) {
  const services = stack.servicesIn(name).map((service) => service.name);
  return [
    `${name}, made of ${stack.environments[name]?.preview?.of}: ${services.join(', ')}.`,
    `${name}: ${written.length} written, ${removed.length} removed, ${unchanged} unchanged`,
  ];
}

/** The Secrets that it needs, and nothing of it makes. */
function secretsOf(stack: Stack, name: string): readonly string[] {
  const secrets = providedSecrets(stack, name);
  if (secrets.length === 0) return [];
  const lines = secrets.map(({ namespace, name, keys }) => `  ${name} in namespace ${namespace}: ${keys.join(', ')}`);
  return ['Provide these Secrets, in namespaces that you create before:', ...lines];
}

function whatToDo({ folder, objects }: WrittenPreview): readonly string[] {
  return [
    'To apply it:',
    `  kubectl apply --server-side -k ${folder}`,
    'To take it away:',
    ...removalCommands(objects).map((command) => `  ${command}`),
  ];
}
