export type { ReadObject } from './located-object.ts';
export { readDefinitions } from './read-definitions.ts';
export { type Manifests, type ReadOptions, readManifests } from './read-manifests.ts';
