import { join } from 'node:path';
import { buildPackages } from './build-packages.ts';
import { WORKSPACE } from './workspace.ts';

buildPackages(WORKSPACE, join(WORKSPACE, 'dist/packages'));
