export type { KubernetesObject } from '@k8s-blocks/manifest';
export { type CheckedFile, check } from './folder/check.ts';
export type { FileDifference } from './folder/compare.ts';
export { type EmitReport, emit, type Staging } from './folder/emit.ts';
export type { FolderOptions } from './folder/folder-options.ts';
export type { Maker } from './folder/marker.ts';
export type { Layer, LayerFile, PinnedValue } from './layer.ts';
export type { Plain, PlainList, PlainMap } from './plain-data.ts';
export { kustomizeTree, standaloneTree, type Tree, type TreeDefinition } from './tree.ts';
