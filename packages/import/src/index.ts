export { type ImportedProject, type ImportOptions, importManifests } from './import-manifests.ts';
export { importProved, type ProvedProject } from './import-proved.ts';
export { foldersLeftOut } from './manifests/folders-left-out.ts';
export { type GivenEnvironment, givenEnvironments } from './manifests/given.ts';
export {
  type ReadEnvironment,
  type Reading,
  type ReadOptions,
  readEnvironments,
} from './manifests/read-environments.ts';
export { type Proof, type ProofOptions, prove } from './proof.ts';
