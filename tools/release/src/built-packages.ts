import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { PublishedManifest } from './published-manifest.ts';

/** A built package. */
export interface BuiltPackage {
  /** The name of its folder. */
  readonly name: string;
  readonly folder: string;
  readonly manifest: PublishedManifest;
  readonly entries: readonly BuiltEntry[];
}

/** An entry point of a package, which users import. */
export interface BuiltEntry {
  /** How it is imported: `@k8s-blocks/verify/objects`. */
  readonly name: string;
  /** The folder of its package. */
  readonly folder: string;
  /** The file of its declarations. */
  readonly types: string;
}

/** The packages that were built to a folder. */
export function builtPackages(out: string): readonly BuiltPackage[] {
  return readdirSync(out)
    .sort()
    .map((name) => {
      const folder = join(out, name);
      const manifest: PublishedManifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const entries = Object.entries(manifest.exports).map(([path, { types }]) => ({
        name: posix.join(manifest.name, path),
        folder,
        types: join(folder, types),
      }));
      return { name, folder, manifest, entries };
    });
}
