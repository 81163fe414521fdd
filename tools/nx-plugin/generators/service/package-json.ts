import { Refusal } from '@k8s-blocks/refusal';
import type { Service } from './service.ts';
import type { Tree } from './tree.ts';

/**
 * The package.json of an app: what its files import, in the versions that the workspace has.
 *
 * @throws Refusal if a package.json that has such a version is not there, or is not JSON.
 */
export function packageJson(tree: Tree, { name, port }: Service): string {
  const blocks = ['app', 'objects', ...(port === undefined ? [] : ['probes']), 'stack'];
  const versionsOf = (room: string, folders: readonly string[]) =>
    Object.fromEntries(
      folders.map((folder) => [`@k8s-blocks/${folder}`, read(tree, `${room}/${folder}/package.json`).version]),
    );
  return JSON.stringify({
    name: `@k8s-blocks/${name}`,
    version: '0.1.0',
    private: true,
    description: `Say here what ${name} does.`,
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    exports: { '.': './src/app.ts' },
    dependencies: versionsOf('packages', blocks),
    devDependencies: {
      ...versionsOf('tools', ['testing']),
      vitest: read(tree, 'package.json').devDependencies?.vitest,
    },
  });
}

interface PackageJson {
  readonly version?: string;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function read(tree: Tree, path: string): PackageJson {
  const text = tree.read(path, 'utf8');
  try {
    if (text !== null) return JSON.parse(text);
  } catch (error) {
    throw unread(path, `It is not JSON: ${error instanceof Error ? error.message : error}.`);
  }
  throw unread(path, 'There is no such file.');
}

function unread(file: string, problem: string): Refusal {
  return new Refusal({ file, problem, remedy: 'Put it back: the new package takes versions from it.' });
}
