import { overview, stackKustomizations } from '@k8s-blocks/overview';
import { map } from './map.ts';

/** `k8s/README.md`, and a kustomization of the whole shop for each environment: emitted like the trees of the services. */
export default {
  name: 'map',
  stack: map,
  tree: () =>
    new Map([
      ['README.md', overview(map, 'k8s', { deploy: 'npx k8s-blocks deploy src/map.ts' })],
      ...stackKustomizations(map, 'k8s'),
    ]),
};
