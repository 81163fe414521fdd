export { foldersLeftOut } from './folders-left-out.ts';
export { type GivenEnvironment, givenEnvironments } from './given.ts';
export { type ImportedProject, type ImportOptions, importManifests } from './import-manifests.ts';
export { importProved, type ProvedProject } from './import-proved.ts';
export { type Proof, type ProofOptions, prove } from './proof.ts';
export { type ReadEnvironment, type Reading, type ReadOptions, readEnvironments } from './read-environments.ts';
