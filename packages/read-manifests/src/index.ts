export type { ReadObject } from './located-object.ts';
export { type Manifests, type ReadOptions, readManifests } from './read-manifests.ts';
