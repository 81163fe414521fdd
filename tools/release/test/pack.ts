import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildPackages } from '../src/build-packages.ts';
import { WORKSPACE } from '../src/workspace.ts';

/** A package as npm packs it. */
export interface Packed {
  readonly name: string;
  /** The path of the tarball. */
  readonly tarball: string;
  /** The folder that was packed. */
  readonly folder: string;
  /** What is in it. */
  readonly files: readonly string[];
}

/** Builds all published packages below a folder, and packs them with npm. */
export function packAll(folder: string): readonly Packed[] {
  const built = join(folder, 'built');
  const tarballs = join(folder, 'tarballs');
  buildPackages(WORKSPACE, built);
  mkdirSync(tarballs);
  const folders = readdirSync(built).map((name) => join(built, name));
  const args = ['pack', '--json', '--pack-destination', tarballs, ...folders];
  const packed: { name: string; filename: string; files: { path: string }[] }[] = JSON.parse(
    execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  return packed.map(({ name, filename, files }, index) => ({
    name,
    tarball: join(tarballs, filename),
    folder: folders[index] ?? '',
    files: files.map(({ path }) => path),
  }));
}
