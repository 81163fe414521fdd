import { appModule } from './app-module.ts';
import { importedObjects } from './imported-objects.ts';
import { type ImportedStack, importedStack, mapOf } from './imported-stack.ts';
import { contractNames, contractsModule, mapModule } from './map-modules.ts';
import type { ReadEnvironment } from './read-environments.ts';
import { serviceForms } from './service-forms.ts';

/** What manifests become. */
export interface ImportedProject {
  /** The files to write: path with slashes to text. */
  readonly files: ReadonlyMap<string, string>;
  /** The modules of the apps, by the name of the service. */
  readonly apps: ReadonlyMap<string, string>;
  readonly stack: ImportedStack;
  /** What is other than it was read, in sentences. */
  readonly changes: readonly string[];
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
  const stack = importedStack(imported);
  const names = contractNames(stack.services);
  const map = mapOf(stack, []);
  const apps = stack.services.map((service) => {
    const folder = `apps/${service.name}/src`;
    const { files } = appModule(serviceForms(stack, service, map), names);
    return { name: service.name, files: [...files].map(([file, text]) => [`${folder}/${file}`, text] as const) };
  });
  return {
    files: new Map([
      ['contracts.ts', contractsModule(stack, names)],
      ['map.ts', mapModule(stack, names, { list: [], imports: [], constants: [] })],
      ...apps.flatMap(({ files }) => files),
    ]),
    apps: new Map(apps.map(({ name }) => [name, `apps/${name}/src/app.ts`])),
    stack,
    changes: imported.changes,
  };
}
