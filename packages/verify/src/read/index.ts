export type { LocatedObject } from './located-object.ts';
export { type Manifests, readManifests } from './read-manifests.ts';
