// JavaScript, since Nx under Node 20 loads a plugin of the workspace as .mjs, and not as .ts.
import { basename, dirname } from 'node:path';
import { targetsOf } from './targets.mjs';

export const name = 'k8s-blocks';

/** A project is a folder with a package.json below packages/, apps/ or tools/; where it lies says what it can do. */
export const createNodesV2 = [
  '{packages,apps,tools}/*/package.json',
  (files) =>
    files.map((file) => {
      const root = dirname(file);
      return [file, { projects: { [root]: { root, name: basename(root), targets: targetsOf(root) } } }];
    }),
];
