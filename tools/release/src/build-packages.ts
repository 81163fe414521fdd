import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from './compile.ts';
import { moveMap } from './move-map.ts';
import { publishedManifest } from './published-manifest.ts';
import { type PublishedPackage, publishedPackages } from './published-packages.ts';
import { repositoryOf } from './repository.ts';
import { readManifest } from './source-manifest.ts';

/**
 * Builds every published package into its own folder: compiled files in `lib`, the sources for the source maps in `src`.
 *
 * @param out the folder of all built packages, which is emptied first
 */
export function buildPackages(workspace: string, out: string): void {
  const packages = publishedPackages(workspace);
  const compiled = join(out, '.compiled');
  rmSync(out, { recursive: true, force: true });
  compile(workspace, packages, compiled);
  for (const each of packages) {
    const target = join(out, each.folder);
    layOut(join(compiled, each.folder, 'src'), target);
    copyDocuments(workspace, each, target);
    writeManifest(workspace, each, target);
  }
  rmSync(compiled, { recursive: true });
}

/** Copies compiled files to `lib`, and sources to `src`. */
function layOut(compiled: string, target: string): void {
  for (const path of readdirSync(compiled, { recursive: true, encoding: 'utf8' })) {
    const [from, to] = [join(compiled, path), join(target, 'lib', path)];
    if (path.endsWith('.map')) moveMap(from, to, { lib: join(target, 'lib'), src: join(target, 'src') });
    else if (/\.(js|d\.ts)$/.test(path)) cpSync(from, to);
  }
}

function copyDocuments(workspace: string, { folder }: PublishedPackage, target: string): void {
  cpSync(join(workspace, 'LICENSE'), join(target, 'LICENSE'));
  for (const name of ['README.md', 'CHANGELOG.md']) {
    const document = join(workspace, 'packages', folder, name);
    if (existsSync(document)) cpSync(document, join(target, name));
  }
}

function writeManifest(workspace: string, { folder, manifest }: PublishedPackage, target: string): void {
  const published = publishedManifest(manifest, {
    engines: readManifest(workspace).engines,
    repository: repositoryOf(folder, process.env),
  });
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
}
