import { join, resolve } from 'node:path';
import { type App, previewApp } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { type EmitReport, emit, type KubernetesObject, manifestYaml } from '@k8s-blocks/kustomize';
import { clusterNetworkPolicy, STACK_POLICY_FILE } from '@k8s-blocks/policies';
import { formatList } from '@k8s-blocks/refusal';
import type { Stack } from '@k8s-blocks/topology';
import { stagingFolder } from '../app-module.ts';
import { removalCommands } from './removal-commands.ts';

/** A stack with a preview, and of what it is one. */
export interface Preview {
  readonly stack: Stack;
  /** The name of the preview. */
  readonly name: string;
  /** The services that are changed. */
  readonly services: readonly string[];
}

/** A preview that was written. */
export interface WrittenPreview {
  /** Its folder, as commands name it. */
  readonly folder: string;
  readonly report: EmitReport;
  /** The objects that its apps say, and that of the whole stack. */
  readonly objects: readonly KubernetesObject[];
  /** Each service, with the objects that its app says. */
  readonly services: ReadonlyMap<string, readonly KubernetesObject[]>;
  /** What is of the whole stack. */
  readonly ofStack: readonly KubernetesObject[];
}

/**
 * Writes a preview to `<out>/preview/<name>`: a kustomization of all, and a folder for each service, without base and overlays.
 *
 * @throws Refusal if an app is refused; nothing is written then.
 */
export async function writePreview(
  apps: readonly App[],
  { stack, name, services: changed }: Preview,
  { out }: { readonly out: string },
): Promise<WrittenPreview> {
  const previews = await Promise.all(
    apps.map(async (app) => [app.contract.name, await previewApp(app, stack, name)] as const),
  );
  const services = new Map(previews.map(([service, { objects }]) => [service, objects]));
  const policy = clusterNetworkPolicy(stack, name);
  const ofStack = policy === undefined ? [] : [policy];
  const objects = [...ofStack, ...[...services.values()].flat()];
  const folder = join(out, 'preview', name);
  const resources = [...(policy === undefined ? [] : [STACK_POLICY_FILE]), ...services.keys()];
  const head = headOf({ stack, name, services: changed }, folder, objects);
  const tree = new Map([
    ['kustomization.yaml', kustomization(head, resources)],
    ...(policy === undefined ? [] : [[STACK_POLICY_FILE, manifestYaml([policy])] as const]),
    ...previews.flatMap(([service, own]) => [...own.tree].map(([path, text]) => [`${service}/${path}`, text] as const)),
  ]);
  const report = await emit(tree, {
    root: resolve(out),
    folder: `preview/${name}`,
    source: 'Change the apps, and preview again.',
    staging: stagingFolder(),
  });
  return { folder, report, objects, services, ofStack };
}

/** What a preview is, and how it is applied and taken away: the comment at the head of its kustomization. */
function headOf({ stack, name, services }: Preview, folder: string, objects: readonly KubernetesObject[]): string {
  const made = `made of ${stack.environments[name]?.preview?.of}`;
  return [
    `A preview of ${formatList(services)}, and of what is needed for it, ${made}. To apply it:`,
    `  kubectl apply --server-side -k ${folder}`,
    'To take it away:',
    ...removalCommands(objects).map((command) => `  ${command}`),
  ].join('\n');
}

function kustomization(head: string, resources: readonly string[]): string {
  const all = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
  return manifestYaml([comment(head, all)]);
}
