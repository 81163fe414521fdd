import type { Finding } from '@k8s-blocks/findings';
import { keyOf, type ObjectReference } from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';
import type { Stack } from '@k8s-blocks/topology';
import { appModule } from './app/app-module.ts';
import { keptPolicies } from './blocks/kept-policies.ts';
import { foundCalls } from './connections/calls.ts';
import { connectionsOf } from './connections/connections.ts';
import type { FoundConnection } from './connections/found-connection.ts';
import { oneSidedWays } from './connections/one-sided.ts';
import { type ImportedObjects, importedObjects } from './manifests/imported-objects.ts';
import type { ReadEnvironment } from './manifests/read-environments.ts';
import { connectionCodes } from './map/connection-code.ts';
import { contractNames, contractsModule, mapModule } from './map/map-modules.ts';
import { importNotes } from './notes.ts';
import type { ContractNames } from './say/derived-texts.ts';
import { withBaseForms } from './say/filled-forms.ts';
import type { Call } from './stack/call.ts';
import { type ImportedStack, importedStack, mapOf, type StackService } from './stack/imported-stack.ts';
import { serviceForms } from './stack/service-forms.ts';
import { inStartOrder, withNamespacesOfFirst } from './stack/service-order.ts';
import { sharedNames } from './stack/shared-names.ts';

/** What manifests become. */
export interface ImportedProject {
  /** The files to write: path with slashes to text. */
  readonly files: ReadonlyMap<string, string>;
  /** The modules of the apps, by the name of the service. */
  readonly apps: ReadonlyMap<string, string>;
  readonly stack: ImportedStack;
  readonly connections: readonly FoundConnection[];
  /** Where addresses and policies do not fit together, and what is without any. */
  readonly findings: readonly Finding[];
  /** What is other than it was read, in sentences. */
  readonly changes: readonly string[];
  /** What is wrong with objects that are left out, since they have no kind or no name, or that of another. */
  readonly leftOut: readonly Problem[];
  /** The objects that blocks make; how many are made by them in part; and how many objects there are. */
  readonly blocks: { readonly made: readonly ObjectReference[]; readonly inPart: number; readonly of: number };
}

/** How manifests are imported. */
export interface ImportOptions {
  /** The namespace of objects that name none. Default: `default`. */
  readonly namespace?: string;
  /** The keys in base of objects that are left out. Default: none. */
  readonly without?: ReadonlySet<string>;
}

/**
 * The files that say what manifests say: contracts, a map, and an app for each service.
 *
 * @param read the objects of each environment.
 * @throws Refusal if no map can be made of them.
 */
export function importManifests(read: readonly ReadEnvironment[], options: ImportOptions = {}): ImportedProject {
  const all = importedObjects(read, options);
  const shared = sharedNames(all.objects);
  const leftOut = new Set([...(options.without ?? []), ...shared.map(({ key }) => key)]);
  const imported = { ...all, objects: all.objects.filter(({ reference }) => !leftOut.has(keyOf(reference))) };
  const { calls, findings, isolated } = foundCalls(imported);
  const { stack, map, connections, wide } = connectedStack(imported, calls);
  const { names, taken } = contractNames(stack.services);
  const apps = stack.services.map((service) => importedApp(service, stack, map, names));
  const kept = apps.flatMap((each) => each.kept);
  return {
    files: new Map([
      ['contracts.ts', contractsModule(stack, names)],
      ['map.ts', mapModule(stack, { names, taken }, connectionCodes(connections, names, taken))],
      ...apps.flatMap(({ files }) => files),
    ]),
    apps: new Map(apps.map(({ name, folder }) => [name, `${folder}/app.ts`])),
    stack,
    connections,
    findings: [...findings, ...oneSidedWays(connections, isolated), ...importNotes(stack, connections, wide, kept)],
    changes: imported.changes,
    leftOut: [...imported.leftOut, ...shared.map(({ problem }) => problem)],
    blocks: {
      made: apps.flatMap(({ byBlocks }) => byBlocks),
      inPart: apps.reduce((sum, each) => sum + each.inPart, 0),
      of: stack.services.reduce((sum, { objects }) => sum + objects.length, 0),
    },
  };
}

/** The stack with its connections, its services in the order in which they start. */
function connectedStack(imported: ImportedObjects, calls: readonly Call[]) {
  const found = importedStack(imported, calls);
  const { connections, wide } = connectionsOf(calls, found.services);
  const map = mapOf(
    found,
    connections.map((each) => each.connection),
  );
  const ordered = { ...found, services: inStartOrder(found.services, map.startOrder) };
  return { stack: withNamespacesOfFirst(ordered, map.startOrder), map, connections, wide };
}

/** The app of a service, with its files at their paths in the project. */
function importedApp(service: StackService, stack: ImportedStack, map: Stack, names: ContractNames) {
  const folder = `apps/${service.name}/src`;
  const forms = withBaseForms(serviceForms(stack, service, map), names);
  const { files, ...made } = appModule(forms, names);
  const placed = [...files].map(([file, text]) => [`${folder}/${file}`, text] as const);
  return { ...made, name: service.name, folder, kept: keptPolicies(forms), files: placed };
}
