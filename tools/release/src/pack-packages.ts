import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A package as npm packs it. */
export interface Packed {
  readonly name: string;
  /** The path of the tarball. */
  readonly tarball: string;
  /** The folder that was packed. */
  readonly folder: string;
  /** The paths of the files in the tarball. */
  readonly files: readonly string[];
}

/**
 * Packs every package of a folder with npm, without running their scripts.
 *
 * @param built the folder of the packages, each in a folder of its own
 * @param tarballs the existing folder that the tarballs are written to
 */
export function packPackages(built: string, tarballs: string): readonly Packed[] {
  const folders = readdirSync(built).map((name) => join(built, name));
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', tarballs, ...folders];
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
