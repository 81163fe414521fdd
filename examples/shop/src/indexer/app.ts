import { app } from '@k8s-blocks/app';
import { configMap, deployment, withBaseline } from '@k8s-blocks/objects';
import { catalog, indexer, map, search } from '../map.ts';
import { none, resources } from '../settings.ts';

/** Fills the index of the search, beside it: a worker without ports. */
export default app(map, indexer, {
  settings: none,
  manifests(env) {
    const config = configMap(env, {
      LOG_LEVEL: env.values.logLevel,
      SEARCH_URL: env.url(search.ports.http),
      CATALOG: env.address(catalog.ports.grpc),
    });
    const container = { image: 'registry.shop.example.com/indexer:1.9.0', resources: resources('100m', '256Mi') };
    return withBaseline(env, {
      files: {
        'configmap.yaml': config,
        'deployment.yaml': deployment(env, { replicas: 1, config, container }),
        // Its one pod may be evicted: the next one goes on.
        'pdb.yaml': [],
      },
    });
  },
});
