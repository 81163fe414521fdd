import { overview, stackKustomizations } from '@k8s-blocks/overview';
import { system } from '@k8s-blocks/stack';

/** The README of `k8s/`, and the kustomizations of the whole stack, from the map. */
export default {
  name: 'map',
  source: 'packages/stack',
  stack: system,
  tree: () =>
    new Map([
      ['README.md', overview(system, 'k8s', { deploy: 'npx nx run stack:deploy' })],
      ...stackKustomizations(system, 'k8s'),
    ]),
};
