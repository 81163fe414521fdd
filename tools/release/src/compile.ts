import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { entriesOf, type PublishedPackage } from './published-packages.ts';

/**
 * Compiles the entry points of packages, and the sources that they import, to ESM with declarations and source maps:
 * `packages/labels/src/x.ts` to `labels/src/x.js` in the folder, which is emptied first. All packages are compiled in one
 * run, so that the types of the Kubernetes API are read once.
 */
export function compile(workspace: string, packages: readonly PublishedPackage[], folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'tsconfig.json');
  writeFileSync(config, JSON.stringify(configFor(workspace, packages, folder)));
  execFileSync(process.execPath, [compiler(), '-p', config], { stdio: 'inherit' });
}

function configFor(workspace: string, packages: readonly PublishedPackage[], outDir: string) {
  return {
    extends: join(workspace, 'tsconfig.base.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      declarationMap: true,
      sourceMap: true,
      typeRoots: [join(workspace, 'node_modules/@types')],
      rootDir: join(workspace, 'packages'),
      outDir,
      // TypeScript does not compile sources that are imported through node_modules, and version 7 then leaves out some files,
      // depending on the order of its threads. So imports are mapped to the folders of the packages.
      paths: Object.fromEntries(packages.flatMap((each) => pathsOf(workspace, each))),
    },
    files: packages.flatMap((each) => entriesOf(workspace, each)),
  };
}

/** The mapping of imports to sources: `@k8s-blocks/verify/read` to `…/packages/verify/src/read/index.ts`. */
function pathsOf(workspace: string, { folder, manifest }: PublishedPackage): [name: string, sources: string[]][] {
  return Object.entries(manifest.exports).map(([path, source]) => [
    posix.join(manifest.name, path),
    [join(workspace, 'packages', folder, source)],
  ]);
}

function compiler(): string {
  return join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
}
