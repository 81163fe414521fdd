import type { Finding } from '@k8s-blocks/findings';
import { appModule } from './app-module.ts';
import { foundCalls } from './calls.ts';
import { connectionCodes } from './connection-code.ts';
import { connectionsOf, type FoundConnection, type WideWay } from './connections.ts';
import { importedObjects } from './imported-objects.ts';
import { type ImportedStack, importedStack, mapOf } from './imported-stack.ts';
import { contractNames, contractsModule, mapModule } from './map-modules.ts';
import type { ReadEnvironment } from './read-environments.ts';
import { serviceForms } from './service-forms.ts';
import { inStartOrder, withNamespacesOfFirst } from './service-order.ts';

/** What manifests become. */
export interface ImportedProject {
  /** The files to write: path with slashes to text. */
  readonly files: ReadonlyMap<string, string>;
  /** The modules of the apps, by the name of the service. */
  readonly apps: ReadonlyMap<string, string>;
  readonly stack: ImportedStack;
  readonly connections: readonly FoundConnection[];
  /** What policies let through, and nothing says that it is called. */
  readonly wide: readonly WideWay[];
  /** Where addresses and policies do not fit together, and what is without any. */
  readonly findings: readonly Finding[];
  /** What is other than it was read, in sentences. */
  readonly changes: readonly string[];
  /** How many objects blocks make, of how many. */
  readonly blocks: { readonly made: number; readonly of: number };
}

/** How manifests are imported. */
export interface ImportOptions {
  /** The namespace of objects that name none. Default: `default`. */
  readonly namespace?: string;
}

/**
 * The files that say what manifests say: contracts, a map, and an app for each service.
 *
 * @param read the objects of each environment.
 * @throws Refusal if no map can be made of them.
 */
export function importManifests(read: readonly ReadEnvironment[], options: ImportOptions = {}): ImportedProject {
  const imported = importedObjects(read, options);
  const { calls, findings } = foundCalls(imported);
  const found = importedStack(imported, calls);
  const { connections, wide } = connectionsOf(calls, found.services);
  const ordered = { ...found, services: inStartOrder(found.services, connections) };
  const map = mapOf(
    ordered,
    connections.map((each) => each.connection),
  );
  const stack = withNamespacesOfFirst(ordered, map.startOrder);
  const { names, taken } = contractNames(stack.services);
  const apps = stack.services.map((service) => {
    const folder = `apps/${service.name}/src`;
    const { files, byBlocks } = appModule(serviceForms(stack, service, map), names);
    return {
      name: service.name,
      byBlocks,
      files: [...files].map(([file, text]) => [`${folder}/${file}`, text] as const),
    };
  });
  return {
    files: new Map([
      ['contracts.ts', contractsModule(stack, names)],
      ['map.ts', mapModule(stack, names, connectionCodes(connections, names, taken))],
      ...apps.flatMap(({ files }) => files),
    ]),
    apps: new Map(apps.map(({ name }) => [name, `apps/${name}/src/app.ts`])),
    stack,
    connections,
    wide,
    findings,
    changes: imported.changes,
    blocks: {
      made: apps.reduce((sum, { byBlocks }) => sum + byBlocks, 0),
      of: stack.services.reduce((sum, { objects }) => sum + objects.length, 0),
    },
  };
}
