import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packPackages } from './pack-packages.ts';
import { WORKSPACE } from './workspace.ts';

const tarballs = join(WORKSPACE, 'dist/tarballs');
rmSync(tarballs, { recursive: true, force: true });
mkdirSync(tarballs, { recursive: true });
for (const { tarball } of packPackages(join(WORKSPACE, 'dist/packages'), tarballs)) console.log(tarball);
