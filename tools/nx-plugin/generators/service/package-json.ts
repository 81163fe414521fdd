import type { Tree } from './tree.ts';

const BLOCKS = ['app', 'objects', 'probes', 'stack'];

/** The package.json of an app: what its files import, in the versions that the workspace has. */
export function packageJson(tree: Tree, name: string): string {
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
    dependencies: versionsOf('packages', BLOCKS),
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
  return JSON.parse(tree.read(path, 'utf8') ?? '{}');
}
