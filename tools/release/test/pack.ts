import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildPackages } from '../src/build-packages.ts';
import { type Packed, packPackages } from '../src/pack-packages.ts';
import { WORKSPACE } from '../src/workspace.ts';

/** Builds all published packages below a folder, and packs them with npm. */
export function packAll(folder: string): readonly Packed[] {
  const built = join(folder, 'built');
  const tarballs = join(folder, 'tarballs');
  buildPackages(WORKSPACE, built);
  mkdirSync(tarballs);
  return packPackages(built, tarballs);
}
