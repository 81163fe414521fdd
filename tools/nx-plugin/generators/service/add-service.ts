import { execSync } from 'node:child_process';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { appFiles } from './app-files.ts';
import { refusedByKubernetes, unroutedEnvironments } from './kubernetes.ts';
import { type MapEdit, mapEdits } from './map.ts';
import { type ServiceOptions, serviceOf } from './options.ts';
import { packageJson } from './package-json.ts';
import type { Service } from './service.ts';
import { takenAlready } from './taken.ts';
import { tidy } from './tidy.ts';
import type { Tree } from './tree.ts';
import { unwritable } from './unwritable.ts';

/**
 * Adds a service to the tree: its contract on the map, and its app.
 *
 * @returns what is to be done once the files are written.
 * @throws Refusal if Kubernetes would refuse it, if something of it is taken or cannot be written, or if the map has been
 * reshaped. Nothing is written then.
 */
export function addService(tree: Tree, options: ServiceOptions): () => void {
  const service = serviceOf(options);
  const { name } = service;
  const files = appFiles(service);
  refuse([...refusedByKubernetes(service), ...unroutedEnvironments(service)]);
  // First, since a map that is no TypeScript is refused here, and what is taken can be read only from one that is.
  const map = mapEdits.map((each) => ({ path: each.file, text: edited(tree, each, service) }));
  // Under another identifier, which shows what else the files call so.
  refuse(takenAlready(tree, service, appFiles({ ...service, identifier: '__identifier__' })));
  const written = [
    ...map,
    { path: `apps/${name}/package.json`, text: packageJson(tree, service) },
    ...files.map(({ path, text }) => ({ path: `apps/${name}/${path}`, text })),
  ];
  const paths = written.map(({ path }) => path);
  refuse(unwritable(tree, paths).map((problem) => ({ service: name, ...problem })));
  for (const { path, text } of written) tree.write(path, tidy(tree.root, path, text));
  return () => finish(tree, service, options);
}

function edited(tree: Tree, { file, edit }: MapEdit, service: Service): string {
  try {
    return edit(tree.read(file, 'utf8') ?? '', service);
  } catch (error) {
    throw error instanceof Refusal ? error.within({ service: service.name, file }) : error;
  }
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Refusal(problems);
}

/** A new package is not on the lock file, and `npm ci` refuses a workspace with one that is not. */
function finish({ root }: Tree, { name }: Service, { skipInstall }: ServiceOptions): void {
  if (!skipInstall) install(root, name);
  console.log(`
${name} is on the map, last in the start order, and its manifests are in apps/${name}. It has no connection yet:
docs/add-a-connection.md says how to add one. Then emit, and judge the whole stack:

  npx nx run-many -t emit
  npx nx run stack:verify
`);
}

function install(root: string, service: string): void {
  try {
    execSync('npm install --no-audit --no-fund', { cwd: root, stdio: 'inherit' });
  } catch {
    // npm has said why.
    const problem = 'Its files are written, and npm could not lock its package.';
    throw new Refusal({ service, file: 'package-lock.json', problem, remedy: 'Mend what npm says: npm install.' });
  }
}
